package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportanceTest {
  private static final List<String> NAMES = List.of("a", "b", "c");

  /** Of a grid whose last setting changes fastest. */
  private static List<Importance> of(@Nullable Double noise, int[] sizes, double... y) {
    var at = new int[y.length][sizes.length];
    for (int cell = 0; cell < y.length; cell++) {
      int rest = cell;
      for (int i = sizes.length - 1; i >= 0; i--) {
        at[cell][i] = rest % sizes[i];
        rest /= sizes[i];
      }
    }
    return Importance.of("p", "s", NAMES.subList(0, sizes.length), at, y, sizes, noise);
  }

  @Test
  void whatAddsUpHasNoInteraction() {
    // y = a + b with a in {0, 2} and b in {0, 1, 5}: variances 1 and (4 + 1 + 9) / 3 = 14/3
    List<Importance> found = of(null, new int[] {2, 3}, 0, 1, 5, 2, 3, 7);
    assertThat(found)
        .extracting(Importance::settings)
        .containsExactly(List.of("a"), List.of("b"), List.of("a", "b"));
    assertThat(found.get(0).variance()).isCloseTo(1, within(1e-12));
    assertThat(found.get(1).variance()).isCloseTo(14 / 3.0, within(1e-12));
    assertThat(found.get(2).variance()).isCloseTo(0, within(1e-12));
    assertThat(found.get(0).share()).isCloseTo(3 / 17.0, within(1e-12));
    assertThat(found.get(0).chance()).isNull();
  }

  @Test
  void whatOnlyTwoTogetherDoIsTheirInteraction() {
    // y = 1 where both or neither: the mean is 1/2 whatever one of them is, the variance 1/4
    List<Importance> found = of(null, new int[] {2, 2}, 1, 0, 0, 1);
    assertThat(found).extracting(Importance::share).containsExactly(0.0, 0.0, 1.0);
    assertThat(found.get(2).variance()).isEqualTo(0.25);
  }

  @Test
  void whatThreeTogetherDoIsTheRest() {
    // y = 1 for an odd number of ones
    List<Importance> found = of(null, new int[] {2, 2, 2}, 0, 1, 1, 0, 1, 0, 0, 1);
    assertThat(found).hasSize(7);
    assertThat(found.subList(0, 6)).allMatch(each -> each.variance() == 0);
    assertThat(found.get(6).settings()).isEmpty();
    assertThat(found.get(6).share()).isEqualTo(1);
  }

  @Test
  void aSingleSettingIsAllThereIs() {
    List<Importance> found = of(0.1, new int[] {3}, 90, 91, 95);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).variance()).isCloseTo(14 / 3.0, within(1e-12)); // mean 92
    assertThat(found.get(0).share()).isCloseTo(1, within(1e-12));
    assertThat(found.get(0).chance()).isCloseTo(0.1 * 2 / 3 / (14 / 3.0), within(1e-12));
  }

  @Test
  void aSettingOfOneValueIsNone() {
    List<Importance> found = of(null, new int[] {1, 2}, 90, 92);
    assertThat(found).extracting(Importance::settings).containsExactly(List.of("b"));
  }

  @Test
  void equalCombinationsHaveNoSharesInsteadOfNothingDividedByNothing() {
    List<Importance> found = of(0.0, new int[] {2, 3}, 93.1, 93.1, 93.1, 93.1, 93.1, 93.1);
    assertThat(found).hasSize(3);
    assertThat(found).allMatch(each -> each.share() == null && each.chance() == null);
    assertThat(found).allMatch(each -> each.variance() == 0);
  }

  /** What chance is said to add is what it adds, though the combinations differ in their noise. */
  @Test
  void sharesOfChanceAreThoseOfCombinationsThatDifferByChanceAlone() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
    int[] sizes = {2, 3};
    double[] variances = {0.5, 1, 1, 1, 1, 4}; // of uniform numbers around 0
    double noise = SampleSummary.mean(variances);
    var told = new double[3];
    var drawn = new double[3];
    int trials = 20_000;
    for (int trial = 0; trial < trials; trial++) {
      var y = new double[6];
      for (int i = 0; i < 6; i++) {
        y[i] = (random.nextDouble() - 0.5) * Math.sqrt(12 * variances[i]);
      }
      List<Importance> found = of(noise, sizes, y);
      for (int i = 0; i < 3; i++) {
        Importance each = found.get(i);
        double share = Objects.requireNonNull(each.share());
        double chance = Objects.requireNonNull(each.chance());
        drawn[i] += each.variance();
        told[i] += chance / share * each.variance(); // in points²
      }
    }
    for (int i = 0; i < 3; i++) assertThat(drawn[i] / told[i]).isCloseTo(1, within(0.05));
  }
}
