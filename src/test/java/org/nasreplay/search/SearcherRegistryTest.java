package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.ToySpace;

class SearcherRegistryTest {
  private static final SearcherRegistry REGISTRY = new SearcherRegistry();

  private static String settings(String name, Map<String, ?> given) {
    return REGISTRY.configure(name, given).settings();
  }

  @Test
  void thoseThatFitAModelToWhatTheySawSaySo() {
    assertThat(REGISTRY.all().stream().map(SearcherDefinition::name))
        .filteredOn(name -> REGISTRY.configure(name, Map.of()).create().get().fitsModel())
        .containsExactly("bananas", "bayesian-optimization", "bohb", "tpe");
  }

  @Test
  void searchersAreListedByName() {
    assertThat(REGISTRY.all().stream().map(SearcherDefinition::name))
        .isSorted()
        .contains("random", "regularized-evolution");
  }

  @Test
  void settingsThatAreNotGivenAreThePapers() {
    assertThat(settings("random", Map.of())).isEqualTo("{}");
    assertThat(settings("regularized-evolution", Map.of()))
        .isEqualTo("{\"population\":10,\"sample\":3}");
    assertThat(settings("regularized-evolution", Map.of("sample", 5)))
        .isEqualTo("{\"population\":10,\"sample\":5}");
  }

  @Test
  void theSameSettingsAreWrittenTheSameInWhateverOrderTheyAreGiven() {
    Map<String, Object> reversed = new LinkedHashMap<>();
    reversed.put("sample", 7);
    reversed.put("population", 20);
    Map<String, Object> straight = new LinkedHashMap<>();
    straight.put("population", 20);
    straight.put("sample", 7);
    assertThat(settings("regularized-evolution", reversed))
        .isEqualTo(settings("regularized-evolution", straight))
        .isEqualTo("{\"population\":20,\"sample\":7}");
  }

  @Test
  void everyRunGetsASearcherOfItsOwn() {
    ConfiguredSearcher configured = REGISTRY.configure("regularized-evolution", Map.of());
    assertThat(configured.create().get())
        .isInstanceOf(RegularizedEvolution.class)
        .isNotSameAs(configured.create().get());
  }

