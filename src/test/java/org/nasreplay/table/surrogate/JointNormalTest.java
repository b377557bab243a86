package org.nasreplay.table.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nasreplay.table.surrogate.JointNormal.Measured;

class JointNormalTest {
  private static final Offset<Double> EXACT = within(1e-12);

  /** Two quantities with means 10 and 20, deviations 2 and 5 and a correlation of 0.6. */
  private static final JointNormal TWO =
      new JointNormal(new double[] {10, 20}, new double[][] {{2, 0}, {5 * 0.6, 5 * 0.8}});

  private static double[] draw(JointNormal of, double[] normals, Measured... measured) {
    return of.draw(normals.clone(), List.of(measured));
  }

  @Test
  void nothingMeasuredDrawsAsItIs() {
    assertThat(draw(TWO, new double[] {1, 1})).containsExactly(new double[] {12, 27}, EXACT);
  }

  @Test
  void whatIsMeasuredMovesTheOther() {
    // measured 1.5 deviations above its mean: the other has its own part, 4 x 1, and 3 x 1.5
    assertThat(draw(TWO, new double[] {1, 1}, new Measured(13, 0)))
        .containsExactly(new double[] {13, 20 + 4.5 + 4}, EXACT);
  }

  @Test
  void theOtherDirectionIsConditionalToo() {
    // Given y = 25, x has mean 10 + 0.6 * 2 * 1 and deviation 2 * 0.8, whatever the normals.
    var sampler = ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(5));
    double[] x = new double[20_000];
    Arrays.setAll(
        x,
        i -> {
          double[] normals = {sampler.sample(), sampler.sample()};
          double[] drawn = draw(TWO, normals, new Measured(25, 1));
          assertThat(drawn[1]).isCloseTo(25, EXACT);
          return drawn[0];
        });
    assertThat(Mean.of(x).getAsDouble()).isCloseTo(11.2, within(0.05));
    assertThat(Math.sqrt(Variance.of(x).getAsDouble())).isCloseTo(1.6, within(0.04));
  }

  @Test
  void aMeasuredMeanIsMetByTheQuantitiesTogether() {
    // three alike, each with a part of its own: the mean of 3 moves each by as much
    var three =
        new JointNormal(
            new double[] {50, 50, 50}, new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    assertThat(draw(three, new double[] {1, 2, 3}, new Measured(54, 0, 1, 2)))
        .containsExactly(new double[] {53, 54, 55}, EXACT);
    assertThat(draw(three, new double[] {1, 2, 3}, new Measured(57, 0), new Measured(54, 0, 1, 2)))
        .containsExactly(new double[] {57, 52, 53}, EXACT);
  }

  @Test
  void whatFollowsFromEarlierMeasurementsChangesNothing() {
    assertThat(
            draw(
                TWO,
                new double[] {1, 1},
                new Measured(13, 0),
                new Measured(22, 1),
                new Measured(17.5, 0, 1)))
        .containsExactly(new double[] {13, 22}, EXACT);
  }

  @Test
  void aQuantityWithoutDeviationStaysAtItsMean() {
    var still = new JointNormal(new double[] {1}, new double[][] {{0}});
    assertThat(draw(still, new double[] {3}, new Measured(2, 0)))
        .containsExactly(new double[] {1}, EXACT);
  }
}
