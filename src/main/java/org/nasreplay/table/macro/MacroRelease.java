package org.nasreplay.table.macro;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Records;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.DeclaredSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.ColumnName;
import org.nasreplay.table.CostKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.TableRows;

/**
 * A benchmark that is published as one JSON object: for every network of a space the test
 * accuracies of three trainings on CIFAR-10, their mean and deviation, FLOPs and parameters. There
 * is no validation split, and no time.
 */
public enum MacroRelease {
  /** 6,561 architectures of eight layers; the best test accuracy of 50 epochs. */
  NAS_BENCH_MACRO("nas-bench-macro", 50, 7_713_280, MacroNetwork.class),

  /** 16,384 widths of a residual network; {@code data/spaces} says what the epochs are. */
  CHANNEL_RESNET("channel-bench-macro-resnet", 60, 90_096_896, ChannelNetwork.class),

  /** 16,384 widths of a network of inverted residual blocks. */
  CHANNEL_MOBILENET("channel-bench-macro-mobilenet", 60, 14_285_312, ChannelNetwork.class);

  private static final int RUNS = 3;

  /** Bytes of a file: ten times what the published ones have. */
  private static final int LONGEST = 1 << 25;

  /** A mean is written with all its digits. */
  private static final double ROUNDING = 1e-9;

  private final String space;
  private final int epochs;
  private final long leastFlops;
  private final Class<? extends Network> network;

  MacroRelease(String space, int epochs, long leastFlops, Class<? extends Network> network) {
    this.space = space;
    this.epochs = epochs;
    this.leastFlops = leastFlops;
    this.network = network;
  }

  /** What a file says of one network. */
  private sealed interface Network permits MacroNetwork, ChannelNetwork {
    /** In percent, one for each training. */
    List<Double> accuracies();

    double mean();

    /** Multiply-adds. */
    long flops();

    long params();
  }

  private record MacroNetwork(
      @JsonProperty("test_acc") List<Double> accuracies,
      @JsonProperty("mean_acc") double mean,
      double std,
      long params,
      long flops)
      implements Network {}

  private record ChannelNetwork(
      @JsonProperty("acc") List<Double> accuracies,
      double mean,
      double std,
      long params,
      long flops)
      implements Network {}

  /**
   * The release of Channel-Bench-Macro with this family of networks.
   *
   * @throws InputException where there is none
   */
  public static MacroRelease channel(String family) {
    return switch (family) {
      case "resnet" -> CHANNEL_RESNET;
      case "mobilenet" -> CHANNEL_MOBILENET;
      default ->
          throw new InputException(
              Text.format("--family (%s), expected resnet or mobilenet", Text.excerpt(family)));
    };
  }

  /**
   * Reads a published file.
   *
   * @throws InputException where it is not whole, or is not of this benchmark
   */
  public BenchmarkTable read(Path file) throws IOException {
    Tree tree = Tree.json(file.toString(), Text.read(file, LONGEST));
    try {
      return read(tree, String.valueOf(file.getFileName()), Sha256.of(file));
    } catch (InputException e) {
      throw e.in(file);
    }
  }

  private BenchmarkTable read(Tree tree, String source, String sha256) {
    if (!(tree instanceof Tree.Mapping networks)) {
      throw new InputException(Text.format("(%s), expected networks by their names", tree.shown()));
    }
    DeclaredSpace declared = DeclaredSpace.shipped(space);
    Dataset trainedOn = declared.datasets().get(0);
    List<ColumnName> names = new ArrayList<>();
    for (int run = 1; run <= RUNS; run++) {
      String seed = Integer.toString(run);
      names.add(ColumnKey.of(trainedOn, epochs, Metric.TEST_ACCURACY, seed));
    }
    declared.listedCosts().forEach((cost, unit) -> names.add(new CostKey(cost, unit)));
    var rows = new TableRows(declared, names);
    var records = new Records(UnaryOperator.identity());
    long least = Long.MAX_VALUE;
    for (Map.Entry<String, Tree> each : networks.values().entrySet()) {
      try {
        Network its = records.read(each.getValue(), network);
        rows.add(each.getKey(), 1, values(its, names)); // the file is one line
        least = Math.min(least, its.flops());
      } catch (InputException e) { // so that the name is the place
        throw new InputException(
            Text.format("network %s: %s", Tree.shown(each.getKey()), e.reason()), e);
      }
    }
    var measured = Provenance.measured(source, sha256);
    var counted =
        new Provenance(Provenance.Kind.ANALYTIC, "counted by the authors, " + source, sha256);
    BenchmarkTable table = rows.table(name -> name instanceof CostKey ? counted : measured);
    requireFamily(least);
    return table;
  }

  private static double[] values(Network its, List<ColumnName> names) {
    List<Double> accuracies = its.accuracies();
    if (accuracies.size() != RUNS) {
      throw new InputException(Text.format("%d accuracies, expected %d", accuracies.size(), RUNS));
    }
    double mean = accuracies.stream().mapToDouble(a -> a).sum() / RUNS;
    if (!(Math.abs(mean - its.mean()) <= ROUNDING)) {
      throw new InputException(
          Text.format("a mean of %s, expected %s, that of its accuracies", its.mean(), mean));
    }
    var values = new double[names.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = k < RUNS ? accuracies.get(k) : cost(its, ((CostKey) names.get(k)).name());
      if (!names.get(k).admits(values[k])) {
        throw new InputException(names.get(k).refusal(values[k]));
      }
    }
    return values;
  }

  private static double cost(Network its, String name) {
    return name.equals("flops") ? its.flops() : its.params();
  }

  /** Families have the same names of networks; what their smallest one costs tells them apart. */
  private void requireFamily(long least) {
    if (least == leastFlops) return;
    throw new InputException(
        Text.format(
            "the smallest network has %,d multiply-adds%s, expected %,d of %s",
            least,
            Arrays.stream(values())
                .filter(other -> other.leastFlops == least)
                .map(other -> " as in " + other.space)
                .collect(Collectors.joining()),
            leastFlops,
            space));
  }
}
