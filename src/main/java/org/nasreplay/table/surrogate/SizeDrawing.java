package org.nasreplay.table.surrogate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
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
 * The columns of one dataset that {@link SizeSurrogate} draws.
 *
 * <p>The accuracies at the end of the trainings are one {@link JointNormal}: of 90 epochs,
 * validation and test, and of every run of 12. Given these, the accuracies within the runs are
 * another. Each of the standard normal numbers has a stream of its own, so that a column never
 * changes because another is drawn as well.
 */
final class SizeDrawing {
  private static final String VERSION = "size surrogate 2";
  private static final int LONG = 90;
  private static final int SHORT = 12;
  private static final List<String> SEEDS = List.of("777", "888", "999");

  /** The epochs of a short training, its last left out, whose accuracies a table has. */
  private static final List<Integer> PARTIAL = List.of(1, 2, 3, 4, 6);

  /**
   * Measured values, by architecture.
   *
   * @param of the quantities whose mean they are
   */
  @SuppressWarnings("ArrayRecordComponent") // gathered once; never compared
  private record Evidence(double[] values, int[] of) {}

  private interface Stream01 {
    double next();
  }

  private final SizeSpace space = SizeSpace.instance();
  private final SizeModel model;
  private final SizeModel.Figures figures;
  private final Dataset dataset;
  private final Dataset split;
  private final long seed;
  private final BenchmarkTable measured;

  /** The seeds of the runs of 12 epochs. */
  private final List<String> runs;

  /** Under which their columns stand: the mean where that is all that was measured. */
  private final List<String> headings;

  /** The epochs within these runs, their last left out. */
  private final List<Integer> epochs;

  /** Of the accuracies at the end: 90 epochs, validation and test, then the runs. */
  private final List<Evidence> ends = new ArrayList<>();

  /** Of the accuracies within the runs: the epochs of the first run, then of the next. */
  private final List<Evidence> curves = new ArrayList<>();

  private final List<Column> columns = new ArrayList<>();

  /**
   * A drawing of what {@code measured} lacks of a dataset.
   *
   * @param dataset one that the model knows
   * @param measured a table of the size space without modelled columns
   * @throws InputException where an accuracy that the model has is measured as a fraction
   */
  SizeDrawing(SizeModel model, Dataset dataset, long seed, BenchmarkTable measured) {
    this.model = model;
    this.figures = model.of(dataset);
    this.dataset = dataset;
    this.split = NatsBench.searchSplit(dataset);
    this.seed = seed;
    this.measured = measured;
    List<Column> known =
        measured.columns().stream()
            .filter(c -> c.key().dataset().equals(split))
            .filter(c -> c.key().metric() == Metric.VALID_ACCURACY && c.key().epochs() == SHORT)
            .toList();
    List<String> numbered =
        known.stream()
            .map(column -> column.key().seed())
            .filter(name -> !name.equals(ColumnKey.MEAN))
            .distinct()
            .toList();
    this.runs = numbered.isEmpty() ? SEEDS : numbered;
    this.headings = numbered.isEmpty() && !known.isEmpty() ? List.of(ColumnKey.MEAN) : runs;
    this.epochs =
        Stream.concat(PARTIAL.stream(), known.stream().map(column -> column.key().completed()))
            .filter(epoch -> epoch < SHORT)
            .distinct()
            .sorted()
            .toList();
    observe(longRun(Metric.VALID_ACCURACY), 0);
    observe(longRun(Metric.TEST_ACCURACY), 1);
    for (Column column : known) {
      int epoch = column.key().completed();
      int[] of =
          runsOf(column.key().seed())
              .map(run -> epoch == SHORT ? 2 + run : within(run, epoch))
              .toArray();
      (epoch == SHORT ? ends : curves).add(new Evidence(percent(column), of));
    }
  }

  private ColumnKey longRun(Metric metric) {
    Dataset trained = metric == Metric.VALID_ACCURACY ? split : dataset;
    return ColumnKey.of(trained, LONG, metric, SEEDS.get(0));
  }

