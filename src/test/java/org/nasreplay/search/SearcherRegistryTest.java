package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nasreplay.io.InputException;

class SearcherRegistryTest {
  private static final SearcherRegistry REGISTRY = new SearcherRegistry();

  private static String settings(String name, Map<String, ?> given) {
    return REGISTRY.configure(name, given).settings();
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
            "unknown setting (popolation) of searcher regularized-evolution,"
                + " expected one of population, sample");
    assertThatThrownBy(() -> settings("random", Map.of("population", 10)))
        .isInstanceOf(InputException.class)
        .hasMessage("unknown setting (population) of searcher random, which has none");
  }

  @Test
  void aSettingThatMakesNoSenseIsRejectedInTheSearchersWords() {
    assertThatThrownBy(() -> settings("regularized-evolution", Map.of("population", 0)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "settings of searcher regularized-evolution:"
                + " population (0) and sample (3) must be positive");
  }

  @Test
  void aSettingOfAnotherTypeIsRejected() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("ten", "ten");
    values.put("10.5", 10.5);
    values.put("99999999999", 99_999_999_999L);
    values.put("null", null);
    values.forEach(
        (text, value) -> {
          Map<String, @Nullable Object> given = new HashMap<>();
          given.put("population", value);
          assertThatThrownBy(() -> settings("regularized-evolution", given))
              .isInstanceOf(InputException.class)
              .hasMessage(
                  "settings of searcher regularized-evolution: population (%s), expected int",
                  text);
        });
  }

  @Test
  void aSettingOfSeveralWordsIsWrittenInSnakeCase() {
    assertThat(settings("reinforce", Map.of("learning_rate", 0.1)))
        .isEqualTo("{\"learning_rate\":0.1,\"momentum\":0.9}");
    assertThatThrownBy(() -> settings("reinforce", Map.of("learning_rate", "fast")))
        .isInstanceOf(InputException.class)
        .hasMessage("settings of searcher reinforce: learning_rate (fast), expected double");
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
  void aSearchersNameIsLowerCaseWithHyphens() {
    assertThatThrownBy(() -> SearcherDefinition.of("Random Search", RandomSearch::new))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("searcher name (Random Search) must be lower case with hyphens");
  }
}
