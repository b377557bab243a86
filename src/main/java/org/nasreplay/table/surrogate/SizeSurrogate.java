package org.nasreplay.table.surrogate;

import java.util.ArrayList;
import java.util.List;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;

/**
 * A statistical model of the NATS-Bench size space, from which a table can be drawn: whole, or what
 * a measured one lacks.
 *
 * <p>Validation and test accuracy after 90 epochs are polynomials in the widths, plus deviations of
 * each architecture that are jointly normal. Validation accuracy after 12 epochs follows from them,
 * with further deviations of the architecture and of each run. What a run reaches before its end is
 * a share of it, with deviations that the runs of an architecture and the epochs of a run have
 * partly in common. The figures, and where they are from, are in the resource {@code
 * size-surrogate.json}.
 *
 * <p>It answers for the measured table where that is not at hand; every column says so.
 */
public final class SizeSurrogate {
  /** The seed of the table in {@code data/}. */
  public static final long DEFAULT_SEED = 2023;

  private final SizeSpace space = SizeSpace.instance();
  private final SizeModel model = SizeModel.load();

  /** Draws a table. Equal seeds give equal tables, value for value. */
  public BenchmarkTable generate(long seed) {
    return complete(new BenchmarkTable(space, List.of()), seed);
  }

  /**
   * Draws what a measured table lacks, given its values. Its measured columns stay as they are; of
   * each dataset, training length, metric and epoch of which it has none, those of the model are
   * added. What was measured of an architecture decides what is likely of the rest of it: its other
   * set of images, its shorter trainings, its other runs. Times of one training length follow from
   * those of the other.
   *
   * <p>Modelled columns are no evidence: those that the model has, too, are drawn anew. An accuracy
   * within a run says something about the others within it, and nothing about its end.
   *
   * @param given of any of the datasets; where an architecture has no value, a column says nothing
   *     about it, and still has none afterwards, as a column is of one kind
   * @throws InputException where the table is of another space, or has accuracies as fractions
   */
  public BenchmarkTable complete(BenchmarkTable given, long seed) {
    if (!given.space().equals(space)) {
      throw new InputException(
          Text.format(
              "a table of space %s, expected one of space %s", given.space().name(), space.name()));
    }
    var measured =
        new BenchmarkTable(
            space, given.columns().stream().filter(c -> !c.modelled()).toList(), given.costs());
    List<Column> drawn = new ArrayList<>();
    for (Dataset dataset : NatsBench.SEARCHED) {
      drawn.addAll(new SizeDrawing(model, dataset, seed, measured).columns());
    }
    BenchmarkTable complete = measured.merge(new BenchmarkTable(space, drawn));
    List<Column> others = // such as a modelled latency, of which the model knows nothing
        given.columns().stream().filter(column -> !complete.hasMean(column.key())).toList();
    return complete.merge(new BenchmarkTable(space, others));
  }
}
