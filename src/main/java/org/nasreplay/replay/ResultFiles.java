package org.nasreplay.replay;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.InputException;
import org.nasreplay.io.SafeCsv;
import org.nasreplay.io.Text;
import org.nasreplay.io.Together;
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

  /**
   * What the runs took of a processor: beside the results, as it is another each time, so that it
   * is not held against what was written and may be absent.
   */
  public static final String PROCESSOR = "processor.csv";

  /** In the order in which they are written. */
  public static final List<String> ALL = List.of(RUNS, TRAJECTORIES, OPTIMA, SPACE, PROVENANCE);

  /** What is written, of which {@link #ALL} is what a finished folder is held against. */
  static final List<String> WRITTEN = Stream.concat(ALL.stream(), Stream.of(PROCESSOR)).toList();

  /** Of a run, up to its costs, which a benchmark has its own of, and behind them. */
  private static final List<String> BEFORE_COSTS =
      List.of(
          "protocol",
          "searcher",
          "run",
          "seed",
          "evaluations",
          "seconds",
          "architecture",
          "reward",
          "valid_accuracy",
          "test_accuracy");

  private static final List<String> BEHIND_COSTS =
      List.of("valid_accuracy_at_budget", "test_accuracy_at_budget");

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

  /** Behind those of a step, where fronts weigh one cost or two. */
  private static final List<String> STEP_COSTS = List.of("cost", "second_cost");

  private static final List<String> OF_AN_OPTIMUM =
      List.of("protocol", "best", "architecture", "reward", "valid_accuracy", "test_accuracy");

  static final String[] PROCESSOR_COLUMNS = {"protocol", "searcher", "evaluations", "seconds"};

  private ResultFiles() {}

  static String[] runColumns(Collection<String> costs) {
    return Stream.of(BEFORE_COSTS, costs, BEHIND_COSTS)
        .flatMap(Collection::stream)
        .toArray(String[]::new);
  }

  /**
   * Of a step.
   *
   * @param costs how many fronts weigh, 0 to 2
   */
  static String[] stepColumns(int costs) {
    return Stream.of(List.of(STEP_COLUMNS), STEP_COSTS.subList(0, costs))
        .flatMap(Collection::stream)
        .toArray(String[]::new);
  }

  /** How many costs the header of a file of steps names; 0 where it is no such header. */
  static int stepCosts(Path stepFile) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(stepFile)) {
      List<String> header = List.of(String.valueOf(reader.readLine()).split(",", -1));
      int costs = header.size() - STEP_COLUMNS.length;
      return costs == 1 || costs == 2 ? costs : 0;
    } catch (NoSuchFileException | CharacterCodingException e) {
      return 0; // who reads the rows says so
    }
  }

  static String[] optimumColumns(Collection<String> costs) {
    return Stream.of(OF_AN_OPTIMUM, costs).flatMap(Collection::stream).toArray(String[]::new);
  }

  /** The costs that the header of a file of runs names; none where it is no such header. */
  static List<String> costs(Path runFile) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(runFile)) {
      List<String> header = List.of(String.valueOf(reader.readLine()).split(",", -1));
      int from = BEFORE_COSTS.size();
      int to = header.size() - BEHIND_COSTS.size();
      return from < to ? header.subList(from, to) : List.of();
    } catch (NoSuchFileException | CharacterCodingException e) {
      return List.of(); // who reads the rows says so
    }
  }

  /** Writes the files alone; a {@link ResultFolder} adds what makes them finished. */
  public static void write(Results results, Path folder) throws IOException {
    Together.each(
        List.of( // the longest first
            Map.entry(TRAJECTORIES, trajectories(results.runs())),
            Map.entry(SPACE, space(results)),
            Map.entry(RUNS, runs(results.runs())),
            Map.entry(OPTIMA, optima(results))),
        file -> {
          AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
          return file;
        });
    AtomicFile.write(
        folder.resolve(PROVENANCE), Json.JSON.writeValueAsString(results.provenance()) + "\n");
    AtomicFile.writeUnforced(folder.resolve(PROCESSOR), processor(results.processorTimes()));
  }

  static AtomicFile.Content runs(List<Run> runs) {
    return csv(
        runColumns(runs.get(0).costs().keySet()),
        out -> {
          for (Run r : runs) {
            out.print(r.protocol());
            out.print(r.searcher());
            out.print(r.number());
            out.print(r.seed());
            out.print(r.evaluations());
            out.print(cell(r.seconds()));
            out.print(r.architecture());
            out.print(cell(r.reward()));
            out.print(cell(r.validAccuracy()));
            out.print(cell(r.testAccuracy()));
            for (double cost : r.costs().values()) out.print(cell(cost));
            out.print(cell(r.validAtBudget()));
            out.print(cell(r.testAtBudget()));
            out.println();
          }
        });
  }

  static AtomicFile.Content trajectories(List<Run> runs) {
    int costs =
        runs.stream()
            .filter(run -> !run.trajectory().isEmpty())
            .mapToInt(run -> run.trajectory().get(0).costs().size())
            .max()
            .orElse(0);
    return csv(
        stepColumns(costs),
        out -> {
          for (Run r : runs) {
            for (Run.Step s : r.trajectory()) {
              out.print(r.protocol());
              out.print(r.searcher());
              out.print(r.number());
              out.print(s.evaluations());
              out.print(cell(s.seconds()));
              out.print(s.architecture());
              out.print(s.reward());
              out.print(cell(s.validAccuracy()));
              out.print(cell(s.testAccuracy()));
              for (int i = 0; i < costs; i++) {
                out.print(i < s.costs().size() ? s.costs().get(i) : "");
              }
              out.println();
            }
          }
        });
  }

  static AtomicFile.Content processor(List<ProcessorTime> times) {
    return csv(
        PROCESSOR_COLUMNS,
        out -> {
          for (ProcessorTime t : times) {
            out.printRecord(t.protocol(), t.searcher(), t.evaluations(), t.seconds());
          }
        });
  }

  private static AtomicFile.Content optima(Results results) {
    return csv(
        optimumColumns(results.provenance().costNames()),
        out -> {
          for (Optimum o : results.optima()) {
            out.print(o.protocol());
            out.print(o.of());
            out.print(o.architecture());
            out.print(cell(o.reward()));
            out.print(cell(o.validAccuracy()));
            out.print(cell(o.testAccuracy()));
            for (double cost : o.costs().values()) out.print(cell(cost));
            out.println();
          }
        });
  }

  static String[] spaceColumns(ReplayProvenance provenance) {
    return provenance.protocols().stream()
        .flatMap(
            protocol ->
                Stream.concat(
                        Stream.of(provenance.cost(protocol).name(), "reward", "test_accuracy"),
                        protocol.frontCosts().stream().skip(1))
                    .map(column -> protocol.name() + "/" + column))
        .toArray(String[]::new);
  }

  private static AtomicFile.Content space(Results results) {
    Collection<Results.Networks> networks = results.networks().values();
    return csv(
        spaceColumns(results.provenance()),
        out -> {
          int size = networks.iterator().next().cost().length;
          for (int i = 0; i < size; i++) {
            for (Results.Networks network : networks) {
              out.print(wholeOrNot(network.cost()[i]));
              out.print(cell(network.reward()[i]));
              out.print(cell(network.testAccuracy()[i]));
              double[] second = network.secondCost();
              if (second != null) out.print(wholeOrNot(second[i]));
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
   * @throws InputException where a file is missing, holds what it should not, or was changed since,
   *     or the results are a shard's
   */
  public static Results read(Path folder, String wayOut) throws IOException {
    return whole(readFinished(folder, wayOut), folder);
  }

  /** The same of results that somebody may have edited: their digests are not looked at. */
  public static Results readUnchecked(Path folder) throws IOException {
    Results results = whole(ResultReader.read(folder), folder);
    return new Results(
        results.provenance().asUnchecked(),
        results.runs(),
        results.optima(),
        results.networks(),
        results.processorTimes());
  }

  private static Results whole(Results results, Path folder) {
    Shard shard = results.provenance().shard();
    if (shard == null) return results;
    throw new InputException(
        folder.toString(),
        Text.format(
            "%s, not whole results; compare --merge makes them of all %d",
            shard.inWords(), shard.count()));
  }

  /** Finished results, or those of a finished shard. */
  static Results readFinished(Path folder, String wayOut) throws IOException {
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
    // The reader is told first, because it knows which row is wrong.
    return Together.both(() -> ResultReader.read(folder), () -> complete.check(folder, ALL, wayOut))
        .first();
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

  private static Object wholeOrNot(double cost) {
    return cost == (long) cost ? (Object) (long) cost : cell(cost);
  }

  private static Object cell(double value) {
    return Double.isNaN(value) ? "" : value;
  }
}
