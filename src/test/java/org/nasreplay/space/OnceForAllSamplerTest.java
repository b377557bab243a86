package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;

class OnceForAllSamplerTest {
  private static final OnceForAllSpace SPACE = OnceForAllSpace.instance();
  private static final OnceForAllCost FLOPS = SPACE.cost("flops");

  private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(6);

  /** How often every choice is drawn, by position. */
  private static double[][] shares(Supplier<Architecture> draw, int draws) {
    var shares = new double[SPACE.positions()][9];
    for (int i = 0; i < draws; i++) {
      Architecture drawn = draw.get();
      for (int p = 0; p < shares.length; p++) shares[p][drawn.choice(p)] += 1.0 / draws;
    }
    return shares;
  }

  @Test
  void everyChoiceIsDrawnAsOftenAsByDrawingUntilOneIsCheapEnough() {
    double most = 250e6;
    var sampler = new OnceForAllSampler(FLOPS, most);
    int draws = 30_000;
    double[][] direct = shares(() -> sampler.sample(random), draws);
    double[][] rejected =
        shares(
            () -> {
              Architecture drawn;
              do {
                drawn = SPACE.sample(random);
              } while (FLOPS.cost(drawn) > most);
              return drawn;
            },
            draws);
    for (int p = 0; p < direct.length; p++) {
      for (int choice = 0; choice < 9; choice++) {
        // Five standard errors of a difference.
        double share = Math.max(rejected[p][choice], 1e-3);
        assertThat(direct[p][choice])
            .as("position %d, choice %d", p, choice)
            .isCloseTo(rejected[p][choice], within(5 * Math.sqrt(2 * share / draws)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {101e6, 110e6, 220e6, 600e6, 900e6})
  void fewDrawsAreTooDearAfterAll(double most) {
    var sampler = new OnceForAllSampler(FLOPS, most);
    int dear = 0;
    for (int i = 0; i < 1_000; i++) {
      if (FLOPS.cost(sampler.draw(random)) > most) dear++;
      assertThat(FLOPS.cost(sampler.sample(random))).isLessThanOrEqualTo(most);
    }
    assertThat(dear).isLessThan(500);
  }

  @Test
  void theLeastNetworkAloneIsDrawnWhereNothingElseIsAllowed() {
    double least = FLOPS.cost(SPACE.parse("3".repeat(20) + ":" + "3".repeat(20) + ":22222:160"));
    Architecture drawn = new OnceForAllSampler(FLOPS, least).sample(random);
    assertThat(SPACE.format(SPACE.canonical(drawn)))
        .isEqualTo("3".repeat(20) + ":" + "3".repeat(20) + ":22222:160");
  }

  @ParameterizedTest
  @CsvSource({"60e6, 60000000", "0, 0", "-1, -1", "NaN, NaN", "Infinity, Infinity"})
  void whatNoNetworkCanMeetIsRefused(double most, String shown) {
    assertThatThrownBy(() -> new OnceForAllSampler(FLOPS, most))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "flops ("
                + shown
                + "), expected 100320888 or more, the least of once-for-all-mobilenet-v3");
  }
}
