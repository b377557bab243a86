package org.nasreplay.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.Quantity;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.file.TableFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "best",
    description = "The best architecture of a table, mean over seeds, first index where equal.",
    mixinStandardHelpOptions = true)
final class TableBestCommand implements Callable<Integer> {
  @Mixin private AskedTable asked = new AskedTable();

  @Option(
      names = "--dataset",
      description = "dataset (default: every one that has the metric)",
      completionCandidates = Completions.Datasets.class)
  private @Nullable String dataset;

  @Option(
      names = "--metric",
      required = true,
      description = "as in column names: test_accuracy, …; see list metrics",
      completionCandidates = Completions.Metrics.class)
  private String metric = "";

  @Option(names = "--epochs", required = true, description = "length of the training")
  private int epochs;

  @Option(
      names = "--at-least",
      paramLabel = "COST=AMOUNT",
      converter = Bound.Converter.class,
      description = "least cost, as flops=126M; repeatable")
  private List<Bound> atLeast = new ArrayList<>();

  @Option(
      names = "--at-most",
      paramLabel = "COST=AMOUNT",
      converter = Bound.Converter.class,
      description = "greatest cost, as pixel2=15ms; repeatable")
  private List<Bound> atMost = new ArrayList<>();

  @Option(
      names = "--flops-min",
      paramLabel = "N",
      converter = Amount.class,
      description = "the same as --at-least flops=N")
  private @Nullable Quantity flopsMin;

  @Option(
      names = "--flops-max",
      paramLabel = "N",
      converter = Amount.class,
      description = "the same as --at-most flops=N")
  private @Nullable Quantity flopsMax;

  @Option(
      names = "--params-max",
      paramLabel = "N",
      converter = Amount.class,
      description = "the same as --at-most params=N")
  private @Nullable Quantity paramsMax;

  /** An amount with or without a unit. */
  static final class Amount implements ITypeConverter<Quantity> {
    @Override
    public Quantity convert(String text) {
      try {
        return Quantity.parse(text);
      } catch (InputException e) {
        throw new TypeConversionException(e.reason());
      }
    }
  }

  /** An end of what is admitted of a cost. */
  record Bound(String cost, Quantity amount) {
    static final class Converter implements ITypeConverter<Bound> {
      @Override
      public Bound convert(String text) {
        int cut = text.indexOf('=');
        if (cut < 1) {
          throw new TypeConversionException(
              Text.format("(%s), expected a cost and an amount, as flops=140M", text));
        }
        return new Bound(text.substring(0, cut), new Amount().convert(text.substring(cut + 1)));
      }
    }

