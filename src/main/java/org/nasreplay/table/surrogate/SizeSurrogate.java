package org.nasreplay.table.surrogate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeCost;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;

/**
 * A statistical model of the NATS-Bench size space, from which a table can be drawn: a cubic
 * polynomial in the logarithms of the widths, plus normal deviations per architecture, seed and
 * epoch. The coefficients and how they were fitted are in the resource {@code size-surrogate.json}.
 *
 * <p>It answers for the measured table where that is not at hand; every column says so.
 */
public final class SizeSurrogate {
  /** The seed of the table in {@code data/}. */
  public static final long DEFAULT_SEED = 2023;

  private static final String VERSION = "size surrogate 1";
  private static final List<String> SEEDS = List.of("777", "888", "999");
  private static final int LONG_EPOCHS = 90;
  private static final int SHORT_EPOCHS = 12;
  private static final int[] PARTIAL_EPOCHS = {1, 2, 3, 4, 6};

  private record Model(String note, List<String> terms, Map<String, Coefficients> datasets) {}

  @SuppressWarnings("ArrayRecordComponent") // read once from the resource; never compared
  private record Coefficients(
      double[] coefficients,
      @JsonProperty("test") Test test,
      @JsonProperty("valid") Valid valid,
      @JsonProperty("short") Short12 twelve,
      Curve curve,
      @JsonProperty("train_epoch") Linear trainEpoch,
      @JsonProperty("valid_pass") Linear validPass) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Test(
      @JsonProperty("deviation_by_smooth") double[][] deviationBySmooth, int images) {}

  private record Valid(double offset, double deviation, int images) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Short12(
      @JsonProperty("accuracy_by_smooth") double[][] accuracyBySmooth,
      @JsonProperty("architecture_deviation") double architectureDeviation,
      @JsonProperty("seed_deviation") double seedDeviation) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Curve(
      double chance,
      @JsonProperty("share_by_epoch") double[] shareByEpoch,
      @JsonProperty("deviation_by_epoch") double[] deviationByEpoch) {}

  private record Linear(double intercept, @JsonProperty("per_mflop") double perMflop) {
    double at(double mflops) {
      return intercept + perMflop * mflops;
    }
  }

  private final SizeSpace space = SizeSpace.instance();
  private final Model model = load();

