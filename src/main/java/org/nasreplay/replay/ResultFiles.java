package org.nasreplay.replay;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.InputException;
import org.nasreplay.io.SafeCsv;
import org.nasreplay.io.WrittenFiles;

/**
 * Results as files: {@code provenance.json}, {@code runs.csv} (one row a run), {@code
 * trajectories.csv} (one row a change of the incumbent), {@code optima.csv} and {@code space.csv}.
 * A missing number is an empty cell.
 */
public final class ResultFiles {
  public static final String PROVENANCE = "provenance.json";
  public static final String RUNS = "runs.csv";
  public static final String TRAJECTORIES = "trajectories.csv";
  public static final String OPTIMA = "optima.csv";
  public static final String SPACE = "space.csv";

  /** In the order in which they are written. */
  public static final List<String> ALL = List.of(RUNS, TRAJECTORIES, OPTIMA, SPACE, PROVENANCE);

  static final String[] RUN_COLUMNS = {
    "protocol",
    "searcher",
    "run",
    "seed",
    "evaluations",
    "seconds",
    "architecture",
    "reward",
    "valid_accuracy",
    "test_accuracy",
    "flops",
    "params",
    "valid_accuracy_at_budget",
    "test_accuracy_at_budget"
  };
  static final String[] STEP_COLUMNS = {
    "protocol",
    "searcher",
    "run",
    "evaluations",
    "seconds",
    "architecture",
    "reward",
    "valid_accuracy",
    "test_accuracy"
  };
  static final String[] OPTIMUM_COLUMNS = {
    "protocol",
    "best",
    "architecture",
    "reward",
    "valid_accuracy",
    "test_accuracy",
    "flops",
    "params"
  };

  private ResultFiles() {}

  /** Writes the files alone; a {@link ResultFolder} adds what makes them finished. */
  public static void write(Results results, Path folder) throws IOException {
    AtomicFile.write(folder.resolve(RUNS), runs(results.runs()));
    AtomicFile.write(folder.resolve(TRAJECTORIES), trajectories(results.runs()));
    AtomicFile.write(folder.resolve(OPTIMA), optima(results.optima()));
    AtomicFile.write(folder.resolve(SPACE), space(results.landscapes()));
    AtomicFile.write(
        folder.resolve(PROVENANCE), Json.JSON.writeValueAsString(results.description()) + "\n");
  }

  static AtomicFile.Content runs(List<Run> runs) {
    return csv(
        RUN_COLUMNS,
        out -> {
          for (Run r : runs) {
            out.printRecord(
                r.protocol(),
                r.searcher(),
                r.number(),
                r.seed(),
                r.evaluations(),
                cell(r.seconds()),
                r.architecture(),
                cell(r.reward()),
                cell(r.validAccuracy()),
                cell(r.testAccuracy()),
                cell(r.flops()),
                cell(r.params()),
                cell(r.validAtBudget()),
                cell(r.testAtBudget()));
          }
        });
  }

  static AtomicFile.Content trajectories(List<Run> runs) {
    return csv(
        STEP_COLUMNS,
        out -> {
          for (Run r : runs) {
            for (Run.Step s : r.trajectory()) {
              out.printRecord(
                  r.protocol(),
                  r.searcher(),
                  r.number(),
                  s.evaluations(),
                  cell(s.seconds()),
                  s.architecture(),
                  s.reward(),
                  cell(s.validAccuracy()),
                  cell(s.testAccuracy()));
            }
          }
        });
  }

  private static AtomicFile.Content optima(List<Optimum> optima) {
    return csv(
        OPTIMUM_COLUMNS,
        out -> {
          for (Optimum o : optima) {
            out.printRecord(
                o.protocol(),
                o.of(),
                o.architecture(),
                cell(o.reward()),
                cell(o.validAccuracy()),
                cell(o.testAccuracy()),
                cell(o.flops()),
                cell(o.params()));
          }
        });
  }

  static String[] spaceColumns(Stream<String> protocols) {
    return protocols
        .flatMap(p -> Stream.of(p + "/flops", p + "/reward", p + "/test_accuracy"))
        .toArray(String[]::new);
  }

  private static AtomicFile.Content space(Map<String, Results.Landscape> landscapes) {
    return csv(
        spaceColumns(landscapes.keySet().stream()),
        out -> {
          int size = landscapes.values().iterator().next().flops().length;
          for (int i = 0; i < size; i++) {
            for (Results.Landscape landscape : landscapes.values()) {
              out.print((long) landscape.flops()[i]);
              out.print(cell(landscape.reward()[i]));
              out.print(cell(landscape.testAccuracy()[i]));
            }
            out.println();
          }
        });
  }

  /** Whether the folder's results were written before finished ones had a {@link Manifest}. */
  static boolean areOfEarlierVersion(Path folder) throws IOException {
    Path runs = folder.resolve(RUNS);
    if (!Files.isRegularFile(runs) || Files.exists(folder.resolve(WrittenFiles.LIST))) return false;
    try (BufferedReader reader = Files.newBufferedReader(runs)) {
      return String.valueOf(reader.readLine()).startsWith("protocol,searcher,run,seed,");
    }
  }

  /**
   * Reads finished results.
   *
   * @param wayOut what helps where they are not what was written, as the end of a line
   * @throws InputException where a file is missing, holds what it should not, or was changed since
   */
  public static Results read(Path folder, String wayOut) throws IOException {
    Manifest complete = Manifest.read(folder.resolve(ResultFolder.COMPLETE));
    if (complete == null) {
      boolean any = Files.exists(folder.resolve(PROVENANCE)) || Files.exists(folder.resolve(RUNS));
      throw new InputException(
          folder.resolve(ResultFolder.COMPLETE).toString(),
          any
              ? "no such file, so these results are not whole, or of an earlier version; nasreplay"
                  + " replay makes them anew, --unchecked reads them as they are"
              : "no such file; results are written by nasreplay replay");
    }
    Results results = ResultReader.read(folder); // first, because it can tell which row is wrong
    complete.check(folder, ALL, wayOut);
    return results;
  }

  /** The same of results that somebody may have edited: their digests are not looked at. */
  public static Results readUnchecked(Path folder) throws IOException {
    Results results = ResultReader.read(folder);
    return new Results(
        results.description().asUnchecked(),
        results.runs(),
        results.optima(),
        results.landscapes());
  }

  private interface Rows {
    void printTo(SafeCsv out) throws IOException;
  }

  private static AtomicFile.Content csv(String[] header, Rows rows) {
    return file -> {
      try (BufferedWriter writer = Files.newBufferedWriter(file);
          var out = new SafeCsv(writer)) {
        out.printRecord((Object[]) header);
        rows.printTo(out);
      }
    };
  }

  private static Object cell(double value) {
    return Double.isNaN(value) ? "" : value;
  }
}
