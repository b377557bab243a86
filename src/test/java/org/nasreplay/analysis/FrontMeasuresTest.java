package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uma.jmetal.qualityindicator.impl.Epsilon;
import org.uma.jmetal.qualityindicator.impl.InvertedGenerationalDistancePlus;
import org.uma.jmetal.qualityindicator.impl.hypervolume.impl.PISAHypervolume;

class FrontMeasuresTest {
  private static final double[][] STAIRS = {{1, 3}, {2, 2}, {3, 1}};

  @Test
  void theHypervolumeOfThreeStairsIsTheSumOfTheirRectangles() {
    // up to (4, 4): 3·1 + 2·1 + 1·1
    assertThat(FrontMeasures.hypervolume(STAIRS, new double[] {4, 4})).isEqualTo(6);
    // a point behind another one, and one outside the reference point, add nothing
    double[][] more = {{1, 3}, {2, 2}, {3, 1}, {3, 3}, {0, 4}, {5, 0}};
    assertThat(FrontMeasures.hypervolume(more, new double[] {4, 4})).isEqualTo(6);
    assertThat(FrontMeasures.hypervolume(new double[0][], new double[] {4, 4})).isZero();
  }

  @Test
  void theHypervolumeOfTwoOverlappingBoxesCountsTheOverlapOnce() {
    // up to (2, 2, 2): boxes of 2·1·1 and 1·2·2, that share 1·1·1
    double[][] points = {{0, 1, 1}, {1, 0, 0}};
    assertThat(FrontMeasures.hypervolume(points, new double[] {2, 2, 2})).isEqualTo(5);
  }

  @Test
  void epsilonDistanceAndCoverageOfAShiftedFrontAreTheShift() {
    double[][] shifted = {{1.5, 3}, {2.5, 2}, {3.5, 1}};
    assertThat(FrontMeasures.additiveEpsilon(shifted, STAIRS)).isEqualTo(0.5);
    assertThat(FrontMeasures.invertedGenerationalDistancePlus(shifted, STAIRS)).isEqualTo(0.5);
    assertThat(FrontMeasures.coverage(shifted, STAIRS)).isZero();
    // one that is found, one that is better than another, one that is missed
    double[][] some = {{1, 3}, {2, 1.5}};
    assertThat(FrontMeasures.coverage(some, STAIRS)).isEqualTo(2.0 / 3);
    assertThat(FrontMeasures.additiveEpsilon(some, STAIRS)).isEqualTo(0.5);
    assertThat(FrontMeasures.invertedGenerationalDistancePlus(some, STAIRS)).isEqualTo(0.5 / 3);
  }

  @Test
  void anEmptySetIsInfinitelyFar() {
    double[][] none = {};
    assertThat(FrontMeasures.additiveEpsilon(none, STAIRS)).isInfinite();
    assertThat(FrontMeasures.invertedGenerationalDistancePlus(none, STAIRS)).isInfinite();
    assertThat(FrontMeasures.coverage(none, STAIRS)).isZero();
  }

  @Test
  void ofEqualPointsTheFrontHasTheFirst() {
    double[][] points = {{2, 2}, {1, 3}, {2, 2}, {2, 3}};
    assertThat(FrontMeasures.front(points)).isEqualTo(new double[][] {{2, 2}, {1, 3}});
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void allMeasuresAgreeWithJMetalAndWithBruteForce(int objectives) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(objectives);
    var reference = new double[objectives];
    Arrays.fill(reference, 1);
    for (int i = 0; i < 60; i++) {
      double[][] truth = FrontMeasures.front(points(random, objectives, 30, false));
      double[][] found = points(random, objectives, 1 + random.nextInt(25), i % 3 == 0);
      double volume = FrontMeasures.hypervolume(found, reference);
      assertThat(volume).isCloseTo(cells(found, reference), within(1e-12));
      // the same with less and more exchanged would be another volume; clones, as it sorts in place
      double[][] front = FrontMeasures.front(found);
      assertThat(volume)
          .isCloseTo(new PISAHypervolume(reference.clone()).compute(copy(front)), within(1e-12));
      assertThat(FrontMeasures.additiveEpsilon(found, truth))
          .isCloseTo(new Epsilon(copy(truth)).compute(copy(found)), within(1e-12));
      assertThat(FrontMeasures.invertedGenerationalDistancePlus(found, truth))
          .isCloseTo(
              new InvertedGenerationalDistancePlus(copy(truth)).compute(copy(found)),
              within(1e-12));
      assertThat(front).isEqualTo(unbeaten(found));
    }
  }

  /**
   * In the unit cube.
   *
   * @param coarse whether many values are equal
   */
  private static double[][] points(
      UniformRandomProvider random, int objectives, int count, boolean coarse) {
    return Stream.generate(
            () -> random.doubles(objectives).map(v -> coarse ? Math.floor(4 * v) / 4 : v).toArray())
        .limit(count)
        .toArray(double[][]::new);
  }

  private static double[][] copy(double[][] points) {
    return Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
  }

  /** The points that no earlier one equals and none beats, by comparing all pairs. */
  private static double[][] unbeaten(double[][] points) {
    return Stream.iterate(0, i -> i + 1)
        .limit(points.length)
        .filter(
            i -> {
              for (int j = 0; j < points.length; j++) {
                boolean noWorse = true;
                boolean equal = true;
                for (int k = 0; k < points[i].length; k++) {
                  noWorse &= points[j][k] <= points[i][k];
                  equal &= points[j][k] == points[i][k];
                }
                if (noWorse && (!equal || j < i)) return false;
              }
              return true;
            })
        .map(i -> points[i])
        .toArray(double[][]::new);
  }

  /** Cut at every coordinate of every point, the cells that some point covers. */
  private static double cells(double[][] points, double[] reference) {
    int m = reference.length;
    var cuts = new double[m][];
    for (int k = 0; k < m; k++) {
      int axis = k;
      cuts[k] =
          Stream.concat(Arrays.stream(points).map(p -> p[axis]), Stream.of(reference[axis]))
              .mapToDouble(Double::doubleValue)
              .sorted()
              .distinct()
              .toArray();
    }
    double volume = 0;
    int third = m == 3 ? cuts[2].length - 1 : 1;
    for (int x = 0; x + 1 < cuts[0].length; x++) {
      for (int y = 0; y + 1 < cuts[1].length; y++) {
        for (int z = 0; z < third; z++) {
          double[] corner =
              m == 3
                  ? new double[] {cuts[0][x], cuts[1][y], cuts[2][z]}
                  : new double[] {cuts[0][x], cuts[1][y]};
          boolean covered =
              Arrays.stream(points)
                  .anyMatch(
                      p -> {
                        boolean all = true;
                        for (int k = 0; k < m; k++) all &= p[k] <= corner[k];
                        return all;
                      });
          if (!covered) continue;
          double cell = (cuts[0][x + 1] - cuts[0][x]) * (cuts[1][y + 1] - cuts[1][y]);
          volume += m == 3 ? cell * (cuts[2][z + 1] - cuts[2][z]) : cell;
        }
      }
    }
    return volume;
  }
}
