package org.nasreplay.table.nasbench101;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.NasBench101Space;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;

/**
 * Reads {@code nasbench_only108.tfrecord} and {@code nasbench_full.tfrecord}, or a file in their
 * form with some of the cells: of every cell the same trainings, each as often. A table has the
 * cells in the order of their hashes; runs are numbered from 1 in the order of the file. A training
 * is {@code cifar10/108/valid_accuracy/1} at its end and {@code valid_accuracy@54} halfway.
 */
public final class NasBench101Import {
  static final Dataset DATASET = Dataset.parse("cifar10");

  /** Of the whole benchmark. */
  private static final int CELLS = 423_624;

  /** Bytes of records that a thread reads at a time. */
  private static final int BATCH = 1 << 18;

  private static final Metric[] METRICS = {
    Metric.TRAIN_SECONDS, Metric.TRAIN_ACCURACY, Metric.VALID_ACCURACY, Metric.TEST_ACCURACY
  };

  /** Is told how many bytes of how many have been read. */
  @FunctionalInterface
  public interface Progress {
    void at(long bytes, long of);
  }

  private NasBench101Import() {}

  /**
   * Reads a file of TFRecords, or one of measured cells, whose name ends with .csv or .csv.gz.
   *
   * @param cells beside a CSV of runs, the one of their cells; else null
   * @param threads at least 1
   * @param notices takes what is no mistake and yet worth a line
   * @throws InputException where the file is none, is damaged or not whole; names record or line
   */
  public static BenchmarkTable read(
      Path file, @Nullable Path cells, int threads, Progress progress, Consumer<String> notices)
      throws IOException, InterruptedException {
    if (!Files.exists(file)) throw new InputException(file.toString(), "no such file");
    if (!Files.isRegularFile(file)) throw new InputException(file.toString(), "not a file");
    boolean csv = String.valueOf(file.getFileName()).matches(".*\\.csv(\\.gz)?");
    if (csv) {
      BenchmarkTable table =
          cells == null ? MeasuredCells.read(file) : MeasuredCells.read(file, cells);
      noticeOfPart(table.space().size()).ifPresent(notice -> notices.accept(file + ": " + notice));
      return table;
    }
    if (cells != null) {
      throw new InputException(file.toString(), "has its own cells, expected no --cells beside it");
    }
    return records(file, threads, progress, notices);
  }

  private static BenchmarkTable records(
      Path file, int threads, Progress progress, Consumer<String> notices)
      throws IOException, InterruptedException {
    MessageDigest digest = Sha256.digest();
    var reader = new RecordReader();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try (var records =
        new TfRecords(
            file,
            new BufferedInputStream(
                new DigestInputStream(Files.newInputStream(file), digest), 1 << 16))) {
      long size = Files.size(file);
      Queue<Future<List<RecordReader.Run>>> read = new ArrayDeque<>();
      InputException damage = null;
      while (damage == null) {
        List<TfRecords.Entry> batch = new ArrayList<>();
        try {
          fill(batch, records);
        } catch (InputException e) {
          damage = e; // what is wrong before it, is said first
        }
        if (batch.isEmpty()) break;
        read.add(executor.submit(() -> batch.stream().map(reader::read).toList()));
        if (read.size() > 2 * threads) add(read.remove());
        progress.at(records.offset(), size);
      }
      while (!read.isEmpty()) add(read.remove());
      if (damage != null) throw damage;
    } finally {
      executor.shutdownNow();
    }
    List<TrainedCell> cells = new ArrayList<>(reader.cells());
    cells.sort(TrainedCell.ORDER);
    try {
      int[] runs = requireAlike(cells);
      List<String> said = new ArrayList<>(noticesOfRuns(runs));
      noticeOfPart(cells.size()).ifPresent(said::add);
      noticeOfHalves(cells, runs).ifPresent(said::add);
      said.forEach(notice -> notices.accept(file + ": " + notice));
      return table(
          cells,
          runs,
          Provenance.measured(
              String.valueOf(file.getFileName()), HexFormat.of().formatHex(digest.digest())));
    } catch (InputException e) {
      throw e.in(file);
    }
  }

  private static void fill(List<TfRecords.Entry> batch, TfRecords records) throws IOException {
    for (int bytes = 0; bytes < BATCH; ) {
      TfRecords.Entry record = records.next();
      if (record == null) return;
      batch.add(record);
      bytes += record.length();
    }
  }

