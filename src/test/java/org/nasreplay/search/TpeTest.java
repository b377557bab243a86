package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.ToySpace;

class TpeTest {
  private static final ToySpace SPACE = new ToySpace(2, 3);

  @Test
  void densitiesAreCountsWithAPrior() {
    // made at the first position: 1, 1, 0, 1; at the second 2, 2, 2, 0
    var density = new Tpe.Density(SPACE, 1);
    density.add(SPACE.architecture(1, 2), 1);
    density.add(SPACE.architecture(1, 2), 1);
    density.add(SPACE.architecture(0, 2), 1);
    density.add(SPACE.architecture(1, 0), 1);
    assertThat(density.of(0, 0)).isCloseTo(2.0 / 6, within(1e-12));
    assertThat(density.of(0, 1)).isCloseTo(4.0 / 6, within(1e-12));
    assertThat(density.of(1, 0)).isCloseTo(2.0 / 7, within(1e-12));
    assertThat(density.of(1, 1)).isCloseTo(1.0 / 7, within(1e-12));
    assertThat(density.of(1, 2)).isCloseTo(4.0 / 7, within(1e-12));
    density.update();
    assertThat(density.log(SPACE.architecture(1, 2)))
        .isCloseTo(Math.log(4.0 / 6 * 4.0 / 7), within(1e-12));
  }

  @Test
  void architecturesAreDrawnAsOftenAsTheDensitySays() {
    var density = new Tpe.Density(SPACE, 1);
    density.add(SPACE.architecture(1, 2), 3);
    density.update();
    var session = new ToySession(SPACE, 1, RandomSource.SPLIT_MIX_64.create(4));
    int draws = 20_000;
    var count = new int[SPACE.size()];
    for (int i = 0; i < draws; i++) count[density.sample(session).index()]++;
    for (int i = 0; i < count.length; i++) {
      double p = Math.exp(density.log(SPACE.architecture(i)));
      assertThat((double) count[i] / draws).isCloseTo(p, within(5 * Math.sqrt(p / draws)));
    }
  }

  @Test
  void theGoodOnesAreAlwaysTheBestFifteenPercentRoundedUp() {
    var model = new Tpe.Model(SPACE, Tpe.Settings.HYPEROPT);
    var random = RandomSource.SPLIT_MIX_64.create(7);
    record Seen(Architecture architecture, double reward) {}
    List<Seen> all = new ArrayList<>();
    for (int n = 1; n <= 200; n++) {
      var seen = new Seen(SPACE.sample(random), random.nextInt(50)); // with ties
      all.add(seen);
      model.add(seen.architecture(), seen.reward());
      List<Seen> ranked =
          all.stream().sorted(Comparator.comparingDouble(Seen::reward).reversed()).toList();
      int goods = (int) Math.ceil(0.15 * n);
      var good = new Tpe.Density(SPACE, 1);
      var bad = new Tpe.Density(SPACE, 1);
      ranked.subList(0, goods).forEach(s -> good.add(s.architecture(), 1));
      ranked.subList(goods, n).forEach(s -> bad.add(s.architecture(), 1));
      for (int c = 0; c < 3; c++) {
        assertThat(model.good().of(1, c)).isCloseTo(good.of(1, c), within(1e-12));
        assertThat(model.bad().of(1, c)).isCloseTo(bad.of(1, c), within(1e-12));
      }
    }
  }

  @Test
  void ofManyCandidatesTheOneWithTheGreatestRatioIsProposed() {
    // good: 1-2 twice; bad: ten of every architecture but 1-2. With 1,000 candidates all six
    // architectures are drawn, and 1-2 has by far the greatest l/g.
    var model = new Tpe.Model(SPACE, new Tpe.Settings(0.03, 1000, 20, 1));
    for (int i = 0; i < 50; i++) model.add(SPACE.architecture(i % 5), 0);
    model.add(SPACE.architecture(1, 2), 1);
    model.add(SPACE.architecture(1, 2), 1);
    var session = new ToySession(SPACE, 1, RandomSource.SPLIT_MIX_64.create(4));
    assertThat(model.propose(session)).isEqualTo(SPACE.architecture(1, 2));
  }
}