  private static Model load() {
    try (InputStream in =
        Objects.requireNonNull(SizeSurrogate.class.getResourceAsStream("size-surrogate.json"))) {
      return JsonMapper.builder().build().readValue(in, Model.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The deterministic part: expected 90-epoch test accuracy in percent.
   *
   * @param dataset one that the model knows: cifar10, cifar100 or ImageNet16-120
   */
  public double smooth(Dataset dataset, Architecture architecture) {
    return smooth(coefficients(dataset).coefficients(), architecture);
  }

  private Coefficients coefficients(Dataset dataset) {
    return Objects.requireNonNull(model.datasets().get(dataset.label()), dataset.label());
  }

  private double smooth(double[] coefficients, Architecture architecture) {
    var x = new double[space.positions()];
    for (int p = 0; p < x.length; p++) {
      double octaves = Math.log(SizeSpace.channels(architecture, p) / 8.0) / Math.log(2);
      x[p] = 2 * octaves / 3 - 1;
    }
    double sum = 0;
    for (int t = 0; t < coefficients.length; t++) {
      double product = coefficients[t];
      String term = model.terms().get(t);
      for (int i = 0; i < term.length(); i++) product *= x[term.charAt(i) - '0'];
      sum += product;
    }
    return sum;
  }

  /** Draws a table. Equal seeds give equal tables, value for value. */
  public BenchmarkTable generate(long seed) {
    var provenance = Provenance.modelled(Text.format("NAS Replay %s, seed %d", VERSION, seed));
    List<Column> columns = new ArrayList<>();
    for (Dataset dataset : NatsBench.SEARCHED) {
      new Drawing(dataset, seed, provenance, columns).draw();
    }
    return new BenchmarkTable(space, columns);
  }

  /** The columns of one dataset. */
  private final class Drawing {
    private final Dataset dataset;
    private final Dataset split;
    private final long seed;
    private final Provenance provenance;
    private final List<Column> columns;
    private final Coefficients c;
    private final double[] smooth = new double[space.size()];

    Drawing(Dataset dataset, long seed, Provenance provenance, List<Column> columns) {
      this.dataset = dataset;
      this.split = NatsBench.searchSplit(dataset);
      this.seed = seed;
      this.provenance = provenance;
      this.columns = columns;
      this.c = coefficients(dataset);
    }

    void draw() {
      for (int i = 0; i < smooth.length; i++) {
        smooth[i] = smooth(c.coefficients(), space.architecture(i));
      }
      Gaussian testNoise = gaussian("test");
      Gaussian validNoise = gaussian("valid");
      var test = new double[smooth.length];
      var valid = new double[smooth.length];
      for (int i = 0; i < smooth.length; i++) {
        double deviation = interpolate(c.test().deviationBySmooth(), smooth[i], false);
        test[i] = measurable(smooth[i] + deviation * testNoise.next(), c.test().images());
        double expected = smooth[i] + c.valid().offset();
        valid[i] =
            measurable(expected + c.valid().deviation() * validNoise.next(), c.valid().images());
      }
      add(ColumnKey.of(dataset, LONG_EPOCHS, Metric.TEST_ACCURACY, SEEDS.get(0)), test);
      add(ColumnKey.of(split, LONG_EPOCHS, Metric.VALID_ACCURACY, SEEDS.get(0)), valid);
      drawShortTrainings();
      CostModel flops = SizeCost.FLOPS.on(split);
      addTime(Metric.TRAIN_SECONDS, flops, c.trainEpoch(), SHORT_EPOCHS);
      addTime(Metric.VALID_SECONDS, flops, c.validPass(), 1);
    }

    private void drawShortTrainings() {
      int images = c.valid().images();
      Gaussian architectureNoise = gaussian("architecture");
      var expected = new double[smooth.length];
      for (int i = 0; i < expected.length; i++) {
        expected[i] =
            interpolate(c.twelve().accuracyBySmooth(), smooth[i], true)
                + c.twelve().architectureDeviation() * architectureNoise.next();
      }
      for (String s : SEEDS) {
        Gaussian seedNoise = gaussian("seed " + s);
        var last = new double[smooth.length];
        for (int i = 0; i < last.length; i++) {
          last[i] = measurable(expected[i] + c.twelve().seedDeviation() * seedNoise.next(), images);
        }
        add(ColumnKey.of(split, SHORT_EPOCHS, Metric.VALID_ACCURACY, s), last);
        for (int epochs : PARTIAL_EPOCHS) {
          Gaussian epochNoise = gaussian("seed " + s + " epoch " + epochs);
          double share = c.curve().shareByEpoch()[epochs - 1];
          double deviation = c.curve().deviationByEpoch()[epochs - 1];
          double chance = c.curve().chance();
          var partial = new double[smooth.length];
          for (int i = 0; i < partial.length; i++) {
            // The learning rate falls to zero: a training does not end below where it was.
            double reached = Math.min(1, share + deviation * epochNoise.next());
            partial[i] = measurable(chance + (last[i] - chance) * reached, images);
          }
          add(new ColumnKey(split, SHORT_EPOCHS, Metric.VALID_ACCURACY, epochs, s), partial);
        }
      }
    }

    private void addTime(Metric metric, CostModel flops, Linear seconds, int times) {
      var values = new double[smooth.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = times * seconds.at(flops.cost(space.architecture(i)) / 1e6);
      }
      add(ColumnKey.of(split, SHORT_EPOCHS, metric, ColumnKey.MEAN), values);
    }

    private void add(ColumnKey key, double[] values) {
      columns.add(new Column(key, provenance, values));
    }

    /** A stream of its own per name, so that a column never changes because another was added. */
    private Gaussian gaussian(String name) {
      byte[] digest = Sha256.bytes(Text.format("%s\n%d\n%s\n%s", VERSION, seed, dataset, name));
      long streamSeed = java.nio.ByteBuffer.wrap(digest).getLong();
      UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(streamSeed);
      return ZigguratSampler.NormalizedGaussian.of(random)::sample;
    }
  }

  private interface Gaussian {
    double next();
  }

  /** The nearest accuracy that a set of so many images can give, in percent. */
  private static double measurable(double percent, int images) {
    long correct = Math.round(percent / 100 * images);
    return 100.0 * Math.max(0, Math.min(images, correct)) / images;
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
