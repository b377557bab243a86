package org.nasreplay.replay;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Records;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.SearcherRegistry;

/**
 * A comparison as data: which searchers run how often under which protocols, on which table.
 *
 * @param name names the folder of results: 1 to 100 letters, digits, dots, hyphens and _
 * @param title one line on what this compares, of at most 300 characters; the name where a suite
 *     gives none
 * @param runs runs of every searcher under every protocol, 1 to 1,000,000; at most 10,000,000 in
 *     all
 * @param seed the master seed; 1 where a suite gives none
 * @param table the table's file
 * @param protocols at least one, with distinct names
 * @param searchers at least one: a name, or a map from the name to its settings
 * @param published what stands beside the results; null for none
 */
public record Suite(
    String name,
    String title,
    int runs,
    long seed,
    String table,
    List<Protocol> protocols,
    List<Choice> searchers,
    @Nullable Published published) {
  private static final int LONGEST_LINE = 300;
  private static final int MOST_RUNS = 1_000_000;

  /** Runs in all: what is known of a run takes about a kilobyte until the report is written. */
  static final int MOST_RUNS_IN_ALL = 10_000_000;

  /** Bytes of a suite's file. */
  private static final int LONGEST = 1 << 20;

  /**
   * What was published and stands beside the results: a paper's table, networks, or both.
   *
   * @param paper as in data/published-results.csv; null for none
   * @param table as there; null where there is no paper
   * @param methods the published method's name for a searcher's label, as in {@link Entry}
   * @param networks null for none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Published(
      @Nullable String paper,
      @Nullable String table,
      Map<String, String> methods,
      @Nullable Networks networks) {
    @JsonCreator
    static Published of(
        @JsonProperty("paper") @Nullable String paper,
        @JsonProperty("table") @Nullable String table,
        @JsonProperty("methods") @Nullable Map<String, String> methods,
        @JsonProperty("networks") @Nullable Networks networks) {
      return new Published(paper, table, methods == null ? Map.of() : methods, networks);
    }

    /** A paper's table. */
    public Published(String paper, String table, Map<String, String> methods) {
      this(paper, table, methods, null);
    }

    public Published {
      if ((paper == null) != (table == null) || (paper == null && networks == null)) {
        throw new InputException("needs paper and table, or networks");
      }
      if (paper != null) Expect.line("paper", paper, LONGEST_LINE);
      if (table != null) Expect.line("table", table, LONGEST_LINE);
      methods.values().forEach(method -> Expect.line("methods", method, LONGEST_LINE));
    }
  }

  /**
   * Published networks, by the collections of data/published-networks.csv.
   *
   * @param beside whose networks stand beside the answers, in the table and in the picture; at
   *     least one
   * @param marks whose networks are marks in the picture alone; none where a suite gives none
   * @param note why these numbers may be compared with the answers, or not
   */
  public record Networks(List<String> beside, List<String> marks, String note) {
    private static final int LONGEST_NOTE = 1000;

    @JsonCreator
    static Networks of(
        @JsonProperty("beside") List<String> beside,
        @JsonProperty("marks") @Nullable List<String> marks,
        @JsonProperty("note") String note) {
      return new Networks(beside, marks == null ? List.of() : marks, note);
    }

    public Networks {
      if (beside.isEmpty()) throw new InputException("beside is empty, expected at least one");
      beside.forEach(collection -> Expect.line("beside", collection, LONGEST_LINE));
      marks.forEach(collection -> Expect.line("marks", collection, LONGEST_LINE));
      Expect.line("note", note, LONGEST_NOTE);
    }
  }

  /**
   * A searcher as a suite lists it: a name, or a map from the name to its settings.
   *
   * @param settings those that the suite gives
   */
  public record Choice(String name, Tree.Mapping settings) {
    @JsonCreator
    static Choice of(Tree tree) {
      if (tree instanceof Tree.Scalar name && !name.isEmpty()) {
        return new Choice(name.text(), new Tree.Mapping(tree.place(), Map.of()));
      }
      if (!(tree instanceof Tree.Mapping one) || one.values().size() != 1) {
        throw new InputException(
            tree.place(),
            Text.format(
                "searchers (%s), expected a name or a name with its settings", tree.shown()));
      }
      Map.Entry<String, Tree> named = one.values().entrySet().iterator().next();
      if (named.getValue() instanceof Tree.Mapping settings) {
        return new Choice(named.getKey(), settings);
      }
      throw new InputException(
          named.getValue().place(),
          Text.format(
              "settings (%s) of searcher %s, expected keys and values",
              named.getValue().shown(), Tree.shown(named.getKey())));
    }

    /** As the suite writes them. */
    private Map<String, String> written() {
      Map<String, String> written = new LinkedHashMap<>();
      settings
          .values()
          .forEach(
              (key, value) ->
                  written.put(key, value instanceof Tree.Scalar one ? one.text() : value.shown()));
      return written;
    }
  }

  @JsonCreator
  static Suite of(
      @JsonProperty("name") String name,
      @JsonProperty("title") @Nullable String title,
      @JsonProperty("runs") int runs,
      @JsonProperty("seed") @Nullable Long seed,
      @JsonProperty("table") String table,
      @JsonProperty("protocols") List<Protocol> protocols,
      @JsonProperty("searchers") List<Choice> searchers,
      @JsonProperty("published") @Nullable Published published) {
    return new Suite(
        name,
        title == null ? name : title,
        runs,
        seed == null ? 1 : seed,
        table,
        protocols,
        searchers,
        published);
  }

  public Suite {
    Expect.name("name", name);
    Expect.line("title", title, LONGEST_LINE);
    Expect.whole("runs", runs, 1, MOST_RUNS);
    Expect.line("table", table, 1000);
    if (protocols.isEmpty()) throw new InputException("protocols is empty, expected at least one");
    if (searchers.isEmpty()) throw new InputException("searchers is empty, expected at least one");
    long all = (long) runs * protocols.size() * searchers.size();
    if (all > MOST_RUNS_IN_ALL) {
      throw new InputException(
          Text.format(
              "runs (%d) of %d searchers under %d protocols are %,d, expected at most %,d",
              runs, searchers.size(), protocols.size(), all, MOST_RUNS_IN_ALL));
    }
    Set<String> names = new HashSet<>();
    for (Protocol protocol : protocols) {
      if (!names.add(protocol.name())) {
        throw new InputException(
            Text.format(
                "protocols has two named %s, give one of them another name", protocol.name()));
      }
    }
    long fronts = protocols.stream().filter(protocol -> protocol.front() != null).count();
    if (fronts > 0 && fronts < protocols.size()) {
      throw new InputException(
          "protocols have front and not, expected a suite of fronts or a suite without");
    }
  }

  /**
   * Reads a suite from YAML.
   *
   * @throws InputException where the file is missing or is not a suite
   */
  public static Suite read(Path file) throws IOException {
    return of(file.toString(), Text.read(file, LONGEST));
  }

  /**
   * The suite that a YAML text is.
   *
   * @param file for messages
   * @throws InputException where it is none
   */
  public static Suite of(String file, String text) {
    return new Records(UnaryOperator.identity()).read(Tree.yaml(file, text), Suite.class);
  }

  public Suite withRuns(int other) {
    return new Suite(name, title, other, seed, table, protocols, searchers, published);
  }

  Suite withProtocols(List<Protocol> some) {
    return new Suite(name, title, runs, seed, table, some, searchers, published);
  }

  /** With those of its searchers alone that {@code kept} accepts, at least one. */
  public Suite withSearchers(Predicate<Choice> kept) {
    return new Suite(
        name,
        title,
        runs,
        seed,
        table,
        protocols,
        searchers.stream().filter(kept).toList(),
        published);
  }

  /**
   * Whether {@code other} makes every run of this suite, too: as a run depends on nothing but
   * table, seed, protocol, searcher and number, these two would say the same twice.
   */
  public boolean isPartOf(Suite other) {
    return table.equals(other.table)
        && seed == other.seed
        && runs <= other.runs
        && other.protocols.containsAll(protocols)
        && other.written().containsAll(written());
  }

  private List<String> written() {
    return searchers.stream().map(choice -> choice.name() + choice.written()).toList();
  }

  public Suite withSeed(long other) {
    return new Suite(name, title, runs, other, table, protocols, searchers, published);
  }

  /** A searcher of this suite under the name that tells it from the others. */
  public record Entry(String label, ConfiguredSearcher searcher) {}

  /**
   * The searchers, configured and labelled: with their name, or where it appears twice, with the
   * name and the settings that the suite gives.
   *
   * @throws InputException where a searcher or one of its settings is unknown
   */
  public List<Entry> entries(SearcherRegistry registry) {
    List<Entry> entries = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    Set<String> runs = new HashSet<>();
    for (Choice choice : searchers) {
      Map<String, String> settings = choice.written();
      ConfiguredSearcher configured = registry.configure(choice.name(), choice.settings());
      String name = configured.name(); // in the registry's letters, whatever the suite's are
      if (!name.equalsIgnoreCase(choice.name())) { // a process, which has a name of its own
        if (!labels.add(name)) {
          throw new InputException(
              choice.settings().place(),
              Text.format("two processes are named %s, expected different names", name));
        }
        entries.add(new Entry(name, configured));
        continue;
      }
      boolean alone = searchers.stream().filter(c -> c.name().equalsIgnoreCase(name)).count() == 1;
      String label = alone || settings.isEmpty() ? name : name + " " + settings;
      boolean another = runs.add(name + configured.settings());
      if (!labels.add(label) || !another) {
        throw new InputException(
            choice.settings().place(),
            Text.format("searcher %s appears twice with the same settings", name));
      }
      entries.add(new Entry(label, configured));
    }
    return entries;
  }
}
