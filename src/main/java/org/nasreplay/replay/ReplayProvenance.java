package org.nasreplay.replay;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * What was replayed, on what, by what: {@code provenance.json}.
 *
 * @param code that replayed
 * @param suite its name
 * @param title one line on what it compares
 * @param suiteText the suite as it was read
 * @param runs per searcher and protocol
 * @param seed the master seed
 * @param table the file that answered
 * @param protocols the rules
 * @param searchers who played, in the suite's order
 * @param columns the columns that decide the results
 * @param costs that results tell of networks; the first one counts where a protocol bounds none
 * @param reference the networks that searchers are held against
 * @param published what stands beside the results; null for none
 * @param machine what it ran on; no result depends on it
 * @param sources the replays that these results were merged from, whose runs, seed, code, suite and
 *     machine may differ from those of the first, which stand above; mostly none
 * @param unchecked whether the results were read without being held against what was written, so
 *     that somebody may have edited them
 * @param shard the share of the replay that the results are; null where they are whole
 * @param failed why searchers are missing; null where none is
 */
public record ReplayProvenance(
    Code code,
    String suite,
    String title,
    String suiteText,
    int runs,
    long seed,
    Table table,
    List<Protocol> protocols,
    List<Searcher> searchers,
    List<UsedColumn> columns,
    List<Cost> costs,
    Reference reference,
    Suite.@Nullable Published published,
    Machine machine,
    List<ReplayProvenance> sources,
    boolean unchecked,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shard shard,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Failure> failed) {
  /**
   * The table.
   *
   * @param file its name
   * @param sha256 of the file
   * @param space the search space
   */
  public record Table(String file, String sha256, String space) {}

  /**
   * A searcher.
   *
   * @param label in this suite
   * @param name of the algorithm
   * @param settings all of them, as JSON
   * @param places in sweeps of the suite; mostly none
   */
  public record Searcher(
      String label,
      String name,
      String settings,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Place> places) {
    @JsonCreator
    static Searcher of(
        @JsonProperty("label") String label,
        @JsonProperty("name") String name,
        @JsonProperty("settings") String settings,
        @JsonProperty("places") @Nullable List<Place> places) {
      return new Searcher(label, name, settings, places == null ? List.of() : places);
    }

    /** One that is in no sweep. */
    public Searcher(String label, String name, String settings) {
      this(label, name, settings, List.of());
    }

    /** The same under another label. */
    public Searcher as(String other) {
      return new Searcher(other, name, settings, places);
    }
  }

  /**
   * Where a searcher is in a sweep.
   *
   * @param sweep its name
   * @param settings the searcher's values of those that are swept, as the suite writes them
   * @param byDefault whether these are what the searcher has where a suite gives none
   */
  public record Place(String sweep, Map<String, String> settings, boolean byDefault) {
    Place as(String other) {
      return new Place(other, settings, byDefault);
    }
  }

  /**
   * A column.
   *
   * @param protocol that uses it
   * @param role {@code reward}, {@code time}, {@code validation} or {@code test}
   * @param column its name
   * @param provenance {@code measured}, {@code analytic} or {@code modelled}
   * @param source where its numbers come from
   * @param sha256 of a measured source; empty otherwise
   */
  public record UsedColumn(
      String protocol,
      String role,
      String column,
      String provenance,
      String source,
      String sha256) {}

  /**
   * A cost.
   *
   * @param unit what it is counted in
   * @param provenance {@code measured}, {@code analytic} or {@code modelled}
   * @param least that a network of the space can have; null where all networks are in the results
   * @param greatest the same
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Cost(
      String name,
      String unit,
      String provenance,
      @Nullable Double least,
      @Nullable Double greatest) {
    /** Of a space whose networks are all in the results. */
    public Cost(String name, String unit, String provenance) {
      this(name, unit, provenance, null, null);
    }
  }

  /**
   * What stands for the space.
   *
   * @param exhaustive whether it is all of its networks, so that the best of them is the best
   * @param networks how many it has
   */
  public record Reference(boolean exhaustive, int networks) {}

  /**
   * A searcher that is missing, as its process failed.
   *
   * @param searcher its label
   * @param place searcher, protocol and run
   * @param reason what it did, and what was expected
   */
  public record Failure(String searcher, String place, String reason) {}

  /** The machine and its Java. */
  public record Machine(String os, String java, int processors) {
    static Machine current() {
      return new Machine(
          System.getProperty("os.name") + " " + System.getProperty("os.arch"),
          System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
          Runtime.getRuntime().availableProcessors());
    }
  }

  ReplayProvenance asUnchecked() {
    return new ReplayProvenance(
        code, suite, title, suiteText, runs, seed, table, protocols, searchers, columns, costs,
        reference, published, machine, sources, true, shard, failed);
  }

  /** The same of a part of it, in another order or under other names. */
  public ReplayProvenance of(List<Protocol> chosen, List<Searcher> shown) {
    return new ReplayProvenance(
        code, suite, title, suiteText, runs, seed, table, chosen, shown, columns, costs, reference,
        published, machine, sources, unchecked, shard, failed);
  }

  /** The same of all shards, of which this is one. */
  ReplayProvenance whole(Machine machines) {
    return new ReplayProvenance(
        code, suite, title, suiteText, runs, seed, table, protocols, searchers, columns, costs,
        reference, published, machines, sources, unchecked, null, null);
  }

  /**
   * Reads {@code provenance.json}.
   *
   * @throws InputException where it is missing, or a key of it is missing or wrong
   */
  public static ReplayProvenance read(Path file) throws IOException {
    return Json.read(file, ReplayProvenance.class);
  }

  /** This replay, or those that were merged. */
  public List<ReplayProvenance> replays() {
    return sources.isEmpty() ? List.of(this) : sources;
  }

  /** Runs per searcher and protocol, in words: a number, or from the least to the greatest. */
  public String runsInWords() {
    IntSummaryStatistics each =
        replays().stream().mapToInt(ReplayProvenance::runs).summaryStatistics();
    return each.getMin() == each.getMax()
        ? Integer.toString(each.getMin())
        : each.getMin() + " to " + each.getMax();
  }

  /** The blocks of runs that the results are of, in order. */
  List<Cell> cells() {
    return Cell.all(
        protocols.stream().map(Protocol::name).toList(),
        searchers.stream().map(Searcher::label).toList(),
        runs,
        shard);
  }

  /** Who is missing from these results, or from those that were merged. */
  public List<Failure> failures() {
    return replays().stream()
        .map(ReplayProvenance::failed)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .toList();
  }

  public List<String> costNames() {
    return costs.stream().map(Cost::name).toList();
  }

  /** What a protocol's networks are told apart by: the cost that it bounds, else the usual one. */
  public Cost cost(Protocol protocol) {
    String bounded =
        protocol.front() == null ? protocol.boundedCost() : protocol.frontCosts().get(0);
    return costs.stream()
        .filter(cost -> cost.name().equals(bounded))
        .findFirst()
        .orElse(costs.get(0));
  }

  /** Whether answers are fronts; then those of all protocols are. */
  public boolean ofFronts() {
    return protocols.get(0).front() != null;
  }

  /** The cost with this name. */
  public Cost cost(String name) {
    return costs.stream()
        .filter(cost -> cost.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(Text.format("no cost (%s)", name)));
  }

  /** The protocol with this name. */
  public Protocol protocol(String name) {
    return protocols.stream()
        .filter(protocol -> protocol.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(Text.format("no protocol (%s)", name)));
  }

  /** The columns that an answer's reported accuracy is read from. */
  public List<UsedColumn> reported(Protocol protocol) {
    return columns.stream()
        .filter(column -> column.protocol().equals(protocol.name()))
        .filter(column -> column.role().equals("test"))
        .toList();
  }

  /** Whether a number of this protocol was drawn from a model and not measured. */
  public boolean modelled(String protocol, String role) {
    return columns.stream()
        .anyMatch(
            c ->
                c.protocol().equals(protocol)
                    && c.role().equals(role)
                    && c.provenance().equals("modelled"));
  }
}
