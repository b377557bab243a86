package org.nasreplay.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.SafeCsv;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.Benchmark;
import org.nasreplay.oracle.Evaluator;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.space.Architecture;
import org.nasreplay.table.MissingValueException;

/**
 * Runs that were made elsewhere, of which a CSV file tells the architectures in the order of their
 * evaluation: columns {@code protocol}, {@code run} (from 0) and {@code architecture}, and where
 * they are known, {@code epochs}, {@code seconds} and {@code reward} of each evaluation.
 *
 * <p>What such a run has found is asked of the table anew: the file decides which architectures
 * were trained, and where it gives a reward or a time, which of their stored trainings that was.
 * Where it gives none, one is drawn as for any other searcher.
 *
 * @param replay of the runs: the suite's protocols that the file has, and one searcher
 * @param runs by protocol and number
 * @param cut evaluations behind the end of a budget, which are left out
 * @param unspent runs that end before their budget does
 */
public record ImportedRuns(Replay replay, List<Run> runs, long cut, long unspent) {
  private static final List<String> REQUIRED = List.of("protocol", "run", "architecture");
  private static final List<String> COLUMNS =
      List.of("protocol", "run", "architecture", "epochs", "seconds", "reward");

  /** Of the numbers in a file, the digits that survive adding and subtracting. */
  private static final double ROUNDING = 1e-9;

  private static final int MOST_RUNS = 1_000_000;

  /**
   * Reads runs.
   *
   * @param label of the searcher; that it is imported is added
   * @throws InputException where the file is not such a file, or contradicts suite or table; names
   *     the line
   */
  public static ImportedRuns read(Path file, Suite suite, Benchmark benchmark, String label)
      throws IOException {
    String settings =
        Text.format(
            "{\"file\":%s,\"sha256\":\"%s\"}",
            Json.JSON.writeValueAsString(String.valueOf(file.getFileName())), digest(file));
    var searcher = new ConfiguredSearcher("imported", settings, label, () -> session -> {});
    List<Suite.Entry> entries = List.of(new Suite.Entry(label + " (imported)", searcher));
    return new Reader(file, new Replay(suite, benchmark, entries)).read(suite, benchmark, entries);
  }