  private ColumnKey run(int epoch, String name) {
    return new ColumnKey(split, SHORT, Metric.VALID_ACCURACY, epoch, name);
  }

  /** The runs whose mean stands under a heading. */
  private IntStream runsOf(String heading) {
    return heading.equals(ColumnKey.MEAN)
        ? IntStream.range(0, runs.size())
        : IntStream.of(runs.indexOf(heading));
  }

  /** Where an accuracy within a run stands among all of them. */
  private int within(int run, int epoch) {
    return run * epochs.size() + epochs.indexOf(epoch);
  }

  private void observe(ColumnKey key, int end) {
    if (!measured.hasMean(key)) return;
    List<Column> seeds = measured.meanColumns(key);
    seeds.forEach(SizeDrawing::percent);
    ends.add(new Evidence(measured.mean(seeds), new int[] {end}));
  }

  private static double[] percent(Column column) {
    if (column.looksLikeFraction()) {
      throw new InputException(
          Text.format(
              "column %s: no accuracy above 1, expected percent, 92.5 and not 0.925",
              column.key()));
    }
    return column.values();
  }

  /** Draws. */
  List<Column> columns() {
    List<Stream01> endStreams = new ArrayList<>();
    for (String name : List.of("valid", "test", "architecture")) endStreams.add(stream(name));
    for (String run : runs) endStreams.add(stream("seed " + run));
    List<Stream01> curveStreams = new ArrayList<>(List.of(stream("curve")));
    for (String run : runs) curveStreams.add(stream("curve of seed " + run));
    for (String run : runs) {
      for (int epoch : epochs) curveStreams.add(stream("seed " + run + " epoch " + epoch));
    }
    var end = new double[2 + runs.size()][space.size()];
    var curve = new double[runs.size() * epochs.size()][space.size()];
    for (int i = 0; i < space.size(); i++) {
      SizeModel.Expected expected = model.expected(dataset, space.architecture(i));
      double[] reached = ends(expected).draw(next(endStreams), known(ends, i));
      double[] within = curves(expected, reached).draw(next(curveStreams), known(curves, i));
      for (int q = 0; q < end.length; q++) {
        int images = q == 1 ? figures.testImages() : figures.validImages();
        end[q][i] = measurable(reached[q], images);
      }
      for (int q = 0; q < curve.length; q++) {
        // The learning rate falls to zero: a training does not end below where it was.
        double bounded = Math.min(reached[2 + q / epochs.size()], within[q]);
        curve[q][i] = measurable(bounded, figures.validImages());
      }
    }
    add(longRun(Metric.VALID_ACCURACY), end[0]);
    add(longRun(Metric.TEST_ACCURACY), end[1]);
    for (String heading : headings) {
      add(run(SHORT, heading), mean(runsOf(heading).mapToObj(run -> end[2 + run])));
      for (int epoch : PARTIAL) {
        add(run(epoch, heading), mean(runsOf(heading).mapToObj(run -> curve[within(run, epoch)])));
      }
    }
    for (int length : new int[] {SHORT, LONG}) {
      int other = SHORT + LONG - length;
      addTime(Metric.TRAIN_SECONDS, figures.trainEpoch(), length, length, other);
      addTime(Metric.VALID_SECONDS, figures.validPass(), length, 1, 1);
    }
    return columns;
  }

  /** In the order of the normals: validation, test, the architecture, the runs. */
  private JointNormal ends(SizeModel.Expected of) {
    SizeModel.Twelve twelve = figures.twelve();
    double rho = of.correlation();
    var mean = new double[2 + runs.size()];
    var weights = new double[2 + runs.size()][3 + runs.size()];
    mean[0] = of.valid();
    weights[0][0] = of.validDeviation();
    mean[1] = of.test();
    weights[1][0] = of.testDeviation() * rho;
    weights[1][1] = of.testDeviation() * Math.sqrt(1 - rho * rho);
    for (int run = 0; run < runs.size(); run++) {
      double[] w = weights[2 + run];
      mean[2 + run] = of.twelve();
      for (int i = 0; i < 2; i++) {
        w[i] = twelve.valid() * weights[0][i] + twelve.test() * weights[1][i];
      }
      w[2] = of.validDeviation() * twelve.architecture();
      w[3 + run] = of.validDeviation() * twelve.seed();
    }
    return new JointNormal(mean, weights);
  }

