package org.nasreplay.table.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.space.TopologySpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Provenance;

class TopologyTimesTest {
  private static BenchmarkTable topology(Column... columns) {
    return new BenchmarkTable(TopologySpace.instance(), List.of(columns));
  }

  private static double first(BenchmarkTable table, String column) {
    return table.column(ColumnKey.parse(column)).values()[0];
  }

  @Test
  void timesAreLinearInTheFlopsOnCifar10() {
    // architecture 0 has 15.64737 million: an epoch takes 5 + 1.01707905 s, a pass 2.2 + 0.27383 s
    BenchmarkTable table = TopologyTimes.complete(topology());
    double epoch = 6.01707905;
    double pass = 2.473828975;
    assertThat(table.columns()).hasSize(6);
    assertThat(first(table, "cifar10-valid/12/train_seconds/mean"))
        .isCloseTo(12 * epoch, within(1e-9));
    assertThat(first(table, "cifar10-valid/12/valid_seconds/mean")).isCloseTo(pass, within(1e-9));
    assertThat(first(table, "cifar100/12/train_seconds/mean")).isCloseTo(24 * epoch, within(1e-9));
    assertThat(first(table, "cifar100/12/valid_seconds/mean")).isCloseTo(pass / 5, within(1e-9));
    assertThat(first(table, "ImageNet16-120/12/train_seconds/mean"))
        .isCloseTo(12 * 6.07 * epoch, within(1e-9));
    assertThat(first(table, "ImageNet16-120/12/valid_seconds/mean"))
        .isCloseTo(0.12 * pass, within(1e-9));
    assertThat(table.columns()).allMatch(c -> c.provenance().kind() == Provenance.Kind.MODELLED);
  }

  @Test
  void timesThatATableHasStay() {
    var measured =
        new Column(
            ColumnKey.parse("cifar100/12/train_seconds/777"),
            Provenance.analytic("set by hand"),
            new double[TopologySpace.instance().size()]);
    BenchmarkTable table = TopologyTimes.complete(topology(measured));
    assertThat(table.columns()).hasSize(6).contains(measured);
    assertThat(table.find(ColumnKey.parse("cifar100/12/train_seconds/mean"))).isNull();
  }

  @Test
  void tablesOfOtherSpacesAreLeftAlone() {
    var table = new BenchmarkTable(SizeSpace.instance(), List.of());
    assertThat(TopologyTimes.complete(table)).isSameAs(table);
  }
}
