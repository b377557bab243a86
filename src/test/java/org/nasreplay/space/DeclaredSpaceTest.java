package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;

class DeclaredSpaceTest {
  private static List<String> all(EnumerableSpace space) {
    return IntStream.range(0, space.size())
        .mapToObj(i -> space.format(space.architecture(i)))
        .toList();
  }

  private static String canonical(EnumerableSpace space, String architecture) {
    return space.format(space.canonical(space.parse(architecture)));
  }

  private static String position(String name, int choices) {
    List<String> names = IntStream.range(100, 100 + choices).mapToObj(Integer::toString).toList();
    return "  - {name: " + name + ", choices: " + names + "}\n";
  }

  private static String space(String positions) {
    return "name: large\npositions:\n"
        + positions
        + "notation: concatenated\ndatasets: [cifar10]\n";
  }

  @Test
  void architecturesAreNumberedAsTheFileLists() {
    DeclaredSpace toy = DeclaredSpaces.toy();
    assertThat(all(toy))
        .startsWith("a-0-0", "a-0-1", "a-0-22", "a-1-0")
        .endsWith("b-22-22")
        .hasSize(18);
    for (String each : all(toy)) assertThat(toy.format(toy.parse(each))).isEqualTo(each);
    assertThat(toy.choiceName(1, 2)).isEqualTo("22");
    assertThat(toy.listedCosts())
        .containsExactly(Map.entry("flops", "multiply-adds"), Map.entry("energy", "mJ"));
    assertThat(toy.costs()).isEmpty();
    assertThat(toy.knows(Dataset.parse("toys"))).isTrue();
    assertThat(toy.knows(NatsBench.CIFAR10)).isFalse();
  }

  @Test
  void anEmptyPlaceMovesBehindTheOthersWhichKeepTheirOrder() {
    DeclaredSpace toy = DeclaredSpaces.toy();
    assertThat(canonical(toy, "a-0-1")).isEqualTo("a-1-0");
    assertThat(canonical(toy, "b-0-22")).isEqualTo("b-22-0");
    assertThat(canonical(toy, "a-1-22")).isEqualTo("a-1-22");
    assertThat(canonical(toy, "a-0-0")).isEqualTo("a-0-0");
    assertThat(toy.hasEquivalents()).isTrue();

    DeclaredSpace three =
        DeclaredSpaces.of(
            space(position("a", 3) + position("b", 3) + position("c", 3) + position("d", 2))
                .replace(
                    "datasets", "equivalent: [{positions: [a, b, c], absent: 101}]\ndatasets"));
    assertThat(canonical(three, "101102100101")).isEqualTo("102100101101");
    assertThat(canonical(three, "101101100100")).isEqualTo("100101101100");
  }

  @ParameterizedTest
  @CsvSource({
    "nas-bench-macro, 6561, 3969",
    "channel-bench-macro-resnet, 16384, 16384",
    "channel-bench-macro-mobilenet, 16384, 16384"
  })
  void theSpacesThatComeWithTheProgramAreWhatTheirPapersCount(
      String name, int architectures, int networks) {
    DeclaredSpace space = DeclaredSpace.shipped(name);
    assertThat(space).isEqualTo(DeclaredSpace.read(Path.of("data/spaces", name + ".yaml")));
    assertThat(space.name()).isEqualTo(name);
    assertThat(space.size()).isEqualTo(architectures);
    assertThat(all(space).stream().map(each -> canonical(space, each)).distinct())
        .hasSize(networks);
    for (String each : all(space)) {
      String its = canonical(space, each);
      assertThat(canonical(space, its)).isEqualTo(its);
    }
  }

