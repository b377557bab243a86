package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;

class DatasetTest {
  @Test
  void datasetsOfOneNameAreOne() {
    assertThat(Dataset.parse("cifar10")).isEqualTo(NatsBench.CIFAR10).hasToString("cifar10");
    assertThat(Dataset.parse("svhn")).isEqualTo(new Dataset("svhn"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cifar 10", "a/b", "Größe", "a\nb"})
  void aNameIsOfLettersThatColumnsAndFilesCanHave(String label) {
    assertThatThrownBy(() -> Dataset.parse(label))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected 1 to 40 letters, digits, dots, hyphens and _");
  }

  @Test
  void thoseOfNatsBenchComeFirstInItsOrder() {
    List<Dataset> sorted =
        Stream.of("zoo", "ImageNet16-120", "cifar10", "cifar100", "art", "cifar10-valid")
            .map(Dataset::new)
            .sorted()
            .toList();
    assertThat(sorted)
        .extracting(Dataset::label)
        .containsExactly("cifar10-valid", "cifar10", "cifar100", "ImageNet16-120", "art", "zoo");
  }

  @Test
  void onlyCifar10IsSearchedOnAnotherSplit() {
    assertThat(NatsBench.searchSplit(NatsBench.CIFAR10)).isEqualTo(NatsBench.CIFAR10_VALID);
    for (String same : List.of("cifar10-valid", "cifar100", "ImageNet16-120", "svhn")) {
      assertThat(NatsBench.searchSplit(new Dataset(same))).isEqualTo(new Dataset(same));
    }
  }

  @Test
  void costsAreKnownForTheDatasetsOfNatsBenchOnly() {
    assertThat(NatsBench.classes(NatsBench.CIFAR100)).isEqualTo(100);
    assertThat(NatsBench.inputSide(NatsBench.IMAGENET16_120)).isEqualTo(16);
    assertThatThrownBy(() -> NatsBench.classes(new Dataset("svhn")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "dataset (svhn), expected one of cifar10-valid, cifar10, cifar100, ImageNet16-120,"
                + " for which costs are known");
  }
}
