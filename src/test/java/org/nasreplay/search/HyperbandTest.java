package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.ToySpace;

class HyperbandTest {

  /** The lengths of training of the first evaluations that a searcher pays for, in order. */
  static List<Integer> lengths(Searcher searcher, int evaluations) {
    List<Integer> lengths = new ArrayList<>();
    var random = RandomSource.SPLIT_MIX_64.create(1);
    searcher.search(
        new ForwardingSession(new ToySession(new ToySpace(4, 4, 4), evaluations, random)) {
          @Override
          public double evaluate(Architecture architecture, int epochs) {
            lengths.add(epochs);
            return super.evaluate(architecture, epochs);
          }
        });
    return lengths;
  }

  @Test
  void bracketsOfThePapersTableOne() {
    // R = 81, η = 3: five rungs, n = 81, 34, 15, 8, 5
    assertThat(IntStream.of(4, 3, 2, 1, 0).map(s -> Hyperband.candidates(5, s, 3)))
        .containsExactly(81, 34, 15, 8, 5);
  }

  @Test
  void oneRoundOnTwelveEpochs() {
    // s = 2: 9 for 1, 3 for 4, 1 for 12; s = 1: ⌈3/2·3⌉ = 5 for 4, 1 for 12; s = 0: 3 for 12
    List<Integer> round = lengths(new Hyperband(Rungs.DEFAULT), 22);
    assertThat(round)
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 4, 12, 4, 4, 4, 4, 4, 12, 12, 12, 12);
    assertThat(lengths(new Hyperband(Rungs.DEFAULT), 44).subList(22, 44)).isEqualTo(round);
  }

  @Test
  void successiveHalvingRepeatsTheFirstBracket() {
    ConfiguredSearcher searcher = new SearcherRegistry().configure("successive-halving", Map.of());
    assertThat(lengths(searcher.create().get(), 15))
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 4, 12, 1, 1);
  }
}
