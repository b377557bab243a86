package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nasreplay.io.InputException;

class DatasetTest {
  @ParameterizedTest
  @EnumSource
  void everyDatasetIsFoundByItsLabel(Dataset dataset) {
    assertThat(Dataset.parse(dataset.label())).isSameAs(dataset);
    assertThat(dataset).hasToString(dataset.label());
  }

  @Test
  void anUnknownDatasetIsRejectedWithTheKnownOnes() {
    assertThatThrownBy(() -> Dataset.parse("CIFAR10"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "unknown dataset (CIFAR10), expected one of cifar10-valid, cifar10, cifar100,"
                + " ImageNet16-120");
  }

  @Test
  void onlyCifar10IsSearchedOnAnotherSplit() {
    assertThat(Dataset.CIFAR10.searchSplit()).isEqualTo(Dataset.CIFAR10_VALID);
    assertThat(Dataset.CIFAR10_VALID.searchSplit()).isEqualTo(Dataset.CIFAR10_VALID);
    assertThat(Dataset.CIFAR100.searchSplit()).isEqualTo(Dataset.CIFAR100);
    assertThat(Dataset.IMAGENET16_120.searchSplit()).isEqualTo(Dataset.IMAGENET16_120);
  }
}