  @Test
  void spacesAreEqualByTheirDefinitionWhichATableFileHoldsOnOneLine() {
    DeclaredSpace toy = DeclaredSpaces.toy();
    EnumerableSpace again = SearchSpaces.of(toy.definition());
    assertThat(again).isEqualTo(toy).hasSameHashCodeAs(toy).isNotSameAs(toy);
    assertThat(again.definition()).isEqualTo(toy.definition());
    assertThat(toy.definition().lines()).hasSize(1);
    assertThat(toy.definition()).isASCII();
    List<String> changes =
        List.of(
            "name: toy|name: toys",
            "[a, b]|[b, a]",
            "first|zeroth",
            "\"-\"|\":\"",
            "energy: mJ|energy: J",
            "energy: mJ|energy: µs",
            "[toys]|[toys, cifar10]",
            "absent: \"0\"|absent: \"1\"");
    List<EnumerableSpace> different = new ArrayList<>(List.of(toy));
    for (String change : changes) {
      String[] parts = change.split("\\|");
      EnumerableSpace other = DeclaredSpaces.of(DeclaredSpaces.TOY.replace(parts[0], parts[1]));
      assertThat(SearchSpaces.of(other.definition())).isEqualTo(other);
      different.add(other);
    }
    assertThat(different).doesNotHaveDuplicates();
    assertThat(SearchSpaces.of("size")).isSameAs(SizeSpace.instance());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a-0", "a-0-0-0", "a-0-2", "a-0-222", "a00", "", "-0-0", "A-0-0", "a-0-0 "})
  void whatIsNoArchitectureIsNamed(String text) {
    assertThatThrownBy(() -> DeclaredSpaces.toy().parse(text))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "unknown architecture (" + text + ") in space toy, expected 3 choices like b-22-22");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: toy           | nome: toy            | 1: unknown key (nome), expected one of",
        "datasets: [toys]    | {}                   | 9: not YAML",
        "datasets: [toys]    | datasets: []         | 8: datasets (none), expected at least one",
        "datasets: [toys]    | datasets: [toys, toys] | 8: datasets (toys), expected each of them once",
        "datasets: [toys]    | datasets: [a b]      | 8: dataset (a b), expected 1 to 40 letters",
        "name: toy           | name: size           | 1: name (size), expected another name than that",
        "name: toy           | name: topology       | 1: name (topology), expected another name",
        "name: toy           | name: ../toy         | 1: name (../toy), expected 1 to 100 of",
        "choices: [a, b]     | choices: [a, a]      | 3: choices (a), expected each of them once",
        "choices: [a, b]     | choices: []          | 3: choices (0), expected 1 to 127 of them",
        "choices: [a, b]     | choices: [a b]       | 3: choices (a b), expected 1 to 40 letters",
        "choices: [a, b]     | choices: [a-c, b]    | 6: notation (separated: -), expected one that tells where choice a-c of position first ends",
        "choices: [a, b]     | choises: [a]         | 3: unknown key (choises) of positions",
        "choices: [a, b]     | choices: a           | 3: choices (a), expected a list",
        "name: first         | name: third          | 2: positions (third), expected each of them once",
        "name: first         | name: ''             | 3: name (), expected 1 to 40 letters",
        "{separated: \"-\"}  | joined               | 6: notation (joined), expected concatenated, or",
        "{separated: \"-\"}  | {separated: \", \"}  | 6: notation (keys: separated), expected concatenated",
        "{separated: \"-\"}  | {split: \"-\"}       | 6: notation (keys: split), expected concatenated",
        "flops: multiply-adds | flops:              | 7: flops (), expected a unit",
        "flops: multiply-adds | flops: 12           | 7: flops (12), expected a unit",
        "{flops: multiply-adds, energy: mJ} | [flops] | 7: costs (a list), expected keys and values",
        "flops: multiply-adds | a b: ms             | 7: costs (a b), expected names of 1 to 40",
        "energy: mJ          | flops: ms            | 7: key (flops) is there twice",
        "[second, third]     | [second]             | 10: positions ([second]), expected the names of at least two",
        "[second, third]     | [third, second]      | 9: equivalent (second), expected positions of the space, in the order",
        "[second, third]     | [second, fourth]     | 9: equivalent (fourth), expected positions of the space",
        "[second, third]     | [first, third]       | 9: equivalent (third), expected positions with the same choices",
        "absent: \"0\"       | absent: \"7\"        | 9: equivalent (7), expected absent: one of the choices 0, 1, 22",
        "absent: \"0\"}      | absent: \"0\"}, {positions: [second, third], absent: \"1\"}] | 10: not YAML",
      })
  void whatIsWrongInAFileIsOneLineWithItsPlace(String from, String to, String reason) {
    String wrong = DeclaredSpaces.TOY.replace(from, to);
    assertThat(wrong).isNotEqualTo(DeclaredSpaces.TOY);
    assertThatThrownBy(() -> DeclaredSpaces.of(wrong))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("space.yaml:" + reason);
  }

  @Test
  void aPositionIsInOneRuleOnly() {
    String twice = DeclaredSpaces.TOY + "  - {positions: [second, third], absent: \"1\"}\n";
    assertThatThrownBy(() -> DeclaredSpaces.of(twice))
        .hasMessage("space.yaml:9: equivalent (second), expected a position in one rule only");
  }

  @Test
  void namesThatBeginWithAnotherCannotStandTogether() {
    String together = DeclaredSpaces.TOY.replace("{separated: \"-\"}", "concatenated");
    assertThat(DeclaredSpaces.of(together).parse("a220").index()).isEqualTo(6);
    assertThatThrownBy(() -> DeclaredSpaces.of(together.replace("\"1\"", "\"2\"")))
        .hasMessage(
            "space.yaml:6: notation (concatenated), expected one that tells where choice 2 of"
                + " position second ends");
  }

  @Test
  void aSpaceIsOfBoundedSize() {
    String positions = position("a", 100) + position("b", 100) + position("c", 100);
    assertThat(DeclaredSpaces.of(space(positions + position("d", 2))).size()).isEqualTo(2_000_000);
    assertThatThrownBy(() -> DeclaredSpaces.of(space(positions + position("d", 3))))
        .hasMessage(
            "space.yaml:2: positions (4), expected as many as make 2,000,000 architectures at most");
    String many =
        String.join("", IntStream.range(0, 70).mapToObj(i -> position("p" + i, 1)).toList());
    assertThatThrownBy(() -> DeclaredSpaces.of(space(many)))
        .hasMessage(
            "space.yaml:2: positions (70), expected architectures of at most 200 characters, and"
                + " not 210");
    String oneChoice = many.lines().limit(60).reduce("", (all, line) -> all + line + "\n");
    assertThat(DeclaredSpaces.of(space(oneChoice)).size()).isEqualTo(1);
    String wide = position("a", 127) + position("b", 127) + position("c", 120);
    String named = wide.replaceAll("(1|2)(\\d\\d)", "$1".repeat(30) + "$2");
    assertThatThrownBy(() -> DeclaredSpaces.of(space(named)))
        .hasMessageMatching(
            "space.yaml:1: a space that takes 1\\d,\\d{3} characters, expected at most 10,000");
  }

  @Test
  void aFileThatIsMissingOrLongIsOneLine() {
    assertThatThrownBy(() -> DeclaredSpace.read(Path.of("no.yaml")))
        .hasMessage("no.yaml: no such file");
    assertThatThrownBy(() -> DeclaredSpace.read(Path.of("data/nats-size-surrogate.h5")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is longer than 65,536 bytes");
  }
}
