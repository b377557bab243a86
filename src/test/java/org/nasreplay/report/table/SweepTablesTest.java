package org.nasreplay.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasreplay.analysis.Importance;
import org.nasreplay.analysis.Sweeps;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.MadeUpResults;

class SweepTablesTest {
  private static final ReplayProvenance PROVENANCE =
      MadeUpResults.of(
              MadeUpResults.SECONDS, List.of("random"), 2, (searcher, run) -> new double[] {92})
          .provenance();

  private static Table importance(List<Importance> importances, List<Sweeps.Gap> gaps) {
    var effect = new Sweeps.Effect("cifar10", "s", "a", "1", 0, null, null, null, null);
    var sweeps = new Sweeps(List.of(effect), importances, gaps, List.of());
    return SweepTables.of(PROVENANCE, sweeps).get(1);
  }

  @Test
  void equalCombinationsHaveNoDifferenceInsteadOfAShare() {
    var none = new Importance("cifar10", "s", List.of("a"), 0, null, null);
    Table table = importance(List.of(none), List.of());
    assertThat(table.groups().get(0).rows().get(0))
        .extracting(Cell::text)
        .containsExactly("s", "a", "no difference", "none");
    assertThat(table.csv())
        .isEqualToNormalizingNewlines(
            "protocol,sweep,settings,share,chance,variance\ncifar10,s,a,,,0.0\n");
  }

  @Test
  void aShareIsInPercentAndSaysWhatChanceWouldShow() {
    var both = new Importance("cifar10", "s", List.of("a", "b"), 0.01, 0.25, 0.0625);
    assertThat(importance(List.of(both), List.of()).groups().get(0).rows().get(0))
        .extracting(Cell::text)
        .containsExactly("s", "a × b", "25.0", "6.2");
  }

  @Test
  void missingCombinationsAreWhyNothingIsSaid() {
    Table table = importance(List.of(), List.of(new Sweeps.Gap("cifar10", "s", 1, 4)));
    assertThat(table.groups()).isEmpty();
    assertThat(table.notes().get(0))
        .isEqualTo(
            "Not replayed, or with runs that lack a test accuracy, so that nothing is said of"
                + " importance: of s on cifar10 1 of 4 combinations.");
  }
}
