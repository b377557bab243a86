package org.nasreplay.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ColumnTest {
  private static final double NONE = Double.NaN;

  private static Column column(String name, double... values) {
    return new Column(ColumnKey.parse(name), Provenance.analytic("by hand"), values);
  }

  private static Column accuracy(double... values) {
    return column("cifar10/90/test_accuracy/777", values);
  }

  @Test
  void accuraciesOfWhichNoneIsAboveOneLookLikeFractions() {
    assertThat(accuracy(0.925, 0.5, NONE).looksLikeFraction()).isTrue();
    assertThat(accuracy(NONE, 0).looksLikeFraction()).isTrue();
    assertThat(accuracy(0.5, 1).looksLikeFraction()).isTrue();
    assertThat(accuracy(0.5, Math.nextUp(1.0)).looksLikeFraction()).isFalse();
    assertThat(accuracy(92.5, 0.5).looksLikeFraction()).isFalse();
    assertThat(accuracy(NONE, NONE).looksLikeFraction()).isFalse();
    assertThat(column("cifar10/90/train_seconds/mean", 0.5, 0.6).looksLikeFraction()).isFalse();
  }

  @Test
  void valuesAreReadOnceAndWhenTheyAreAskedFor() {
    var reads = new AtomicInteger();
    var column =
        new Column(
            ColumnKey.parse("cifar10/90/test_accuracy/777"),
            Provenance.analytic("by hand"),
            () -> new double[] {reads.incrementAndGet()});
    assertThat(column.isRead()).isFalse();
    assertThat(column.values()).containsExactly(1);
    assertThat(column.isRead()).isTrue();
    assertThat(column.values()).containsExactly(1);
    assertThat(accuracy(1).isRead()).isTrue();
  }

  @Test
  void onlyWhatWasDrawnFromAModelIsModelled() {
    ColumnKey key = ColumnKey.parse("cifar10/90/test_accuracy/777");
    assertThat(new Column(key, Provenance.modelled("m"), new double[1]).modelled()).isTrue();
    assertThat(accuracy(1).modelled()).isFalse();
  }
}
