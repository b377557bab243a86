package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {
  private static Tree yaml(String text) {
    return Tree.yaml("f", text);
  }

  private static Tree at(Tree.Mapping mapping, String key) {
    return Objects.requireNonNull(mapping.values().get(key));
  }

  /** The tree on one line, without its places. */
  private static String flat(Tree tree) {
    if (tree instanceof Tree.Scalar scalar) return scalar.shown();
    if (tree instanceof Tree.Sequence list) {
      return list.values().stream().map(TreeTest::flat).toList().toString();
    }
    return ((Tree.Mapping) tree)
        .values().entrySet().stream()
            .map(each -> each.getKey() + ": " + flat(each.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  @Test
  void aValueKnowsTheLineOfItsKey() {
    var tree = (Tree.Mapping) yaml("a: 1\nb:\n  c:\n    - x\n    - y\n");
    assertThat(tree.place()).isEqualTo("f:1");
    var b = (Tree.Mapping) at(tree, "b");
    assertThat(b.place()).isEqualTo("f:2");
    var c = (Tree.Sequence) at(b, "c");
    assertThat(c.place()).isEqualTo("f:3");
    assertThat(c.values().get(1)).isEqualTo(new Tree.Scalar("f:5", "y", false));
    var json = (Tree.Mapping) Tree.json("f", "{\"a\":\n 1, \"b\": [\n\"x\"]}");
    assertThat(at(json, "a")).isEqualTo(new Tree.Scalar("f:1", "1", false));
    assertThat(at(json, "b"))
        .isEqualTo(new Tree.Sequence("f:2", List.of(new Tree.Scalar("f:3", "x", true))));
  }

  @Test
  void quotesTellTextFromNumbersAndNothing() {
    assertThat(flat(yaml("[1, '1', \"1\", null, ~, 'null', yes, 010, 1e3]")))
        .isEqualTo("[1, \"1\", \"1\", nothing, nothing, \"null\", yes, 010, 1e3]");
    assertThat(flat(Tree.json("f", "[1, \"1\", true, {\"a\": null, \"b\": 2}]")))
        .isEqualTo("[1, \"1\", true, {b: 2}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: &x {k: 1}, b: *x}                              | {a: {k: 1}, b: {k: 1}}
          [&x 5, *x, *x]                                     | [5, 5, 5]
          [&x 5, &x 6, *x]                                   | [5, 6, 6]
          [&x {k: 1, l: 2}, {<<: *x, l: 3}]                  | [{k: 1, l: 2}, {k: 1, l: 3}]
          [&x {k: 1, l: 2}, {l: 3, <<: *x}]                  | [{k: 1, l: 2}, {k: 1, l: 3}]
          [&x {k: 1}, &y {k: 2, l: 2}, {<<: [*x, *y], m: 3}] | [{k: 1}, {k: 2, l: 2}, {k: 1, l: 2, m: 3}]
          [&x {k: 1}, &y {<<: *x, l: 2}, {<<: *y, m: 3}]     | [{k: 1}, {k: 1, l: 2}, {k: 1, l: 2, m: 3}]
          {<<: {}, a: 1}                                     | {a: 1}
          {'<<': 1}                                          | {<<: 1}
          """)
  void aliasesAndMergeKeysStandForWhatTheyName(String text, String tree) {
    assertThat(flat(yaml(text))).isEqualTo(tree);
  }

  @Test
  void aMergedValueIsAtTheLineWhereItIsWritten() {
    var list = (Tree.Sequence) yaml("- &x\n  k: 1\n- <<: *x\n  l: 2\n");
    var merged = (Tree.Mapping) list.values().get(1);
    assertThat(at(merged, "k").place()).isEqualTo("f:2");
    assertThat(at(merged, "l").place()).isEqualTo("f:4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                           | f:1: is empty, expected keys and values
          '# nothing\\n'               | f:1: is empty, expected keys and values
          'a: 1\\n---\\nb: 2\\n'       | f:2: a second document, expected one
          'a: 1\\nb: 2\\na: 3\\n'      | f:3: key (a) is there twice
          'a: 1\\n? [b]\\n: 2\\n'      | f:2: a key that is a list or has keys, expected a name
          'a: *x\\n'                   | f:1: alias (*x), expected the name of a value above
          'a: &x [1, *x]\\n'           | f:1: alias (*x), expected the name of a value above
          'a: &x {<<: *x}\\n'          | f:1: alias (*x), expected the name of a value above
          'a: 1\\n<<: 5\\n'            | f:2: << (5), expected an alias of keys and values
          'a: 1\\n<<: [{}, 5]\\n'      | f:2: << (5), expected an alias of keys and values
          'a: 1\\n<<: {}\\n<<: {}\\n'  | f:3: key (<<) is there twice
          'a: !!javax.script.ScriptEngineManager []\\n' | f:1: a tag (!), expected a value without one
          'a: !!int 5\\n'              | f:1: a tag (!), expected a value without one
          'a: !mine {}\\n'             | f:1: a tag (!), expected a value without one
          'a: 1\\nb: ]\\n'             | f:2: not YAML: expected the node content, but found ']'
          'a: 1\\n  b: 2\\n'           | f:2: not YAML: mapping values are not allowed here
          'a: 1\\n\\tb: 2\\n'          | f:2: not YAML:
          'a: "x\\n'                   | f:2: not YAML: found unexpected end of stream
          'a: 1\\nb: \\033\\n'       | f:2: not YAML: character (\\u001b)
          '%YAML 3.0\\n---\\na: 1\\n'  | f:1: not YAML: found incompatible YAML document
          """)
  void whatIsNoSuiteIsRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> yaml(text.translateEscapes()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                 | f:1: is empty, expected keys and values
          {"a": 1} {}        | f:1: a second value, expected one
          {"a": 1, "a": 2}   | f:1: key (a) is there twice
          {"a": 1            | f:1: not JSON, see column
          {"a": nul}         | f:1: not JSON, see column
          {"a": NaN}         | f:1: not JSON, see column
          {"a": Infinity}    | f:1: not JSON, see column
          {"a": 010}         | f:1: not JSON, see column
          {a: 1}             | f:1: not JSON, see column
          """)
  void whatIsNoJsonIsRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> Tree.json("f", text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void depthLengthAndNumberAreBounded() {
    String most = "[".repeat(20) + "x" + "]".repeat(20);
    assertThat(flat(yaml(most))).isEqualTo(most);
    assertThat(flat(Tree.json("f", most.replace('x', '1')))).isEqualTo(most.replace('x', '1'));
    for (int depth : new int[] {21, 100_000}) {
      String deeper = "[".repeat(depth) + "1" + "]".repeat(depth);
      for (BinaryOperator<String> reader : readers()) {
        assertThatThrownBy(() -> reader.apply("f", deeper))
            .hasMessageStartingWith("f:1: nested deeper than 20 levels");
      }
    }
    assertThatThrownBy(() -> yaml("a: " + "x".repeat(10_001)))
        .hasMessage("f:1: a value longer than 10,000 characters");
    for (String json :
        List.of("[" + "9".repeat(1_001) + "]", "{\"" + "x".repeat(1_001) + "\": 1}")) {
      assertThatThrownBy(() -> Tree.json("f", json))
          .isInstanceOf(InputException.class)
          .hasMessage("f: a number or a key longer than 1,000 characters");
    }
    assertThatThrownBy(() -> yaml("[" + "1,".repeat(100_000) + "]"))
        .hasMessage("f:1: more than 100,000 values, aliases included");
  }

  private static List<BinaryOperator<String>> readers() {
    return List.of((f, text) -> flat(Tree.yaml(f, text)), (f, text) -> flat(Tree.json(f, text)));
  }

  @Test
  void anAliasBombIsRefusedBeforeItGrows() {
    var bomb = new StringBuilder("a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(Text.format("a%d: &a%d [%s%s]\n", i, i, (alias + ", ").repeat(8), alias));
    }
    assertThatThrownBy(() -> yaml(bomb.toString()))
        .isInstanceOf(InputException.class)
        .hasMessage("f:6: more than 100,000 values, aliases included");
    String keys =
        IntStream.range(0, 500).mapToObj(i -> "k" + i).collect(Collectors.joining(": 1, "));
    String merges = "a: &a {" + keys + ": 1}\nb: [" + "{<<: *a}, ".repeat(1_000) + "]\n";
    assertThatThrownBy(() -> yaml(merges))
        .isInstanceOf(InputException.class)
        .hasMessage("f:2: more than 100,000 values, aliases included");
  }

  @Test
  void damagedTextEndsInOneLineOrInATree() {
    String whole =
        "name: &a x\nlist: [1, {b: \"q\\u001b\"}, *a]\nm: {<<: {c: 1}, d: ~}\ntext: |\n  two\n  lines\n";
    String json = "{\"a\": [1, {\"b\": \"q\\u001b\"}, null], \"c\": {\"d\": -1.5e3}}";
    var random = new Random(1);
    String signs = "[]{}:,-?&*!|>'\"%@`#~<\\ \n\t\u0000\u001b\uFEFF0aé";
    for (int i = 0; i < 20_000; i++) {
      boolean yaml = i % 2 == 0;
      var text = new StringBuilder(yaml ? whole : json);
      for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        char sign = signs.charAt(random.nextInt(signs.length()));
        if (random.nextBoolean()) text.setCharAt(at, sign);
        else text.insert(at, sign);
      }
      try {
        assertThat(flat(yaml ? yaml(text.toString()) : Tree.json("f", text.toString())))
            .isNotNull();
      } catch (InputException e) {
        assertThat(e.line()).startsWith("f:").isEqualTo(Text.printable(e.line()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 61, 9_000})
  void aValueIsShownInAFewWords(int length) {
    assertThat(new Tree.Scalar("f", "x".repeat(length), false).shown()).hasSizeLessThan(70);
    assertThat(Tree.plain(Map.of("x".repeat(length), "")).shown()).hasSizeLessThan(70);
  }
}