  private static String digest(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw InputException.of(file, e);
    }
  }

  /** The runs of one file while it is being read. */
  private static final class Reader {
    private final Path file;
    private final Replay replay;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, TreeMap<Integer, BudgetedSession>> sessions = new LinkedHashMap<>();
    private long line;
    private long cut;

    Reader(Path file, Replay replay) {
      this.file = file;
      this.replay = replay;
      for (Task task : replay.tasks()) tasks.put(task.protocol().name(), task);
    }

    ImportedRuns read(Suite suite, Benchmark benchmark, List<Suite.Entry> entries)
        throws IOException {
      readRows();
      int runs = requireAllRuns();
      Suite imported =
          suite
              .withRuns(runs)
              .withProtocols(
                  suite.protocols().stream().filter(p -> sessions.containsKey(p.name())).toList());
      List<Run> finished = new ArrayList<>();
      long unspent = 0;
      for (Protocol protocol : imported.protocols()) {
        Task task = Objects.requireNonNull(tasks.get(protocol.name()));
        for (var each : Objects.requireNonNull(sessions.get(protocol.name())).entrySet()) {
          BudgetedSession session = each.getValue();
          if (!session.exhausted()) unspent++;
          finished.add(
              task.finished(
                  entries.get(0).label(), each.getKey(), seed(task, each.getKey()), session));
        }
      }
      return new ImportedRuns(new Replay(imported, benchmark, entries), finished, cut, unspent);
    }

    private long seed(Task task, int run) {
      ConfiguredSearcher searcher = replay.entries().get(0).searcher();
      return new RunSeed(replay.suite().seed(), searcher, task.protocol()).of(run);
    }

    private void readRows() throws IOException {
      try (CSVParser parser = SafeCsv.parse(file)) {
        Iterator<CSVRecord> records = parser.iterator();
        line = 1;
        Map<String, Integer> columns = columns(records.hasNext() ? records.next() : null);
        while (records.hasNext()) {
          CSVRecord row = records.next();
          line = parser.getCurrentLineNumber();
          if (row.size() != columns.size()) {
            throw refused(Text.format("%d cells, expected %d", row.size(), columns.size()));
          }
          evaluate(new Row(row, columns));
        }
      } catch (UncheckedIOException e) { // in words of Commons CSV
        String reason =
            e.getCause() instanceof CharacterCodingException
                ? "not UTF-8, as it should be"
                : "quotes inside a cell, expected around the whole of it";
        throw new InputException(file + ":" + (line + 1), reason, e);
      } catch (IOException e) {
        throw InputException.of(file, e);
      }
      if (sessions.isEmpty()) throw refused("no evaluation, expected at least one");
    }

    private Map<String, Integer> columns(@Nullable CSVRecord header) {
      if (header == null) throw refused("is empty, expected " + String.join(",", COLUMNS));
      Map<String, Integer> columns = new LinkedHashMap<>();
      for (String cell : header) {
        String name = columns.isEmpty() ? cell.replaceFirst("^\uFEFF", "") : cell;
        if (!COLUMNS.contains(name) || columns.put(name, columns.size()) != null) {
          throw refused(
              Text.format(
                  "column (%s), expected each of %s once, the last three where they are known",
                  Text.excerpt(name), String.join(", ", COLUMNS)));
        }
      }
      for (String name : REQUIRED) {
        if (!columns.containsKey(name)) throw refused("no column " + name);
      }
      return columns;
    }

    private void evaluate(Row row) {
      String protocol = row.text("protocol");
      Task task = tasks.get(protocol);
      if (task == null) {
        throw refused(
            Text.format(
                "protocol (%s), expected one of %s",
                Text.excerpt(protocol), String.join(", ", tasks.keySet())));
      }
      int number = row.whole("run", 0, MOST_RUNS - 1);
      BudgetedSession session =
          sessions
              .computeIfAbsent(protocol, key -> new TreeMap<>())
              .computeIfAbsent(number, key -> task.session(seed(task, number)));
      Architecture architecture;
      try {
        architecture = task.space().parse(row.text("architecture"));
      } catch (InputException e) {
        throw refused(e.reason());
      }
      if (!task.space().valid(architecture)) {
        throw refused(
            Text.format("architecture (%s), expected a network", row.text("architecture")));
      }
      if (session.exhausted()) {
        cut++;
        return;
      }
      int whole = task.protocol().reward().epochs();
      int epochs = row.has("epochs") ? row.whole("epochs", 1, whole) : whole;
      try {
        if (row.has("reward") || row.has("seconds")) {
          Evaluator.Fidelity fidelity = task.fidelity(epochs);
          session.evaluate(architecture, fidelity, answer(task, architecture, fidelity, row));
        } else {
          session.evaluate(architecture, epochs);
        }
      } catch (InputException e) {
        throw e.place().isEmpty() ? refused(e.reason()) : e;
      }
    }

    /** The first stored training that has given what the row says. */
    private int answer(Task task, Architecture architecture, Evaluator.Fidelity fidelity, Row row) {
      var stored = new StringJoiner(", ");
      for (int answer = 0; answer < fidelity.answers(); answer++) {
        double reward;
        double seconds;
        try {
          reward = task.told(architecture, fidelity.reward(architecture, answer));
          seconds = fidelity.seconds(architecture, answer);
        } catch (MissingValueException e) {
          continue; // not every architecture was trained with every seed
        }
        if (row.tells("reward", reward) && row.tells("seconds", seconds)) return answer;
        stored.add(
            (row.has("reward") ? "reward " + reward : "")
                + (row.has("reward") && row.has("seconds") ? " in " : "")
                + (row.has("seconds") ? seconds + " seconds" : ""));
      }
      throw refused(
          Text.format(
              "%s of %s, which the table does not have, expected %s",
              row.given(), row.text("architecture"), stored.length() == 0 ? "none" : stored));
    }

    /** How many runs every protocol has. */
    private int requireAllRuns() {
      int runs = -1;
      String first = "";
      for (var each : sessions.entrySet()) {
        int last = each.getValue().lastKey();
        for (int number = 0; number < last; number++) {
          if (!each.getValue().containsKey(number)) {
            throw new InputException(
                file.toString(),
                Text.format(
                    "protocol %s has no run %d, expected all from 0 to %d",
                    each.getKey(), number, last));
          }
        }
        if (runs >= 0 && last + 1 != runs) {
          throw new InputException(
              file.toString(),
              Text.format(
                  "protocol %s has %d runs, expected %d as of %s",
                  each.getKey(), last + 1, runs, first));
        }
        runs = last + 1;
        first = each.getKey();
      }
      return runs;
    }

    private InputException refused(String reason) {
      return new InputException(file + ":" + line, reason);
    }

    /** The cells of one row by their columns. */
    private final class Row {
      private final CSVRecord cells;
      private final Map<String, Integer> columns;

      Row(CSVRecord cells, Map<String, Integer> columns) {
        this.cells = cells;
        this.columns = columns;
      }

      String text(String column) {
        Integer at = columns.get(column);
        return at == null ? "" : SafeCsv.text(cells.get(at));
      }

      boolean has(String column) {
        return !text(column).isEmpty();
      }

      int whole(String column, int least, int greatest) {
        String cell = text(column);
        if (cell.matches("[0-9]{1,9}")) {
          int number = Integer.parseInt(cell);
          if (least <= number && number <= greatest) return number;
        }
        throw refused(
            Text.format(
                "%s (%s), expected a whole number from %d to %d",
                column, Text.excerpt(cell), least, greatest));
      }

      /** Whether a cell is the value in the digits that it has; an empty one is any. */
      boolean tells(String column, double value) {
        String cell = text(column);
        if (cell.isEmpty()) return true;
        if (!Text.isNumber(cell)) {
          throw refused(Text.format("%s (%s), expected a number", column, Text.excerpt(cell)));
        }
        int point = cell.indexOf('.');
        boolean plain = cell.matches("[-+]?[0-9]*\\.?[0-9]*");
        double half = plain ? 0.5 * Math.pow(10, point < 0 ? 0 : point + 1 - cell.length()) : 0;
        double tolerance = Math.max(half * (1 + ROUNDING), ROUNDING * Math.abs(value));
        return Math.abs(Double.parseDouble(cell) - value) <= tolerance;
      }

      String given() {
        var given = new StringJoiner(" and ");
        if (has("reward")) given.add("reward (" + Text.excerpt(text("reward")) + ")");
        if (has("seconds")) given.add("seconds (" + Text.excerpt(text("seconds")) + ")");
        return given.toString();
      }
    }
  }
}
