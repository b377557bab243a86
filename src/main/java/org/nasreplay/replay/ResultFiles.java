package org.nasreplay.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.InputException;

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

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private static final String[] RUN_COLUMNS = {
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
    "params"
  };
  private static final String[] STEP_COLUMNS = {
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
  private static final String[] OPTIMUM_COLUMNS = {
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

  public static void write(Results results, Path folder) throws IOException {
    Files.createDirectories(folder);
    writeRuns(results.runs(), folder.resolve(RUNS));
    writeTrajectories(results.runs(), folder.resolve(TRAJECTORIES));
    csv(
        folder.resolve(OPTIMA),
        OPTIMUM_COLUMNS,
        out -> {
          for (Optimum o : results.optima()) {
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
    writeSpace(results.landscapes(), folder.resolve(SPACE));
    AtomicFile.write(
        folder.resolve(PROVENANCE), Json.JSON.writeValueAsString(results.description()) + "\n");
  }

  static void writeRuns(List<Run> runs, Path file) throws IOException {
    csv(
        file,
        RUN_COLUMNS,
        out -> {
          for (Run r : runs) {
            out.printRecord(
                r.protocol(),
                r.searcher(),
                r.number(),
                r.seed(),
                r.evaluations(),
                r.seconds(),
                r.architecture(),
                cell(r.reward()),
                cell(r.validAccuracy()),
                cell(r.testAccuracy()),
                cell(r.flops()),
                cell(r.params()));
          }
        });
  }

  static void writeTrajectories(List<Run> runs, Path file) throws IOException {
    csv(
        file,
        STEP_COLUMNS,
        out -> {
          for (Run r : runs) {
            for (Run.Step s : r.trajectory()) {
              out.printRecord(
                  r.protocol(),
                  r.searcher(),
                  r.number(),
                  s.evaluations(),
                  s.seconds(),
                  s.architecture(),
                  s.reward(),
                  cell(s.validAccuracy()),
                  cell(s.testAccuracy()));
            }
          }
        });
  }

  private static String[] spaceColumns(Stream<String> protocols) {
    return protocols
        .flatMap(p -> Stream.of(p + "/flops", p + "/reward", p + "/test_accuracy"))
        .toArray(String[]::new);
  }

  private static void writeSpace(Map<String, Results.Landscape> landscapes, Path file)
      throws IOException {
    csv(
        file,
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

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InputException where a file is missing or does not hold what it should
   */
  public static Results read(Path folder) throws IOException {
    Description description = Description.read(folder.resolve(PROVENANCE));
    List<Run> runs = readRuns(folder.resolve(RUNS), folder.resolve(TRAJECTORIES));
    List<Optimum> optima = new ArrayList<>();
    forEachRow(
        folder.resolve(OPTIMA),
        OPTIMUM_COLUMNS,
        row ->
            optima.add(
                new Optimum(
                    row.text(0),
                    row.text(1),
                    row.text(2),
                    row.number(3),
                    row.number(4),
                    row.number(5),
                    row.number(6),
                    row.number(7))));
    return new Results(description, runs, optima, readSpace(description, folder.resolve(SPACE)));
  }

  static List<Run> readRuns(Path runFile, Path trajectoryFile) throws IOException {
    Map<RunKey, List<Run.Step>> steps = new HashMap<>();
    forEachRow(
        trajectoryFile,
        STEP_COLUMNS,
        row ->
            steps
                .computeIfAbsent(RunKey.of(row), key -> new ArrayList<>())
                .add(
                    new Run.Step(
                        row.whole(3),
                        row.number(4),
                        row.text(5),
                        row.number(6),
                        row.number(7),
                        row.number(8))));
    List<Run> runs = new ArrayList<>();
    forEachRow(
        runFile,
        RUN_COLUMNS,
        row ->
            runs.add(
                new Run(
                    row.text(0),
                    row.text(1),
                    (int) row.whole(2),
                    row.whole(3),
                    row.whole(4),
                    row.number(5),
                    row.text(6),
                    row.number(7),
                    row.number(8),
                    row.number(9),
                    row.number(10),
                    row.number(11),
                    steps.getOrDefault(RunKey.of(row), List.of()))));
    return runs;
  }

  private record RunKey(String protocol, String searcher, String number) {
    static RunKey of(Row row) {
      return new RunKey(row.text(0), row.text(1), row.text(2));
    }
  }

  private static Map<String, Results.Landscape> readSpace(Description description, Path file)
      throws IOException {
    List<String> protocols = description.protocols().stream().map(Protocol::name).toList();
    String[] header = spaceColumns(protocols.stream());
    List<DoubleStream.Builder> columns =
        Stream.of(header).map(column -> DoubleStream.builder()).toList();
    forEachRow(
        file,
        header,
        row -> {
          for (int i = 0; i < header.length; i++) columns.get(i).add(row.number(i));
        });
    Iterator<double[]> values = columns.stream().map(column -> column.build().toArray()).iterator();
    Map<String, Results.Landscape> landscapes = new LinkedHashMap<>();
    for (String protocol : protocols) {
      landscapes.put(protocol, new Results.Landscape(values.next(), values.next(), values.next()));
    }
    return landscapes;
  }

  private interface Rows {
    void printTo(CSVPrinter out) throws IOException;
  }

  private static void csv(Path file, String[] header, Rows rows) throws IOException {
    AtomicFile.write(
        file,
        temporary -> {
          try (BufferedWriter writer = Files.newBufferedWriter(temporary);
              var out = new CSVPrinter(writer, FORMAT)) {
            out.printRecord((Object[]) header);
            rows.printTo(out);
          }
        });
  }

  /** Hands over row by row: as records, all rows together would take ten times their file. */
  private static void forEachRow(Path file, String[] header, Consumer<Row> use) throws IOException {
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT)) {
      Iterator<CSVRecord> records = parser.iterator();
      String first = records.hasNext() ? String.join(",", records.next()) : "";
      if (!first.equals(String.join(",", header))) {
        throw new InputException(
            "%s:1: header (%s), expected %s".formatted(file, first, String.join(",", header)));
      }
      while (records.hasNext()) {
        CSVRecord row = records.next();
        if (row.size() != header.length) {
          throw new InputException(
              "%s:%d: %d cells, expected %d"
                  .formatted(file, row.getRecordNumber(), row.size(), header.length));
        }
        use.accept(new Row(file, row));
      }
    } catch (NoSuchFileException e) {
      throw new InputException(
          "%s: no such file; results are written by nasreplay replay".formatted(file), e);
    } catch (UncheckedIOException e) { // Commons CSV's own, whose message names the line
      throw new InputException(
          "%s: %s".formatted(file, Objects.requireNonNull(e.getCause()).getMessage()), e);
    }
  }

  private static Object cell(double value) {
    return Double.isNaN(value) ? "" : value;
  }

  /** The cells of one row. */
  private record Row(Path file, CSVRecord row) {
    String text(int column) {
      return row.get(column);
    }

    double number(int column) {
      return text(column).isEmpty() ? Double.NaN : parsed(column, Double::valueOf);
    }

    long whole(int column) {
      return parsed(column, Long::valueOf);
    }

    private <T> T parsed(int column, Function<String, T> parse) {
      try {
        return parse.apply(row.get(column));
      } catch (NumberFormatException e) {
        throw new InputException(
            "%s:%d: (%s) in column %d is not a number"
                .formatted(file, row.getRecordNumber(), row.get(column), column + 1),
            e);
      }
    }
  }
}
