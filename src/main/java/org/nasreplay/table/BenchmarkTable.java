package org.nasreplay.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;

/**
 * Precomputed results of every architecture of a space: named columns of one value each.
 *
 * <p>Values of different kinds are never averaged. Of the columns of one dataset, training length
 * and metric, whatever their seeds, the measured ones stand where there are any, else the analytic
 * ones; modelled ones of other seeds answer only to who asks for their seed.
 */
public final class BenchmarkTable {
  /** The way out where a table lacks something that others may have. */
  public static final String MERGE = "nasreplay table merge adds what another table has";

  private final EnumerableSpace space;
  private final SortedMap<ColumnKey, Column> columns = new TreeMap<>();
  private final SortedMap<String, CostColumn> costs;

  /** The kind that stands, by key of the mean. */
  private final Map<ColumnKey, Provenance.Kind> standing = new HashMap<>();

  public BenchmarkTable(EnumerableSpace space, Collection<Column> columns) {
    this(space, columns, List.of());
  }

  /**
   * Architectures that are the same network have the values of the {@linkplain
   * EnumerableSpace#canonical canonical} one.
   *
   * @throws InputException where two columns have one name, a cost is one that the space computes
   *     or has in another unit, or the space knows no such dataset
   */
  public BenchmarkTable(
      EnumerableSpace space, Collection<Column> columns, Collection<CostColumn> costs) {
    this.space = space;
    List<String> usual = List.copyOf(space.listedCosts().keySet());
    this.costs =
        new TreeMap<>(
            Comparator.<String>comparingInt(
                    name -> usual.contains(name) ? usual.indexOf(name) : usual.size())
                .thenComparing(Comparator.naturalOrder()));
    for (Column column : columns) {
      if (!space.knows(column.key().dataset())) {
        throw new InputException(
            Text.format(
                "column %s: dataset (%s) is none of space %s",
                column.key(), column.key().dataset(), space.name()));
      }
      if (this.columns.put(column.key(), shared(column)) != null) {
        throw new InputException(Text.format("column %s appears twice", column.key()));
      }
      standing.merge(
          column.key().withSeed(ColumnKey.MEAN),
          column.provenance().kind(),
          (a, b) -> a.compareTo(b) < 0 ? a : b);
    }
    for (CostColumn cost : costs) {
      String name = cost.key().name();
      if (space.costs().contains(name)) {
        throw new InputException(
            Text.format("cost %s is computed for space %s, not listed", name, space.name()));
      }
      String unit = space.listedCosts().getOrDefault(name, cost.key().unit());
      if (!unit.equals(cost.key().unit())) {
        throw new InputException(
            Text.format(
                "cost %s is in (%s), expected %s, as space %s has it",
                name, cost.key().unit(), unit, space.name()));
      }
      if (this.costs.put(name, shared(cost)) != null) {
        throw new InputException(Text.format("cost %s appears twice", name));
      }
    }
  }

  /**
   * This table with further costs.
   *
   * @throws InputException where it has one of that name already
   */
  public BenchmarkTable withCosts(Collection<CostColumn> further) {
    List<CostColumn> all = new ArrayList<>(costs.values());
    all.addAll(further);
    return new BenchmarkTable(space, columns.values(), all);
  }

  private Column shared(Column column) {
    if (!space.hasEquivalents()) return column;
    return new Column(column.key(), column.provenance(), () -> shared(column.values()));
  }

  private CostColumn shared(CostColumn cost) {
    if (!space.hasEquivalents()) return cost;
    return new CostColumn(cost.key(), cost.provenance(), () -> shared(cost.values()));
  }

  private double[] shared(double[] values) {
    var canonical = new double[values.length];
    Arrays.setAll(canonical, i -> values[space.canonical(space.architecture(i)).index()]);
    return canonical;
  }

  public EnumerableSpace space() {
    return space;
  }

  /** All columns, in the order of their keys. */
  public Collection<Column> columns() {
    return Collections.unmodifiableCollection(columns.values());
  }

  /**
   * All costs that are listed and not computed: those that the space names in its order, then the
   * others in the order of their names.
   */
  public Collection<CostColumn> costs() {
    return Collections.unmodifiableCollection(costs.values());
  }

  /**
   * The datasets that a search can be on, those that the space names first: all that there are
   * columns of, but those that another one is searched on.
   */
  public List<Dataset> searched() {
    List<Dataset> all =
        Stream.concat(
                space.datasets().stream(), columns().stream().map(column -> column.key().dataset()))
            .distinct()
            .toList();
    return all.stream()
        .filter(
            split ->
                all.stream()
                    .noneMatch(on -> !on.equals(split) && space.searchSplit(on).equals(split)))
        .toList();
  }

