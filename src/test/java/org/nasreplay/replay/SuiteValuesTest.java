package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.search.SearcherRegistry;

/** Every key of a suite with every value that it should not have. */
class SuiteValuesTest {
  /** All keys; in angle brackets, what is replaced, after the key that a message names. */
  private static final String SUITE =
      """
      name: <tiny>
      title: <Tiny>
      runs: <2>
      seed: <1>
      table: <data/nats-size-surrogate.h5>
      protocols:
        - name: <p>
          dataset: <cifar10>
          reward:
            metric: <valid_accuracy>
            epochs: <12>
            seeds: <random>
          budget:
            seconds: <2000>
          constraint:
            flops:
              at_least: <1>
              at_most: <140e6>
              penalty:
                shape: <absolute_value>
                weight: <-0.1>
          report:
            metric: <test_accuracy>
            epochs: <90>
            valid_epochs: <90>
            at: <interpolated>
        - name: second
          dataset: cifar10
          reward: <{epochs: 12}>
          budget: <{evaluations: 10}>
          constraint: <{flops: {at_most: 140e6}}>
          report: <{epochs: 90}>
        - name: third
          dataset: cifar10
          reward: {epochs: 12}
          budget:
            evaluations: <10>
          constraint:
            flops: <{at_most: 140e6, penalty: {shape: soft_exponent}}>
          report: {epochs: 90}
        - name: fourth
          dataset: cifar10
          reward: {epochs: 12}
          budget: {evaluations: 10}
          constraint:
            flops:
              at_most: 1
              penalty: <{shape: soft_exponent}>
          report: {epochs: 90}
      searchers:
        - random
        - layernas: <{keep: 2}>
        - layernas:
            buckets: <20>
        - layernas:
            keep: <7>
        - layernas:
            edges: <equal_count>
        - reinforce:
            momentum: <0.5>
        - reinforce:
            learning_rate: <0.5>
        - local-search:
            move: <steepest>
      published:
        paper: <NATS-Bench 2021>
        table: <size>
        methods:
          random: <RANDOM>
        networks:
          beside: [LayerNAS 2023]
          note: <not comparable>
      """;

  private static final List<String> ODD =
      List.of(
          "",
          "~",
          "null",
          "[]",
          "[1, 2]",
          "{}",
          "{a: 1}",
          "true",
          "no",
          "many",
          "'5'",
          "\"\"",
          "' '",
          "-1",
          "0",
          "-0",
          "2.9",
          "2.0",
          "12.7",
          "1e3",
          "1e400",
          "-1e400",
          "1e-400",
          "2147483647",
          "2147483648",
          "-9223372036854775809",
          "99999999999999999999999999",
          ".inf",
          "-.inf",
          ".nan",
          "NaN",
          "Infinity",
          "010",
          "0o10",
          "0x10",
          "1_000",
          "1,000",
          "1:30",
          "2020-01-01",
          "½",
          "尺寸",
          "١٢",
          "\"\\e[2J\"",
          "\"a\\nb\"",
          "\"\\0\"",
          "\"\\u202e\"",
          "|\n        a\n        b",
          "p".repeat(250),
          "9".repeat(9_000),
          "x".repeat(20_000),
          "../up",
          "/etc/passwd",
          "=1+1",
          "!!int 5",
          "*nothing",
          "&a");

  private static final SearcherRegistry REGISTRY = new SearcherRegistry();

  private static final Pattern FOREIGN =
      Pattern.compile(
          "java|jackson|fasterxml|yaml\\.org|snakeyaml|nasreplay|exception|deserializ|\\bclass\\b"
              + "|\\bint\\b|\\blong\\b|\\bdouble\\b|String|\\bnull\\b",
          Pattern.CASE_INSENSITIVE);

  /** A value in angle brackets, its key and its line. */
  private record Place(String key, int line, int from, int to) {
    @Override
    public String toString() {
      return key + " in line " + line;
    }
  }

  static List<Place> places() {
    List<Place> places = new ArrayList<>();
    Pattern.compile("([a-z_-]+): <(.*)>")
        .matcher(SUITE)
        .results()
        .forEach(
            found -> {
              long line = SUITE.substring(0, found.start()).lines().count();
              boolean first = SUITE.charAt(found.start() - (found.start() > 0 ? 1 : 0)) == '\n';
              places.add(
                  new Place(
                      found.group(1),
                      (int) line + (first || found.start() == 0 ? 1 : 0),
                      found.start(2) - 1,
                      found.end(2) + 1));
            });
    return places;
  }

  private static String with(@Nullable Place place, String value) {
    return place == null
        ? SUITE.replaceAll("[<>]", "")
        : (SUITE.substring(0, place.from()) + value + SUITE.substring(place.to()))
            .replaceAll("[<>]", "");
  }

  private static Suite read(String text) {
    Suite suite = Suite.of("s.yaml", text);
    suite.entries(REGISTRY);
    return suite;
  }

  @Test
  void theSuiteItselfIsRight() {
    assertThat(read(with(null, "")).protocols()).hasSize(4);
    assertThat(places()).hasSize(37);
  }

  @ParameterizedTest
  @MethodSource("places")
  void anOddValueIsUsedAsItIsWrittenOrRefusedWithLineKeyValueAndExpectation(Place place) {
    int refused = 0;
    for (String value : ODD) {
      try {
        Suite suite = read(with(place, value));
        assertThat(means(suite, place.key(), value)).as("%s: %s", place, value).isTrue();
      } catch (InputException e) {
        refused++;
        String line = e.line();
        assertThat(line)
            .as("%s: %s", place, value)
            .startsWith("s.yaml:")
            .isEqualTo(Text.printable(line))
            .hasSizeLessThan(500);
        assertThat(FOREIGN.matcher(line).find()).as(line).isFalse();
        if (line.contains("tag (!)") || line.contains("alias (*") || line.contains("not YAML"))
          continue;
        // The names of published methods are one value.
        boolean published = line.contains(" methods (");
        int at = published ? place.line() - 1 : place.line();
        assertThat(line).as("%s: %s", place, value).startsWith("s.yaml:" + at + ": ");
        if (line.contains("a value longer than 10,000")) continue;
        boolean within = value.equals("{a: 1}") && line.contains(" a (1)");
        String named = published ? "methods" : within ? "a" : place.key();
        assertThat(line).as("%s: %s", place, value).contains(named);
      }
    }
    assertThat(refused).isGreaterThan(ODD.size() / 5);
  }

  /**
   * Whether what was accepted is what the text says, for keys that take more than one would think.
   */
  private static boolean means(Suite suite, String key, String value) {
    return switch (key) {
      case "runs" -> suite.runs() == Integer.parseInt(value);
      case "seed" -> suite.seed() == Long.parseLong(value);
      default -> true;
    };
  }

  private static final List<String> WHOLE =
      List.of("runs", "seed", "epochs", "valid_epochs", "evaluations", "buckets", "keep");

  static List<Place> wholeNumbers() {
    return places().stream().filter(place -> WHOLE.contains(place.key())).toList();
  }

  @ParameterizedTest
  @MethodSource("wholeNumbers")
  void aWholeNumberIsWrittenInDigitsAndNothingElse(Place place) {
    for (String value : ODD) {
      if (value.matches("-?[0-9]{1,10}") && !value.equals("010")) continue;
      assertThatThrownBy(() -> read(with(place, value)))
          .as("%s: %s", place, value)
          .isInstanceOf(InputException.class);
    }
  }
}