    double in(CostModel cost) {
      try {
        return amount.in(cost.unit());
      } catch (InputException e) {
        throw new InputException(Text.format("%s %s", cost.name(), e.reason()), e);
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    Expect.whole("--epochs", epochs, 1, 999_999);
    if (flopsMin != null) atLeast.add(new Bound("flops", flopsMin));
    if (flopsMax != null) atMost.add(new Bound("flops", flopsMax));
    if (paramsMax != null) atMost.add(new Bound("params", paramsMax));
    TableFile opened = asked.open();
    BenchmarkTable table = opened.table();
    Metric wanted = Metric.parse(metric);
    List<Dataset> datasets =
        dataset != null
            ? List.of(ProjectFiles.dataset(dataset, table))
            : table.columns().stream()
                .map(column -> column.key().dataset())
                .distinct()
                .filter(d -> table.hasMean(ColumnKey.of(d, epochs, wanted, ColumnKey.MEAN)))
                .toList();
    if (datasets.isEmpty()) {
      throw new InputException(
          Text.format("%s: no column of metric %s after %d epochs", asked.named(), metric, epochs));
    }
    List<Best> all = new ArrayList<>();
    List<String> none = new ArrayList<>();
    for (Dataset each : datasets) {
      Best best = best(table, each, wanted);
      if (best != null) {
        all.add(best);
      } else {
        none.add(each.label());
      }
    }
    String empty = Text.format("%s: no architecture satisfies the bounds", String.join(", ", none));
    if (all.isEmpty()) throw new InputException(empty);
    if (!none.isEmpty()) asked.err().println("nasreplay: " + empty);
    if (asked.json()) {
      Answer.print(all.stream().map(best -> best.answer(table)).toList(), asked.out());
    } else {
      all.forEach(best -> asked.out().println(best.text(table)));
    }
    ProjectFiles.remark(opened, asked.err());
    return 0;
  }

  /** Null where no architecture satisfies the bounds. */
  private @Nullable Best best(BenchmarkTable table, Dataset each, Metric wanted) {
    ColumnKey key = ColumnKey.of(each, epochs, wanted, ColumnKey.MEAN);
    double[] values = table.mean(key);
    EnumerableSpace space = table.space();
    var benchmark = new TableBenchmark(table);
    Map<CostModel, CostRange> admitted = admitted(benchmark, each);
    boolean greatest = wanted.unit() == Metric.Unit.PERCENT;
    int best = -1;
    for (int i = 0; i < values.length; i++) {
      Architecture a = space.architecture(i);
      if (Double.isNaN(values[i])
          || !space.canonical(a).equals(a)
          || !admitted.entrySet().stream()
              .allMatch(cost -> cost.getValue().contains(cost.getKey().cost(a)))) {
        continue;
      }
      if (best < 0 || (greatest ? values[i] > values[best] : values[i] < values[best])) best = i;
    }
    return best < 0 ? null : new Best(key, values[best], space.architecture(best));
  }

  /** What the bounds leave of each cost that they name. */
  private Map<CostModel, CostRange> admitted(TableBenchmark benchmark, Dataset each) {
    Map<String, CostModel> models = new TreeMap<>();
    Map<String, Double> least = new TreeMap<>();
    Map<String, Double> most = new TreeMap<>();
    for (Bound bound : atLeast) {
      CostModel cost = cost(bound, benchmark, each);
      models.put(cost.name(), cost);
      least.merge(cost.name(), bound.in(cost), Math::max);
    }
    for (Bound bound : atMost) {
      CostModel cost = cost(bound, benchmark, each);
      models.put(cost.name(), cost);
      most.merge(cost.name(), bound.in(cost), Math::min);
    }
    Map<CostModel, CostRange> admitted = new LinkedHashMap<>();
    models.forEach(
        (name, cost) -> {
          double from = least.getOrDefault(name, Double.NEGATIVE_INFINITY);
          double to = most.getOrDefault(name, Double.POSITIVE_INFINITY);
          if (from > to) {
            throw new InputException(
                Text.format("%s at least %s is above at most %s", name, from, to));
          }
          admitted.put(cost, new CostRange(from, to));
        });
    return admitted;
  }

  private static CostModel cost(Bound bound, TableBenchmark benchmark, Dataset each) {
    return benchmark.cost(Names.find("cost", bound.cost(), benchmark.costs(each)), each);
  }

  /** The best network of a dataset. */
  private record Best(ColumnKey key, double value, Architecture architecture) {

    String text(BenchmarkTable table) {
      Map<Provenance.Kind, List<String>> byKind = new LinkedHashMap<>();
      for (Cost cost : costs(table)) {
        byKind
            .computeIfAbsent(cost.kind(), kind -> new ArrayList<>())
            .add(amount(cost.name(), cost.unit(), cost.value()));
      }
      String costs =
          byKind.entrySet().stream()
              .map(
                  all ->
                      Text.format(
                          "  %s (%s)", String.join(", ", all.getValue()), all.getKey().label()))
              .collect(Collectors.joining());
      return Text.format(
          "%-14s %s@%d %.2f  %s%s  %s",
          key.dataset(),
          key.metric(),
          key.epochs(),
          value,
          table.space().format(architecture),
          costs,
          String.join(", ", sources(table)));
    }

    Answer answer(BenchmarkTable table) {
      var costs = new Answer();
      for (Cost cost : costs(table)) {
        costs.with(
            cost.name(),
            new Answer()
                .with("value", cost.value())
                .with("unit", cost.unit())
                .with("kind", cost.kind().label()));
      }
      return new Answer()
          .with("dataset", key.dataset().label())
          .with("metric", key.metric().label())
          .with("epochs", key.epochs())
          .with("value", value)
          .with("architecture", table.space().format(architecture))
          .with("index", architecture.index())
          .with("costs", costs)
          .with("provenance", sources(table));
    }

    private List<String> sources(BenchmarkTable table) {
      return table.meanColumns(key).stream()
          .map(column -> column.provenance().toString())
          .distinct()
          .toList();
    }

    private List<Cost> costs(BenchmarkTable table) {
      List<Cost> costs = new ArrayList<>();
      for (String name : table.space().costs()) {
        CostModel cost = table.space().cost(name, key.dataset());
        costs.add(new Cost(name, cost.unit(), cost.cost(architecture), Provenance.Kind.ANALYTIC));
      }
      for (CostColumn cost : table.costs()) {
        costs.add(
            new Cost(
                cost.key().name(),
                cost.key().unit(),
                cost.values()[architecture.index()],
                cost.provenance().kind()));
      }
      return costs;
    }
  }

  /** What a network costs. */
  private record Cost(String name, String unit, double value, Provenance.Kind kind) {}

  private static String amount(String name, String unit, double value) {
    if (Double.isNaN(value)) return name + " missing";
    return switch (unit) {
      case "multiply-adds" ->
          Text.format("%.2f M%s", value / 1e6, name.equals("flops") ? "FLOPs" : " " + name);
      case "parameters" -> Text.format("%,.0f %s", value, name);
      default -> Text.format("%s %.2f %s", name, value, unit);
    };
  }
}
