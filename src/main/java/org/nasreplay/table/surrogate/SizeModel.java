package org.nasreplay.table.surrogate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.SizeSpace;

/**
 * The figures behind {@link SizeSurrogate}, from the resource {@code size-surrogate.json}.
 *
 * @param origin what they are and how they were fitted
 * @param terms of the polynomials: the positions whose widths are multiplied, a digit each
 * @param datasets by label
 */
record SizeModel(String origin, List<String> terms, Map<String, Figures> datasets) {

  /**
   * The figures of one dataset. What depends on the smooth accuracy is linear between points of
   * accuracy and value.
   *
   * @param validImages images that validate, which bound how fine an accuracy is
   * @param testImages images that test
   * @param validDeviation of the validation accuracy from the smooth one, by the smooth one
   * @param testDeviation of the test accuracy from the smooth one, by the smooth one
   * @param correlation of the two deviations, by the smooth validation accuracy
   * @param trainEpoch seconds of one epoch
   * @param validPass seconds of one pass over the validation set
   */
  @SuppressWarnings("ArrayRecordComponent") // read once from the resource; never compared
  record Figures(
      int validImages,
      int testImages,
      double[] validCoefficients,
      double[] testCoefficients,
      double[][] validDeviation,
      double[][] testDeviation,
      double[][] correlation,
      Twelve twelve,
      Curve curve,
      Linear trainEpoch,
      Linear validPass) {}

  /**
   * Validation accuracy after 12 epochs.
   *
   * @param byValid what is expected where the deviations after 90 epochs are 0
   * @param valid share of the deviation of the validation accuracy after 90 epochs that is there
   * @param test the same of the test accuracy
   * @param architecture further deviation of an architecture, in those of the validation accuracy
   * @param seed further deviation of a single run, in the same
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Twelve(double[][] byValid, double valid, double test, double architecture, double seed) {}

  /**
   * Accuracy within a training of 12 epochs, as a share of the way from chance to its end.
   *
   * @param chance accuracy of guessing
   * @param share after epochs 1 to 11
   * @param deviation relative one of that share
   * @param architecture relative deviation of an architecture at the start, which fades
   * @param runShare share of the variance that all epochs of one run have in common
   * @param reference deviation of the validation accuracy of the networks the curves are from
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Curve(
      double chance,
      double[] share,
      double[] deviation,
      double architecture,
      double runShare,
      double reference) {}

  record Linear(double intercept, double perMflop) {
    double at(double mflops) {
      return intercept + perMflop * mflops;
    }
  }

  /**
   * What is expected of an architecture.
   *
   * @param valid smooth validation accuracy after 90 epochs, in percent
   * @param test smooth test accuracy after 90 epochs
   * @param validDeviation standard deviation from it
   * @param testDeviation standard deviation from it
   * @param correlation of the two
   * @param twelve validation accuracy after 12 epochs where the others do not deviate
   */
  record Expected(
      double valid,
      double test,
      double validDeviation,
      double testDeviation,
      double correlation,
      double twelve) {}

  static SizeModel load() {
    try (InputStream in =
        Objects.requireNonNull(SizeModel.class.getResourceAsStream("size-surrogate.json"))) {
      return JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build()
          .readValue(in, SizeModel.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The figures of a dataset.
   *
   * @param dataset one that the model knows: cifar10, cifar100 or ImageNet16-120
   */
  Figures of(Dataset dataset) {
    return Objects.requireNonNull(datasets.get(dataset.label()), dataset.label());
  }

  Expected expected(Dataset dataset, Architecture architecture) {
    Figures of = of(dataset);
    double valid = smooth(of.validCoefficients(), architecture);
    double test = smooth(of.testCoefficients(), architecture);
    return new Expected(
        valid,
        test,
        interpolate(of.validDeviation(), valid, false),
        interpolate(of.testDeviation(), test, false),
        interpolate(of.correlation(), valid, false),
        interpolate(of.twelve().byValid(), valid, true));
  }

  private double smooth(double[] coefficients, Architecture architecture) {
    var x = new double[SizeSpace.instance().positions()];
    for (int p = 0; p < x.length; p++) {
      double narrowness = Math.sqrt(8.0 / SizeSpace.channels(architecture, p));
      x[p] = 2 * (1 - narrowness) / (1 - Math.sqrt(1 / 8.0)) - 1; // -1 for 8 channels, 1 for 64
    }
    double sum = 0;
    for (int t = 0; t < coefficients.length; t++) {
      double product = coefficients[t];
      String term = terms.get(t);
      for (int i = 0; i < term.length(); i++) product *= x[term.charAt(i) - '0'];
      sum += product;
    }
    return sum;
  }

  /**
   * Piecewise linear through (x, y) points in order of x; outside, on along the end segments or
   * constant.
   */
  private static double interpolate(double[][] points, double x, boolean extrapolate) {
    int last = points.length - 1;
    if (!extrapolate && x <= points[0][0]) return points[0][1];
    if (!extrapolate && x >= points[last][0]) return points[last][1];
    int i = 1;
    while (i < last && x > points[i][0]) i++;
    double[] a = points[i - 1];
    double[] b = points[i];
    return a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]);
  }
}
