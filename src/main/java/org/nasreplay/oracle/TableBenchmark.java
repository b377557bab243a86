package org.nasreplay.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.ListedCost;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.surrogate.TopologyTimes;

/** A table of all networks of a space as a benchmark. */
public final class TableBenchmark implements Benchmark {
  private static final String LATENCY = Metric.LATENCY_SECONDS.label();

  private final BenchmarkTable table;

  /** Bounds are found by listing everything, so they are found once. */
  private final Map<String, CostModel> costs = new ConcurrentHashMap<>();

  /**
   * @param table measured or modelled; a topology table without times is given modelled ones
   */
  public TableBenchmark(BenchmarkTable table) {
    this.table = TopologyTimes.complete(table);
  }

  @Override
  public EnumerableSpace space() {
    return table.space();
  }

  @Override
  public List<Dataset> datasets() {
    return table.columns().stream().map(column -> column.key().dataset()).distinct().toList();
  }

  @Override
  public List<String> costs(Dataset dataset) {
    List<String> names = new ArrayList<>(table.space().costs());
    for (CostColumn column : table.costs()) {
      if (unknown(column.values()) == null) names.add(column.key().name());
    }
    ColumnKey latency = latency(dataset);
    if (latency != null && unknown(table.mean(latency)) == null) names.add(LATENCY);
    return names;
  }

  /** The first network that has no value; null where all have. */
  private @Nullable Architecture unknown(double[] values) {
    for (int i = 0; i < values.length; i++) {
      Architecture architecture = table.space().architecture(i);
      if (Double.isNaN(values[i]) && table.space().valid(architecture)) return architecture;
    }
    return null;
  }

  @Override
  public CostModel cost(String name, Dataset dataset) {
    if (table.space().costs().contains(name)) return table.space().cost(name, dataset);
    CostColumn column = table.findCost(name);
    if (column != null) {
      return costs.computeIfAbsent(name, n -> listed(n, column.key().unit(), column.values()));
    }
    ColumnKey latency = name.equals(LATENCY) ? latency(dataset) : null;
    if (latency == null) {
      throw Names.unknown("cost", name, costs(dataset));
    }
    return costs.computeIfAbsent(
        name + " " + dataset, key -> listed(name, "s", table.mean(latency)));
  }

  @Override
  public Provenance.Kind costKind(String name) {
    CostColumn listed = table.findCost(name);
    if (listed != null) return listed.provenance().kind();
    if (!name.equals(LATENCY)) return Provenance.Kind.ANALYTIC;
    return Provenance.Kind.together(
        table.columns().stream()
            .filter(column -> column.key().metric() == Metric.LATENCY_SECONDS)
            .map(Column::kind)
            .toList());
  }

  /** Of the longest training that has it; null where none on this dataset has. */
  private @Nullable ColumnKey latency(Dataset dataset) {
    Dataset split = table.space().searchSplit(dataset);
    return table.columns().stream()
        .map(Column::key)
        .filter(key -> key.metric() == Metric.LATENCY_SECONDS)
        .filter(key -> key.dataset().equals(dataset) || key.dataset().equals(split))
        .max(Comparator.comparingInt(ColumnKey::epochs))
        .orElse(null);
  }

  private CostModel listed(String name, String unit, double[] values) {
    Architecture unknown = unknown(values);
    if (unknown != null) {
      throw new InputException(
          Text.format(
              "cost %s has no value for architecture %s; a cost that searchers see is known of"
                  + " every network",
              name, table.space().format(unknown)));
    }
    return new ListedCost(name, unit, table.space(), values);
  }

  @Override
  public TableEvaluator evaluator(Dataset dataset, Metric metric, int epochs, SeedPolicy seeds) {
    requireKnown(dataset);
    return new TableEvaluator(table, dataset, metric, epochs, seeds);
  }

  private void requireKnown(Dataset dataset) {
    boolean known =
        datasets().contains(dataset) || datasets().contains(table.space().searchSplit(dataset));
    if (known || datasets().isEmpty()) return;
    List<String> there = datasets().stream().map(Dataset::label).toList();
    if (!space().datasets().contains(dataset)) { // a slip, or another benchmark's
      throw Names.unknown("dataset", dataset.label(), there);
    }
    throw new InputException(
        Text.format(
            "no values of dataset %s, only of %s; %s",
            dataset, String.join(", ", there), BenchmarkTable.MERGE));
  }

  @Override
  public ReportedValues reported(Dataset dataset, Metric metric, int epochs, List<String> seeds) {
    boolean validation = metric == Metric.VALID_ACCURACY;
    Dataset split = validation ? table.space().searchSplit(dataset) : dataset;
    boolean none =
        table.columns().stream()
            .map(Column::key)
            .noneMatch(key -> key.metric() == metric && key.dataset().equals(split));
    if (validation && none) return new Listed(filled(Double.NaN), List.of());
    ColumnKey mean = ColumnKey.of(split, epochs, metric, ColumnKey.MEAN);
    List<Column> columns =
        seeds.isEmpty()
            ? table.meanColumns(mean)
            : seeds.stream().map(seed -> table.column(mean.withSeed(seed))).toList();
    return new Listed(
        seeds.isEmpty() ? table.mean(mean) : table.mean(columns),
        columns.stream().map(c -> new Source(c.key().toString(), c.provenance())).toList());
  }

  private double[] filled(double value) {
    var values = new double[table.space().size()];
    Arrays.fill(values, value);
    return values;
  }

  /** One value per architecture. */
  private static final class Listed implements ReportedValues {
    private final double[] values;
    private final List<Source> sources;

    Listed(double[] values, List<Source> sources) {
      this.values = values;
      this.sources = sources;
    }

    @Override
    public double of(Architecture architecture) {
      return values[architecture.index()];
    }

    @Override
    public List<Source> sources() {
      return sources;
    }
  }

  @Override
  public Reference reference() {
    EnumerableSpace space = table.space();
    return new Reference(
        true,
        Stream.iterate(0, i -> i < space.size(), i -> i + 1)
            .map(space::architecture)
            .filter(a -> space.valid(a) && space.canonical(a).equals(a))
            .toList());
  }
}