  /** In the order of the normals: the architecture, the runs, the epochs of each run. */
  private JointNormal curves(SizeModel.Expected of, double[] reached) {
    SizeModel.Curve curve = figures.curve();
    double noise = Math.pow(of.validDeviation() / curve.reference(), 2);
    int all = runs.size() * epochs.size();
    var mean = new double[all];
    var weights = new double[all][1 + runs.size() + all];
    for (int run = 0; run < runs.size(); run++) {
      for (int epoch : epochs) {
        int q = within(run, epoch);
        double way = (reached[2 + run] - curve.chance()) * curve.share()[epoch - 1];
        double deviation = way * noise * curve.deviation()[epoch - 1];
        mean[q] = curve.chance() + way;
        weights[q][0] = way * noise * (1 - (double) epoch / SHORT) * curve.architecture();
        weights[q][1 + run] = deviation * Math.sqrt(curve.runShare());
        weights[q][1 + runs.size() + q] = deviation * Math.sqrt(1 - curve.runShare());
      }
    }
    return new JointNormal(mean, weights);
  }

  private static List<JointNormal.Measured> known(List<Evidence> evidence, int architecture) {
    List<JointNormal.Measured> known = new ArrayList<>();
    for (Evidence each : evidence) {
      double value = each.values()[architecture];
      if (!Double.isNaN(value)) known.add(new JointNormal.Measured(value, each.of()));
    }
    return known;
  }

  private double[] mean(Stream<double[]> some) {
    List<double[]> all = some.toList();
    var mean = new double[space.size()];
    for (double[] each : all) Arrays.setAll(mean, i -> mean[i] + each[i]);
    Arrays.setAll(mean, i -> mean[i] / all.size());
    return mean;
  }

  /**
   * Times of a training of {@code length} epochs. NATS-Bench has one constant time per epoch, so
   * that they follow from those of the other length where these were measured.
   *
   * @param times how many of {@code seconds} it takes
   * @param others how many of them the other length takes
   */
  private void addTime(Metric metric, SizeModel.Linear seconds, int length, int times, int others) {
    CostModel flops = SizeCost.FLOPS.on(split);
    ColumnKey other = ColumnKey.of(split, SHORT + LONG - length, metric, ColumnKey.MEAN);
    double[] known = measured.hasMean(other) ? measured.mean(other) : new double[0];
    var values = new double[space.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          known.length > 0 && !Double.isNaN(known[i])
              ? known[i] / others * times
              : times * seconds.at(flops.cost(space.architecture(i)) / 1e6);
    }
    add(ColumnKey.of(split, length, metric, ColumnKey.MEAN), values);
  }

  private void add(ColumnKey key, double[] values) {
    if (measured.hasMean(key)) return;
    int given = ends.size() + curves.size();
    String source = Text.format("NAS Replay %s, seed %d", VERSION, seed);
    if (given > 0) source += Text.format(", given %d measured columns", given);
    columns.add(new Column(key, Provenance.modelled(source), values));
  }

  private Stream01 stream(String name) {
    byte[] digest = Sha256.bytes(Text.format("%s\n%d\n%s\n%s", VERSION, seed, dataset, name));
    long streamSeed = ByteBuffer.wrap(digest).getLong();
    return ZigguratSampler.NormalizedGaussian.of(
            RandomSource.XO_RO_SHI_RO_128_PP.create(streamSeed))
        ::sample;
  }

  private static double[] next(List<Stream01> streams) {
    return streams.stream().mapToDouble(Stream01::next).toArray();
  }

  /** The nearest accuracy that a set of so many images can give, in percent. */
  private static double measurable(double percent, int images) {
    long correct = Math.round(percent / 100 * images);
    return 100.0 * Math.max(0, Math.min(images, correct)) / images;
  }
}
