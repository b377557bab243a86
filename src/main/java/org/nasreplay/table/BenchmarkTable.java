package org.nasreplay.table;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.EnumerableSpace;

/** Precomputed results of every architecture of a space: named columns of one value each. */
public final class BenchmarkTable {
  private final EnumerableSpace space;
  private final SortedMap<ColumnKey, Column> columns = new TreeMap<>();

  /**
   * @throws InputException where two columns have one name
   */
  public BenchmarkTable(EnumerableSpace space, Collection<Column> columns) {
    this.space = space;
    for (Column column : columns) {
      if (this.columns.put(column.key(), column) != null) {
        throw new InputException(Text.format("column %s appears twice", column.key()));
      }
    }
  }

  public EnumerableSpace space() {
    return space;
  }

  /** All columns, in the order of their keys. */
  public Collection<Column> columns() {
    return Collections.unmodifiableCollection(columns.values());
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
            .filter(k -> k.dataset() == key.dataset() && k.metric() == key.metric())
            .map(ColumnKey::toString)
            .collect(Collectors.joining(", "));
    throw new InputException(
        Text.format("the table has no column %s%s", key, alike.isEmpty() ? "" : ", only " + alike));
  }

  /** The columns that hold {@code key}'s value for each numbered seed; the mean column if none. */
  public List<Column> seeds(ColumnKey key) {
    List<Column> numbered =
        columns.values().stream()
            .filter(c -> !c.key().seed().equals(ColumnKey.MEAN))
            .filter(c -> c.key().withSeed(ColumnKey.MEAN).equals(key.withSeed(ColumnKey.MEAN)))
            .toList();
    return numbered.isEmpty() ? List.of(column(key.withSeed(ColumnKey.MEAN))) : numbered;
  }

  /** Whether {@link #mean} has an answer: a mean column, or one of a seed. */
  public boolean hasMean(ColumnKey key) {
    ColumnKey mean = key.withSeed(ColumnKey.MEAN);
    return columns.keySet().stream().anyMatch(k -> k.withSeed(ColumnKey.MEAN).equals(mean));
  }

  /** The columns that {@link #mean} averages: the mean column if the table has one. */
  public List<Column> meanColumns(ColumnKey key) {
    Column stored = find(key.withSeed(ColumnKey.MEAN));
    return stored != null ? List.of(stored) : seeds(key);
  }

  /**
   * {@code key}'s value averaged over the seeds: the mean column where the table has one, else the
   * mean of the numbered seeds that are present, as NATS-Bench's {@code is_random=False}.
   */
  public double[] mean(ColumnKey key) {
    List<Column> seeds = meanColumns(key);
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
   * stays. Every column keeps its provenance.
   *
   * @throws InputException where the spaces differ
   */
  public BenchmarkTable merge(BenchmarkTable other) {
    if (space != other.space) {
      throw new InputException(
          Text.format(
              "tables of different spaces (%s and %s) cannot be merged",
              space.name(), other.space.name()));
    }
    var merged = new TreeMap<>(other.columns);
    merged.putAll(columns);
    return new BenchmarkTable(space, merged.values());
  }
}