  public @Nullable CostColumn findCost(String name) {
    return costs.get(name);
  }

  public @Nullable Column find(ColumnKey key) {
    return columns.get(key);
  }

  /**
   * The column with this key.
   *
   * @throws InputException where the table has none; names it and what comes closest
   */
  public Column column(ColumnKey key) {
    Column column = columns.get(key);
    if (column != null) return column;
    String alike =
        columns.keySet().stream()
            .filter(k -> k.dataset().equals(key.dataset()) && k.metric() == key.metric())
            .map(ColumnKey::toString)
            .collect(Collectors.joining(", "));
    throw new InputException(
        Text.format(
            "the table has no column %s%s",
            key, alike.isEmpty() ? elsewhere(key) : ", only " + alike));
  }

  /** Where a value may be found that the table has for no length of training. */
  private String elsewhere(ColumnKey key) {
    Dataset split = space.searchSplit(key.dataset());
    boolean trained =
        columns.keySet().stream()
            .anyMatch(k -> k.dataset().equals(split) && k.metric() == key.metric());
    return trained
        ? Text.format(
            "; the %s of %s is that of %s, on which a search trains",
            key.metric(), key.dataset(), split)
        : "; " + MERGE;
  }

  /** The columns of {@code key}'s value, under whatever seed, of the kind that stands. */
  private Stream<Column> standing(ColumnKey key) {
    ColumnKey mean = key.withSeed(ColumnKey.MEAN);
    return columns.values().stream()
        .filter(c -> c.key().withSeed(ColumnKey.MEAN).equals(mean))
        .filter(this::stands);
  }

  private boolean stands(Column column) {
    return column.provenance().kind() == standing.get(column.key().withSeed(ColumnKey.MEAN));
  }

  /**
   * The columns that hold {@code key}'s value for each numbered seed; the mean column if none. All
   * are of one kind.
   */
  public List<Column> seeds(ColumnKey key) {
    List<Column> all = standing(key).toList();
    List<Column> numbered =
        all.stream().filter(c -> !c.key().seed().equals(ColumnKey.MEAN)).toList();
    if (!numbered.isEmpty()) return numbered;
    return all.isEmpty() ? List.of(column(key.withSeed(ColumnKey.MEAN))) : all;
  }

  /** Whether {@link #mean} has an answer: a mean column, or one of a seed. */
  public boolean hasMean(ColumnKey key) {
    return standing.containsKey(key.withSeed(ColumnKey.MEAN));
  }

  /**
   * The columns that {@link #mean} averages: the mean column if the table has one. All are of one
   * kind.
   */
  public List<Column> meanColumns(ColumnKey key) {
    return standing(key)
        .filter(c -> c.key().seed().equals(ColumnKey.MEAN))
        .findFirst()
        .map(List::of)
        .orElseGet(() -> seeds(key));
  }

  /**
   * {@code key}'s value averaged over the seeds: the mean column where the table has one, else the
   * mean of the numbered seeds that are present, as NATS-Bench's {@code is_random=False}; NaN where
   * an architecture has none.
   */
  public double[] mean(ColumnKey key) {
    return mean(meanColumns(key));
  }

  /** The mean of columns by architecture, of those values that are present. */
  public double[] mean(List<Column> seeds) {
    if (seeds.size() == 1) return seeds.get(0).values();
    var mean = new double[space.size()];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      int present = 0;
      for (Column seed : seeds) {
        double value = seed.values()[i];
        if (Double.isNaN(value)) continue;
        sum += value;
        present++;
      }
      mean[i] = sum / present;
    }
    return mean;
  }

  /**
   * This table with the columns that only {@code other} has added; where both have one, this one's
   * stays. Of one dataset, training length and metric only the columns of the kind that stands are
   * taken, see above. Every column keeps its provenance.
   *
   * @throws InputException where the spaces differ
   */
  public BenchmarkTable merge(BenchmarkTable other) {
    if (!space.equals(other.space)) {
      throw new InputException(
          space.name().equals(other.space.name())
              ? Text.format(
                  "tables of different architectures of space %s (%,d and %,d) cannot be merged",
                  space.name(), space.size(), other.space.size())
              : Text.format(
                  "tables of different spaces (%s and %s) cannot be merged",
                  space.name(), other.space.name()));
    }
    var merged = new TreeMap<>(other.columns);
    merged.putAll(columns);
    var mergedCosts = new TreeMap<>(other.costs);
    mergedCosts.putAll(costs);
    var both = new BenchmarkTable(space, merged.values());
    return new BenchmarkTable(
        space, merged.values().stream().filter(both::stands).toList(), mergedCosts.values());
  }
}
