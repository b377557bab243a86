package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.space.Dataset;
import org.nasreplay.study.RewardTable;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.file.TableFile;
import picocli.CommandLine.Option;

/** Which rewards a study enumerates. */
final class StudyTable {
  @Option(
      names = "--table",
      paramLabel = "FILE",
      defaultValue = ProjectFiles.DEFAULT_TABLE,
      description = "whose rewards are enumerated (default: ${DEFAULT-VALUE})")
  private String table = ProjectFiles.DEFAULT_TABLE;

  @Option(
      names = "--metric",
      defaultValue = "valid_accuracy",
      description = "the reward: valid_accuracy or test_accuracy (default: ${DEFAULT-VALUE})",
      completionCandidates = Completions.Metrics.class)
  private String metric = "valid_accuracy";

  @Option(
      names = "--epochs",
      defaultValue = "12",
      description = "of the training that the reward is read from (default: ${DEFAULT-VALUE})")
  private int epochs = 12;

  @Option(
      names = "--dataset",
      completionCandidates = Completions.Datasets.class,
      description = "default: every one that has such rewards")
  private @Nullable String dataset;

  /**
   * One per dataset that the table has rewards for.
   *
   * @throws InputException where it has none
   */
  List<RewardTable> rewards(PrintWriter err) throws IOException {
    TableFile opened = ProjectFiles.table(table);
    BenchmarkTable read = opened.table();
    Metric wanted = Metric.parse(metric);
    Expect.whole("--epochs", epochs, 1, 999_999);
    List<Dataset> known = dataset != null ? List.of(named(dataset, read)) : read.searched();
    List<Dataset> present = known.stream().filter(each -> has(read, each, wanted)).toList();
    // Where none is there, reading one says what is missing.
    List<Dataset> asked = present.isEmpty() ? known.subList(0, 1) : present;
    List<RewardTable> rewards =
        asked.stream().map(d -> RewardTable.of(read, d, wanted, epochs)).toList();
    ProjectFiles.remark(opened, err);
    return rewards;
  }

  /** Of those with values, and of those that are searched on the split that has some. */
  private static Dataset named(String dataset, BenchmarkTable read) {
    return read.searched().stream()
        .filter(each -> each.label().equalsIgnoreCase(dataset))
        .findFirst()
        .orElseGet(() -> ProjectFiles.dataset(dataset, read));
  }

  private boolean has(BenchmarkTable read, Dataset searched, Metric wanted) {
    Dataset split = wanted == Metric.VALID_ACCURACY ? read.space().searchSplit(searched) : searched;
    return read.hasMean(ColumnKey.of(split, epochs, wanted, ColumnKey.MEAN));
  }
}