  @Test
  void anUnknownSearcherIsRejectedWithTheKnownOnes() {
    assertThatThrownBy(() -> REGISTRY.configure("evolution", Map.of()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("unknown searcher (evolution), expected one of ")
        .hasMessageContaining("random, regularized-evolution");
  }

  @Test
  void anUnknownSettingIsRejectedWithTheKnownOnes() {
    assertThatThrownBy(() -> settings("regularized-evolution", Map.of("popolation", 10)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "settings of searcher regularized-evolution: unknown key (popolation),"
                + " expected one of population, sample; did you mean population?");
    assertThatThrownBy(() -> settings("random", Map.of("population", 10)))
        .isInstanceOf(InputException.class)
        .hasMessage("settings of searcher random: unknown key (population), expected none");
  }

  @Test
  void aSettingThatMakesNoSenseIsRejectedInTheSearchersWords() {
    assertThatThrownBy(() -> settings("regularized-evolution", Map.of("population", 0)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "settings of searcher regularized-evolution:"
                + " population (0), expected a whole number from 1 to 100,000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ten         | ten         | a whole number
          10.5        | 10.5        | a whole number
          10.0        | 10.0        | a whole number
          1e1         | 1e1         | a whole number
          0x10        | 0x10        | a whole number
          0o17        | 0o17        | a whole number
          1_000       | 1_000       | a whole number
          1:30        | 1:30        | a whole number
          true        | true        | a whole number
          null        | nothing     | a whole number
          ''          | nothing     | a whole number
          010         | 010         | a whole number that does not start with 0, as 10
          99999999999 | 99999999999 | a whole number from -2,147,483,648 to 2,147,483,647
          2147483647  | 2147483647  | a whole number from 1 to 100,000
          """)
  void aWholeNumberIsWrittenInDigits(String written, String shown, String expected) {
    assertThatThrownBy(() -> settings("regularized-evolution", Map.of("population", written)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "settings of searcher regularized-evolution: population (%s), expected %s",
            shown, expected);
  }

  @ParameterizedTest
  @CsvSource({"NaN", ".nan", ".inf", "-.inf", "Infinity", "1e400", "1e-400", "1d", "0x1p3", "00.1"})
  void aNumberIsFiniteAndDecimal(String written) {
    assertThatThrownBy(() -> settings("reinforce", Map.of("learning_rate", written)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "settings of searcher reinforce: learning_rate (%s), expected a number", written);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "1e-1, 0.1", "+.1, 0.1", "1., 1.0", "1, 1.0", "10E-1, 1.0"})
  void aNumberIsReadExactly(String written, String canonical) {
    assertThat(settings("reinforce", Map.of("learning_rate", written)))
        .isEqualTo(Text.format("{\"learning_rate\":%s,\"momentum\":0.9}", canonical));
  }

  /** Each numeric setting of each searcher, at both ends of the range that its refusal names. */
  static Stream<Arguments> ends() {
    Pattern range = Pattern.compile("expected a (?:whole )?number from (\\S+) to (\\S+)$");
    Stream.Builder<Arguments> ends = Stream.builder();
    for (SearcherDefinition<?> searcher : REGISTRY.all()) {
      for (RecordComponent each : searcher.defaults().getClass().getRecordComponents()) {
        if (each.getType().isEnum()) continue;
        String key = new SnakeCaseStrategy().translate(each.getName());
        Throwable refusal =
            catchThrowable(() -> settings(searcher.name(), Map.of(key, "-2147483647")));
        assertThat(refusal).isInstanceOf(InputException.class).hasMessageContaining(key);
        Matcher closed = range.matcher(refusal.getMessage());
        boolean found = closed.find(); // momentum, gamma and correlation are open at 1
        ends.add(
            arguments(searcher.name(), key, found ? closed.group(1).replace(",", "") : "1e-6"));
        ends.add(
            arguments(searcher.name(), key, found ? closed.group(2).replace(",", "") : "0.999999"));
      }
    }
    return ends.build();
  }

  @Tag("anywhere")
  @ParameterizedTest
  @MethodSource("ends")
  void aSearcherRunsAtBothEndsOfASettingsRange(String searcher, String key, String value) {
    Map<String, String> given = new LinkedHashMap<>();
    if (key.equals("population")) {
      // Who draws some of its members draws no more than there are.
      Stream.of("sample", "tournament")
          .filter(drawn -> settings(searcher, Map.of()).contains('"' + drawn + '"'))
          .forEach(drawn -> given.put(drawn, "1"));
    }
    if (key.equals("batch") && searcher.equals("ppo")) given.put("minibatch", "2");
    if (key.equals("pool")) given.put("start", "2");
    if (key.equals("candidates") && searcher.equals("bananas")) {
      given.put("batch", "1");
      given.put("elite", "1");
    }
    given.put(key, value);
    ConfiguredSearcher configured = REGISTRY.configure(searcher, given);
    var space = new ToySpace(4, 4, 4, 4, 4);
    // Costs are 0 to 15, so that a constraint of 7 halves the space.
    for (CostRange allowed : List.of(CostRange.ANY, new CostRange(0, 7))) {
      var session =
          new ToySession(
              space,
              150,
              RandomSource.XO_RO_SHI_RO_128_PP.create(1),
              a -> 90 + 10.0 * a.index() / space.size(),
              allowed);
      assertTimeoutPreemptively(
          Duration.ofSeconds(60), () -> configured.create().get().search(session));
      assertThat(session.evaluated()).isNotEmpty();
    }
  }

  @Test
  void aSettingOfSeveralWordsIsWrittenInSnakeCase() {
    assertThat(settings("reinforce", Map.of("learning_rate", 0.1)))
        .isEqualTo("{\"learning_rate\":0.1,\"momentum\":0.9}");
    assertThatThrownBy(() -> settings("reinforce", Map.of("learning_rate", "fast")))
        .isInstanceOf(InputException.class)
        .hasMessage("settings of searcher reinforce: learning_rate (fast), expected a number");
  }

  @Test
  void aChoiceIsWrittenInSnakeCaseAndRejectedWithThePossibleOnes() {
    assertThat(settings("local-search", Map.of("move", "steepest")))
        .isEqualTo("{\"start\":10,\"move\":\"STEEPEST\"}");
    assertThatThrownBy(() -> settings("local-search", Map.of("move", "sideways")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "settings of searcher local-search:"
                + " move (sideways), expected first_improvement or steepest");
  }

  @Test
  void aSettingIsFoundUnderItsEarlierNameAndSeedsDeriveFromThat() {
    ConfiguredSearcher now = REGISTRY.configure("layernas", Map.of("open_layers", "smallest"));
    ConfiguredSearcher before = REGISTRY.configure("layernas", Map.of("fallback", "smallest"));
    assertThat(before.settings())
        .isEqualTo(now.settings())
        .contains("\"open_layers\":\"SMALLEST\"");
    assertThat(before.seedText())
        .isEqualTo(now.seedText())
        .isEqualTo(now.settings().replace("open_layers", "fallback"));
  }

  @Test
  void aSettingUnderBothItsNamesIsRefused() {
    Map<String, String> both =
        new TreeMap<>(Map.of("open_layers", "smallest", "fallback", "largest"));
    assertThatThrownBy(() -> REGISTRY.configure("layernas", both))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "settings of searcher layernas: fallback and open_layers are two names of one key");
  }

  @Test
  void aSearchersNameIsLowerCaseWithHyphens() {
    assertThatThrownBy(() -> SearcherDefinition.of("Random Search", RandomSearch::new))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "searcher name (Random Search), expected 1 to 64 lower-case letters");
  }
}