  /** In the order of the file, which numbers the runs. */
  private static void add(Future<List<RecordReader.Run>> read) throws InterruptedException {
    try {
      for (RecordReader.Run run : read.get()) {
        try {
          run.cell().add(run.budget(), run.values());
        } catch (InputException e) {
          throw e.in(run.record().place());
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InputException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * Makes sure that all cells have the same trainings.
   *
   * @return how often each, by budget
   */
  private static int[] requireAlike(List<TrainedCell> cells) {
    if (cells.isEmpty()) throw new InputException("is empty, expected TFRecords");
    var runs = new int[TrainedCell.EPOCHS.size()];
    for (TrainedCell cell : cells) {
      for (int b = 0; b < runs.length; b++) runs[b] = Math.max(runs[b], cell.runs(b));
    }
    for (TrainedCell cell : cells) {
      for (int budget = 0; budget < runs.length; budget++) {
        if (cell.runs(budget) == runs[budget]) continue;
        throw new InputException(
            Text.format(
                "cell %s has %d runs with %d epochs, expected %d as another has; records are missing",
                cell.hash(), cell.runs(budget), TrainedCell.EPOCHS.get(budget), runs[budget]));
      }
    }
    return runs;
  }

  private static Optional<String> noticeOfPart(int cells) {
    if (cells == CELLS) return Optional.empty();
    return Optional.of(
        Text.format(
            "holds %,d of the %,d cells of NAS-Bench-101; the space of the table is these",
            cells, CELLS));
  }

  private static Optional<String> noticeOfHalves(List<TrainedCell> cells, int[] runs) {
    long without = 0;
    for (TrainedCell cell : cells) {
      for (int budget = 0; budget < runs.length; budget++) {
        for (int run = 0; run < runs[budget]; run++) {
          if (Double.isNaN(cell.value(budget, run, 0))) without++;
        }
      }
    }
    return without == 0
        ? Optional.empty()
        : Optional.of(
            Text.format(
                "has %,d runs whose evaluation in the middle is, as they say, not halfway; it is left"
                    + " out",
                without));
  }

  private static List<String> noticesOfRuns(int[] runs) {
    List<String> notices = new ArrayList<>();
    for (int budget = 0; budget < runs.length; budget++) {
      if (runs[budget] == 0 || runs[budget] == TrainedCell.RUNS) continue;
      notices.add(
          Text.format(
              "holds %d of the %d runs of each cell with %d epochs",
              runs[budget], TrainedCell.RUNS, TrainedCell.EPOCHS.get(budget)));
    }
    return notices;
  }

  private static BenchmarkTable table(List<TrainedCell> cells, int[] runs, Provenance provenance) {
    List<Column> columns = new ArrayList<>();
    for (int budget = 0; budget < runs.length; budget++) {
      int epochs = TrainedCell.EPOCHS.get(budget);
      for (int run = 0; run < runs[budget]; run++) {
        for (int which = 0; which < TrainedCell.VALUES; which++) {
          double[] values = values(cells, budget, run, which);
          if (Arrays.stream(values).allMatch(Double::isNaN)) continue;
          Metric metric = METRICS[which % METRICS.length];
          int completed = which < METRICS.length ? epochs / 2 : epochs;
          var key = new ColumnKey(DATASET, epochs, metric, completed, Integer.toString(run + 1));
          columns.add(new Column(key, provenance, values));
        }
      }
      if (runs[budget] > 0) columns.add(noValidationSeconds(epochs, cells.size()));
    }
    int[] codes = cells.stream().mapToInt(cell -> cell.cell().code()).toArray();
    return new BenchmarkTable(NasBench101Space.of(codes), columns);
  }

  /** What a pass over the validation set takes: of this benchmark, training has its price alone. */
  static Column noValidationSeconds(int epochs, int cells) {
    return new Column(
        ColumnKey.of(DATASET, epochs, Metric.VALID_SECONDS, ColumnKey.MEAN),
        Provenance.analytic("NAS-Bench-101 counts the time of the training alone"),
        new double[cells]);
  }

  private static double[] values(List<TrainedCell> cells, int budget, int run, int which) {
    double scale = METRICS[which % METRICS.length].unit() == Metric.Unit.PERCENT ? 100 : 1;
    return cells.stream().mapToDouble(cell -> scale * cell.value(budget, run, which)).toArray();
  }
}
