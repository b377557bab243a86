package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  private static final List<String> SEARCHERS =
      List.of("asha", "layernas", "layernas-resweep", "local-search", "ppo", "random", "tpe");

  @Test
  void capitalsDoNotMatterUnlessTwoNamesDifferInThemAlone() {
    assertThat(Names.find("searcher", "LayerNAS", SEARCHERS)).isEqualTo("layernas");
    List<String> both = List.of("cifar10", "CIFAR10");
    assertThat(Names.find("dataset", "CIFAR10", both)).isEqualTo("CIFAR10");
    assertThat(Names.find("dataset", "Cifar10", both)).isEqualTo("cifar10");
  }

  @ParameterizedTest
  @CsvSource({
    "rendom, random", // one letter is another
    "radnom, random", // two are swapped
    "randoom, random", // one is too many
    "layrenas, layernas",
    "LAYERNSA, layernas",
    "pop, ppo",
    "resweep, layernas-resweep", // a part of the name
    "layer, layernas", // of two names that hold it the shorter
  })
  void aSlipIsSeen(String given, String meant) {
    assertThat(Names.closest(given, SEARCHERS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"annealing", "x", "''", "hyperopt", "ra"})
  void whatIsLikeNothingIsNoSlip(String given) {
    assertThat(Names.closest(given, SEARCHERS)).isEmpty();
  }

  @Test
  void aSlipOfOneLetterInThreeIsTheMost() {
    assertThat(Names.closest("abcdef", List.of("abcdxy"))).contains("abcdxy");
    assertThat(Names.closest("abcdef", List.of("abcxyz"))).isEmpty();
  }

  @Test
  void theMessageHasTheNameThoseThatThereAreAndTheOneThatIsClose() {
    assertThatThrownBy(() -> Names.find("searcher", "rendom", SEARCHERS))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "unknown searcher (rendom), expected one of asha, layernas, layernas-resweep,"
                + " local-search, ppo, random, tpe; did you mean random?");
    assertThatThrownBy(() -> Names.find("searcher", "a\u001B[31m", List.of("asha")))
        .hasMessage("unknown searcher (a\\u001b[31m), expected one of asha");
  }
}
