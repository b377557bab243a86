package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Suite;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.file.TableFormats;

/** On all 32,768 networks of the default table, as a suite measures fronts by them. */
class TrueFrontIT {
  @Test
  void theTrueFrontsOfTheSizeSpaceAreWhatComparingAllPairsLeaves() throws Exception {
    Suite suite =
        Suite.read(Path.of("data/suites/front-size.yaml"))
            .withRuns(1)
            .withSearchers(choice -> choice.name().equals("random"));
    var table = TableFormats.open(Path.of("data/nats-size-surrogate.h5")).table();
    var replay = new Replay(suite, new TableBenchmark(table), new SearcherRegistry());
    Results results =
        replay.results(
            replay.run(1, done -> {}), "", new ReplayProvenance.Table("t.h5", "", "size"));
    for (Protocol protocol : suite.protocols()) {
      Results.Networks networks = Objects.requireNonNull(results.networks().get(protocol.name()));
      assertThat(TrueFront.of(results, protocol).points())
          .as(protocol.name())
          .isEqualTo(beatenByNone(networks));
    }
  }

  private static double[][] beatenByNone(Results.Networks networks) {
    int count = networks.testAccuracy().length;
    assertThat(count).isEqualTo(32_768);
    List<double[]> kept = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean beaten = false;
      for (int j = 0; j < count && !beaten; j++) beaten = beats(networks, j, i);
      if (beaten) continue;
      double[] costs = networks.costs(i);
      double[] point = Arrays.copyOf(costs, costs.length + 1);
      point[costs.length] = networks.testAccuracy()[i];
      if (kept.stream().noneMatch(other -> Arrays.equals(other, point))) kept.add(point);
    }
    kept.sort(Comparator.comparingDouble((double[] p) -> p[0]));
    return kept.toArray(double[][]::new);
  }

  private static boolean beats(Results.Networks networks, int one, int other) {
    boolean better = networks.testAccuracy()[one] > networks.testAccuracy()[other];
    if (networks.testAccuracy()[one] < networks.testAccuracy()[other]) return false;
    double[] costs = networks.costs(one);
    double[] others = networks.costs(other);
    for (int c = 0; c < costs.length; c++) {
      if (costs[c] > others[c]) return false;
      better |= costs[c] < others[c];
    }
    return better;
  }
}
