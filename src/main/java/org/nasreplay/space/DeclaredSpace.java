package org.nasreplay.space;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Records;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;

/**
 * A space that a file declares: positions with named choices, how an architecture is written, the
 * costs that its tables list, and which architectures are the same network. Numbered
 * lexicographically, the first position most significant. Two with one definition are equal.
 */
public final class DeclaredSpace extends GridSpace {
  /** Architectures that a space may have. */
  public static final int MOST = 2_000_000;

  /** Bytes of a space's file. */
  private static final int LONGEST_FILE = 1 << 16;

  /** Characters of a definition on one line, as attributes of table files can hold. */
  private static final int LONGEST = 10_000;

  /** Characters of an architecture, as cells of table files can hold. */
  private static final int LONGEST_ARCHITECTURE = 200;

  private static final int MOST_CHOICES = 127;
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._+~-]{0,39}";

  /** In ASCII, whatever a unit is: not every reader of attributes knows another encoding. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /**
   * A layer, or whatever else is chosen.
   *
   * @param choices by name, 1 to 127
   */
  record Position(String name, List<String> choices) {
    Position {
      expectName("name", name);
      Expect.that(
          !choices.isEmpty() && choices.size() <= MOST_CHOICES,
          "choices",
          choices.size(),
          Text.format("1 to %d of them", MOST_CHOICES));
      choices.forEach(choice -> expectName("choices", choice));
      expectDistinct("choices", choices);
    }
  }

  /**
   * How the names of choices stand in a row.
   *
   * @param separator between them; empty where nothing is
   */
  record Notation(String separator) {
    @JsonCreator
    static Notation of(Tree tree) {
      if (tree instanceof Tree.Scalar word && word.text().equals("concatenated")) {
        return new Notation("");
      }
      if (tree instanceof Tree.Mapping one
          && one.values().keySet().equals(Set.of("separated"))
          && one.values().get("separated") instanceof Tree.Scalar separator
          && separator.text().matches("[:;|/_.+~-]")) {
        return new Notation(separator.text());
      }
      throw new InputException(
          tree.place(),
          Text.format(
              "notation (%s), expected concatenated, or {separated: \":\"} with one of"
                  + " : ; | / _ . + ~ -",
              tree.shown()));
    }
  }

  /** Of a cost. */
  record Unit(String label) {
    static Unit parse(String text) {
      if (text.matches(CostModel.UNITS)) return new Unit(text);
      throw new InputException(
          Text.format(
              "(%s), expected a unit: multiply-adds, parameters, ms, mJ or another of 1 to 20"
                  + " letters, hyphens and %%",
              Tree.shown(text)));
    }
  }

  /**
   * Where nothing is, it does not matter where it is: among these positions a choice that leaves
   * its place empty moves behind the others, which keep their order.
   *
   * @param positions by name, at least two with the same choices, in the space's order
   * @param absent the choice
   */
  record Equivalence(List<String> positions, String absent) {
    Equivalence {
      Expect.that(
          positions.size() > 1, "positions", positions, "the names of at least two positions");
    }
  }

  /**
   * All that a file says.
   *
   * @param costs that tables list, by name
   * @param equivalent rules that share no position
   */
  record Definition(
      String name,
      List<Position> positions,
      Notation notation,
      Map<String, Unit> costs,
      List<Dataset> datasets,
      List<Equivalence> equivalent) {
    @JsonCreator
    static Definition of(
        @JsonProperty("name") String name,
        @JsonProperty("positions") List<Position> positions,
        @JsonProperty("notation") Notation notation,
        @JsonProperty("costs") @Nullable Map<String, Unit> costs,
        @JsonProperty("datasets") List<Dataset> datasets,
        @JsonProperty("equivalent") @Nullable List<Equivalence> equivalent) {
      return new Definition(
          name,
          positions,
          notation,
          costs == null ? Map.of() : costs,
          datasets,
          equivalent == null ? List.of() : equivalent);
    }

    Definition {
      Expect.name("name", name);
      Expect.that(
          !name.equals(NasBench101Space.NAME)
              && SearchSpaces.all().stream().noneMatch(space -> space.name().equals(name)),
          "name",
          name,
          "another name than that of a space that is built in");
      expectDistinct("positions", positions.stream().map(Position::name).toList());
      requireSize(positions);
      requireClear(notation, positions);
      for (String cost : costs.keySet()) {
        Expect.that(
            cost.matches(CostModel.NAMES),
            "costs",
            cost,
            "names of 1 to 40 letters, digits, dots, hyphens and _, a letter or digit first");
      }
      Expect.that(!datasets.isEmpty(), "datasets", "none", "at least one");
      expectDistinct("datasets", datasets.stream().map(Dataset::label).toList());
      Set<String> ruled = new HashSet<>();
      for (Equivalence rule : equivalent) requireRule(rule, positions, ruled);
    }

    private static void requireSize(List<Position> positions) {
      Expect.that(!positions.isEmpty(), "positions", "none", "at least one");
      long size = 1;
      for (Position position : positions) {
        size *= position.choices().size();
        Expect.that(
            size <= MOST,
            "positions",
            positions.size(),
            Text.format("as many as make %,d architectures at most", MOST));
      }
    }

    private static void requireClear(Notation notation, List<Position> positions) {
      String separator = notation.separator();
      int longest = (positions.size() - 1) * separator.length();
      for (Position position : positions) {
        List<String> choices = position.choices();
        for (String choice : choices) {
          boolean clear =
              separator.isEmpty()
                  ? choices.stream().noneMatch(c -> c.startsWith(choice) && !c.equals(choice))
                  : !choice.contains(separator);
          Expect.that(
              clear,
              "notation",
              separator.isEmpty() ? "concatenated" : "separated: " + separator,
              Text.format(
                  "one that tells where choice %s of position %s ends", choice, position.name()));
        }
        longest += choices.stream().mapToInt(String::length).max().orElseThrow();
      }
      Expect.that(
          longest <= LONGEST_ARCHITECTURE,
          "positions",
          positions.size(),
          Text.format(
              "architectures of at most %d characters, and not %,d",
              LONGEST_ARCHITECTURE, longest));
    }

    private static void requireRule(Equivalence rule, List<Position> positions, Set<String> ruled) {
      List<String> names = positions.stream().map(Position::name).toList();
      int before = -1;
      List<String> choices = List.of();
      for (String name : rule.positions()) {
        int at = names.indexOf(name);
        Expect.that(
            at > before, "equivalent", name, "positions of the space, in the order of the space");
        Expect.that(ruled.add(name), "equivalent", name, "a position in one rule only");
        Expect.that(
            before < 0 || choices.equals(positions.get(at).choices()),
            "equivalent",
            name,
            "positions with the same choices");
        choices = positions.get(at).choices();
        before = at;
      }
      Expect.that(
          choices.contains(rule.absent()),
          "equivalent",
          rule.absent(),
          "absent: one of the choices " + String.join(", ", choices));
    }

    /** As JSON on one line; what is read from it writes the same line. */
    String line() {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("name", name);
      all.put("positions", positions);
      String separator = notation.separator();
      all.put("notation", separator.isEmpty() ? "concatenated" : Map.of("separated", separator));
      if (!costs.isEmpty()) all.put("costs", units());
      all.put("datasets", datasets.stream().map(Dataset::label).toList());
      if (!equivalent.isEmpty()) all.put("equivalent", equivalent);
      try {
        return JSON.writeValueAsString(all);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    private Map<String, String> units() {
      Map<String, String> units = new LinkedHashMap<>();
      costs.forEach((cost, unit) -> units.put(cost, unit.label()));
      return Collections.unmodifiableMap(units);
    }
  }

  private final Definition definition;
  private final String line;
  private final Map<String, String> listedCosts;

  /** By index, the index of the architecture that stands for it; empty where each does itself. */
  private final int[] canonical;

  private DeclaredSpace(Definition definition, String line) {
    super(
        definition.name(),
        definition.positions().stream().mapToInt(p -> p.choices().size()).toArray());
    this.definition = definition;
    this.line = line;
    this.listedCosts = definition.units();
    this.canonical = definition.equivalent().isEmpty() ? new int[0] : canonicalIndices();
  }

  private int[] canonicalIndices() {
    List<String> names = definition.positions().stream().map(Position::name).toList();
    List<int[]> places = new ArrayList<>();
    List<Integer> absent = new ArrayList<>();
    for (Equivalence rule : definition.equivalent()) {
      int[] at = rule.positions().stream().mapToInt(names::indexOf).toArray();
      places.add(at);
      absent.add(definition.positions().get(at[0]).choices().indexOf(rule.absent()));
    }
    var indices = new int[size()];
    for (int index = 0; index < indices.length; index++) {
      int[] choices = architecture(index).choices();
      for (int rule = 0; rule < places.size(); rule++) {
        moveBehind(choices, places.get(rule), absent.get(rule));
      }
      indices[index] = architecture(choices).index();
    }
    return indices;
  }

  private static void moveBehind(int[] choices, int[] places, int absent) {
    int next = 0;
    for (int place : places) {
      if (choices[place] != absent) choices[places[next++]] = choices[place];
    }
    while (next < places.length) choices[places[next++]] = absent;
  }

  /**
   * Reads a space from a YAML file.
   *
   * @throws InputException where the file is missing or does not declare a space; names the line
   */
  public static DeclaredSpace read(Path file) {
    return of(Tree.yaml(file.toString(), Text.read(file, LONGEST_FILE)));
  }

  /** The space of this name that comes with the program, as in {@code data/spaces}. */
  public static DeclaredSpace shipped(String name) {
    String file = "spaces/" + name + ".yaml";
    try (InputStream in = DeclaredSpace.class.getResourceAsStream(file)) {
      if (in == null) throw new IllegalStateException(file + " is not packaged");
      return of(Tree.yaml(file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The space that a file's content declares.
   *
   * @throws InputException where it declares none
   */
  static DeclaredSpace of(Tree tree) {
    Definition read = new Records(UnaryOperator.identity()).read(tree, Definition.class);
    String line = read.line();
    if (line.length() > LONGEST) {
      throw new InputException(
          tree.place(),
          Text.format(
              "a space that takes %,d characters, expected at most %,d", line.length(), LONGEST));
    }
    return new DeclaredSpace(read, line);
  }

  private static void expectName(String key, String name) {
    Expect.that(
        name.matches(NAME),
        key,
        name,
        "1 to 40 letters, digits and . _ + ~ -, a letter or digit first");
  }

  private static void expectDistinct(String key, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) Expect.that(seen.add(name), key, name, "each of them once");
  }

  @Override
  public String definition() {
    return line;
  }

  @Override
  public Map<String, String> listedCosts() {
    return listedCosts;
  }

  @Override
  public List<Dataset> datasets() {
    return definition.datasets();
  }

  @Override
  public boolean knows(Dataset dataset) {
    return datasets().contains(dataset);
  }

  @Override
  public boolean hasEquivalents() {
    return canonical.length > 0;
  }

  @Override
  public Architecture canonical(Architecture architecture) {
    return canonical.length == 0 ? architecture : architecture(canonical[architecture.index()]);
  }

  @Override
  public String choiceName(int position, int choice) {
    return definition.positions().get(position).choices().get(choice);
  }

  @Override
  public String format(Architecture architecture) {
    String separator = definition.notation().separator();
    var text = new StringBuilder();
    for (int i = 0; i < positions(); i++) {
      if (i > 0) text.append(separator);
      text.append(choiceName(i, architecture.choice(i)));
    }
    return text.toString();
  }

  @Override
  public Architecture parse(String text) {
    String separator = definition.notation().separator();
    var choices = new int[positions()];
    int at = 0;
    for (int i = 0; i < choices.length; i++) {
      if (i > 0) {
        if (!text.startsWith(separator, at)) throw unknown(text);
        at += separator.length();
      }
      List<String> names = definition.positions().get(i).choices();
      int choice = separator.isEmpty() ? beginning(text, at, names) : whole(text, at, names);
      if (choice < 0) throw unknown(text);
      choices[i] = choice;
      at += names.get(choice).length();
    }
    if (at != text.length()) throw unknown(text);
    return architecture(choices);
  }

  /** The name that stands at {@code from}: none begins with another. */
  private static int beginning(String text, int from, List<String> names) {
    for (int choice = 0; choice < names.size(); choice++) {
      if (text.startsWith(names.get(choice), from)) return choice;
    }
    return -1;
  }

  private int whole(String text, int from, List<String> names) {
    int end = text.indexOf(definition.notation().separator(), from);
    return names.indexOf(text.substring(from, end < 0 ? text.length() : end));
  }

  private InputException unknown(String text) {
    return new InputException(
        Text.format(
            "unknown architecture (%s) in space %s, expected %s like %s",
            Text.excerpt(text),
            name(),
            positions() == 1 ? "1 choice" : positions() + " choices",
            format(architecture(size() - 1))));
  }

  /** None: what its networks cost, a table says. */
  @Override
  public List<String> costs() {
    return List.of();
  }

  @Override
  public CostModel cost(String name, Dataset dataset) {
    throw new InputException(
        Text.format("unknown cost (%s), space %s computes none", Text.excerpt(name), name()));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof DeclaredSpace that && line.equals(that.line));
  }

  @Override
  public int hashCode() {
    return line.hashCode();
  }

  /** The positions with their choices, in a line for people. */
  @Override
  public String toString() {
    return definition.positions().stream()
        .map(p -> p.name() + " " + p.choices())
        .collect(Collectors.joining(", ", name() + ": ", ""));
  }
}
