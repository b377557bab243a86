package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.ToySpace;

class BohbTest {

  @Test
  void bracketsOfHpbandster() {
    // ⌊3/(s+1)⌋·3ˢ for s = 2, 1, 0; and for five rungs 81, 27, 9, 6, 5
    assertThat(IntStream.of(2, 1, 0).map(s -> Bohb.candidates(3, s, 3))).containsExactly(9, 3, 3);
    assertThat(IntStream.of(4, 3, 2, 1, 0).map(s -> Bohb.candidates(5, s, 3)))
        .containsExactly(81, 27, 9, 6, 5);
  }

  @Test
  void oneRoundOnTwelveEpochsIsThatOfNatsBench() {
    List<Integer> lengths = HyperbandTest.lengths(new Bohb(Bohb.Settings.NATS_BENCH), 22);
    assertThat(lengths)
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 4, 12, 4, 4, 4, 12, 12, 12, 12, 1, 1);
  }

  @Test
  void theModelPrefersWhatTheGoodOnesShare() {
    // the reward is the first choice; without the model a fifth of the draws would have choice 4
    var space = new ToySpace(5, 5, 5);
    var session =
        new ToySession(
            space,
            400,
            RandomSource.XO_RO_SHI_RO_128_PP.create(3),
            a -> a.choice(0),
            CostRange.ANY);
    new Bohb(Bohb.Settings.NATS_BENCH).search(session);
    assertThat(session.evaluated().stream().skip(100).filter(a -> a.startsWith("4")))
        .hasSizeGreaterThan(150);
  }

  @Test
  void settingsThatMakeNoSenseAreRejected() {
    assertThatThrownBy(() -> new Bohb.Settings(3, 1, 0, 4, 0, 0.3))
        .hasMessage("top_percent (0), expected a whole number from 1 to 99");
    assertThatThrownBy(() -> new Bohb.Settings(3, 1, 15, 4, 0, 0))
        .hasMessageContaining("min_bandwidth (0)");
  }
}
