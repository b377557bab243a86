package org.nasreplay.replay;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** What a report lists and tests takes time and memory for each. */
  private static final int MOST_SEARCHERS = 10_000;

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
   * @param sweep whose combination it is; null where it stands for itself
   */
  public record Choice(String name, Tree.Mapping settings, @Nullable Sweep sweep) {
    /** One that stands for itself. */
    public Choice(String name, Tree.Mapping settings) {
      this(name, settings, null);
    }

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

    boolean isProcess() {
      return name.equalsIgnoreCase(SearcherRegistry.PROCESS);
    }

    /** As the suite writes them. */
    Map<String, String> written() {
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
      @JsonProperty("searchers") List<Sweep.Listed> searchers,
      @JsonProperty("published") @Nullable Published published) {
    long size = 0;
    for (Sweep.Listed listed : searchers) {
      size += Math.min(listed.size(), MOST_SEARCHERS + 1L);
      if (size > MOST_SEARCHERS) {
        throw new InputException(
            listed.written().settings().place(),
            Text.format(
                "searchers are more than %,d with the combinations of this sweep, expected at most"
                    + " so many",
                MOST_SEARCHERS));
      }
    }
    return new Suite(
        name,
        title == null ? name : title,
        runs,
        seed == null ? 1 : seed,
        table,
        protocols,
        searchers.stream().flatMap(listed -> listed.choices().stream()).toList(),
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

  /**
   * A searcher of this suite under the name that tells it from the others.
   *
   * @param places in the suite's sweeps; mostly none
   */
  public record Entry(
      String label, ConfiguredSearcher searcher, List<ReplayProvenance.Place> places) {
    /** One that is in no sweep. */
    public Entry(String label, ConfiguredSearcher searcher) {
      this(label, searcher, List.of());
    }

    /** Whether sweeps that it is not in have it, too. */
    private boolean joins(List<ReplayProvenance.Place> others) {
      boolean swept = !places.isEmpty() || !others.isEmpty();
      return swept
          && places.stream()
              .noneMatch(own -> others.stream().anyMatch(o -> o.sweep().equals(own.sweep())));
    }
  }

  /**
   * The searchers, configured and labelled: with their name, or where it appears twice, with the
   * name and the settings that the suite gives. One that a sweep has, too, appears once, where it
   * comes first.
   *
   * @throws InputException where a searcher or one of its settings is unknown
   */
  public List<Entry> entries(SearcherRegistry registry) {
    Set<String> once = once(searchers.stream().map(c -> c.name().toLowerCase(Locale.ROOT)));
    Map<Sweep, String> sweeps = sweepNames();
    Map<Sweep, String> defaults = new HashMap<>();
    Map<String, Entry> entries = new LinkedHashMap<>(); // by label
    Map<String, String> labels = new HashMap<>(); // by what runs depend on
    for (Choice choice : searchers) {
      Map<String, String> settings = choice.written();
      ConfiguredSearcher configured = configured(registry, choice);
      String name = configured.name(); // in the registry's letters, whatever the suite's are
      if (choice.isProcess()) { // it has a name of its own
        if (entries.putIfAbsent(name, new Entry(name, configured)) != null) {
          throw new InputException(
              choice.settings().place(),
              Text.format("two processes are named %s, expected different names", name));
        }
        continue;
      }
      boolean alone = once.contains(name.toLowerCase(Locale.ROOT));
      String label = alone || settings.isEmpty() ? name : name + " " + settings;
      List<ReplayProvenance.Place> places = new ArrayList<>();
      Sweep sweep = choice.sweep();
      if (sweep != null) {
        Map<String, String> own = new LinkedHashMap<>(settings);
        own.keySet().retainAll(sweep.settings());
        String usual = defaults.computeIfAbsent(sweep, s -> defaultsOf(s, choice, registry));
        places.add(
            new ReplayProvenance.Place(
                sweeps.getOrDefault(sweep, name), own, configured.settings().equals(usual)));
      }
      String first = labels.putIfAbsent(name + configured.settings(), label);
      Entry before = entries.get(first == null ? label : first);
      if (before != null && first == null) { // a text among the settings looks like more of them
        throw new InputException(
            choice.settings().place(),
            Text.format("two searchers with other settings are both called %s", Tree.shown(label)));
      }
      if (before != null) {
        if (!before.joins(places)) {
          throw new InputException(
              choice.settings().place(),
              Text.format("searcher %s appears twice with the same settings", name));
        }
        places.addAll(0, before.places());
        label = before.label();
      }
      entries.put(label, new Entry(label, configured, List.copyOf(places)));
    }
    return List.copyOf(entries.values());
  }

  private static ConfiguredSearcher configured(SearcherRegistry registry, Choice choice) {
    try {
      return registry.configure(choice.name(), choice.settings());
    } catch (InputException e) {
      if (choice.sweep() == null) throw e;
      throw new InputException(
          e.place(),
          Text.format(
              "%s; in the sweep as %s", e.reason(), Tree.shown(choice.written().toString())),
          e);
    }
  }

  private static Set<String> once(Stream<String> names) {
    Set<String> seen = new HashSet<>();
    Set<String> once = new HashSet<>();
    names.forEach(
        name -> {
          if (seen.add(name)) once.add(name);
          else once.remove(name);
        });
    return once;
  }

  /** A sweep's name: its searcher's, with more where that has several. */
  private Map<Sweep, String> sweepNames() {
    List<Sweep> all =
        searchers.stream().map(Choice::sweep).filter(Objects::nonNull).distinct().toList();
    Set<String> once = once(all.stream().map(Sweep::searcher));
    return all.stream()
        .collect(
            Collectors.toMap(
                sweep -> sweep,
                sweep -> once.contains(sweep.searcher()) ? sweep.searcher() : sweep.longName()));
  }

  /**
   * All settings of the searcher that has its own defaults for what is swept; "" where none has.
   */
  private static String defaultsOf(Sweep sweep, Choice choice, SearcherRegistry registry) {
    Map<String, Tree> fixed = new LinkedHashMap<>(choice.settings().values());
    fixed.keySet().removeAll(sweep.settings());
    try {
      return registry.configure(choice.name(), new Tree.Mapping("", fixed)).settings();
    } catch (InputException e) {
      return ""; // its other settings need those that are swept
    }
  }
}
