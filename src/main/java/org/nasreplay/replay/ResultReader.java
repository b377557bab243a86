package org.nasreplay.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.nasreplay.io.Ahead;
import org.nasreplay.io.InputException;
import org.nasreplay.io.SafeCsv;
import org.nasreplay.io.Text;

/** Reads result files, and holds them against each other: what is wrong is named with its row. */
final class ResultReader {
  private ResultReader() {}

  /**
   * Reads results that need not be what a replay has written: somebody may have edited them. They
   * are as many as they say, and agree with each other.
   *
   * @throws InputException where a file is missing or does not hold what it should
   */
  static Results read(Path folder) throws IOException {
    ReplayProvenance provenance = ReplayProvenance.read(folder.resolve(ResultFiles.PROVENANCE));
    Path runFile = folder.resolve(ResultFiles.RUNS);
    List<Run> runs = withoutSteps(runFile, provenance.costNames());
    requireAll(provenance, runs, runFile);
    Path stepFile = folder.resolve(ResultFiles.TRAJECTORIES);
    addSteps(runs, runFile, stepFile);
    for (Run run : runs) requireItsCosts(run, provenance.protocol(run.protocol()), stepFile);
    List<Optimum> optima = new ArrayList<>();
    List<String> costs = provenance.costNames();
    forEachRow(
        folder.resolve(ResultFiles.OPTIMA),
        ResultFiles.optimumColumns(costs),
        row ->
            optima.add(
                new Optimum(
                    row.text(0),
                    row.text(1),
                    row.text(2),
                    row.percent(3),
                    row.percent(4),
                    row.percent(5),
                    row.costs(6, costs))));
    requireBoth(provenance, optima, folder.resolve(ResultFiles.OPTIMA));
    return new Results(
        provenance,
        runs,
        optima,
        readSpace(provenance, folder.resolve(ResultFiles.SPACE)),
        readProcessor(folder.resolve(ResultFiles.PROCESSOR)));
  }

  static List<ProcessorTime> readProcessor(Path file) throws IOException {
    if (!Files.exists(file)) return List.of();
    List<ProcessorTime> times = new ArrayList<>();
    forEachRow(
        file,
        ResultFiles.PROCESSOR_COLUMNS,
        row ->
            times.add(
                new ProcessorTime(
                    row.text(0), row.text(1), row.count(2, Long.MAX_VALUE), row.cost(3))));
    return times;
  }

  /** By protocol, then searcher, then number, each of them once. */
  private static void requireAll(ReplayProvenance provenance, List<Run> runs, Path file) {
    int at =
        provenance.shard() == null ? all(provenance, runs, file) : share(provenance, runs, file);
    if (at < runs.size()) {
      throw new InputException(
          file + ":" + (at + 2),
          Text.format(
              "%s, expected the end: it stands above, or %s does not name it",
              found(runs, at), ResultFiles.PROVENANCE));
    }
  }

  /** Where those that must be there end. */
  private static int all(ReplayProvenance provenance, List<Run> runs, Path file) {
    int at = 0;
    for (Protocol protocol : provenance.protocols()) {
      for (ReplayProvenance.Searcher searcher : provenance.searchers()) {
        Set<Integer> sizes = new TreeSet<>();
        for (ReplayProvenance replay : provenance.replays()) sizes.add(replay.runs());
        int number = 0;
        while (at < runs.size() && isOf(runs.get(at), protocol.name(), searcher.label())) {
          if (runs.get(at).number() != number) break;
          number++;
          at++;
        }
        if (sizes.contains(number)) continue;
        throw new InputException(
            file + ":" + (at + 2),
            Text.format(
                "%s, expected run %d of %s under %s: every searcher has %s runs, from 0 on",
                found(runs, at),
                number,
                searcher.label(),
                protocol.name(),
                sizes.stream().map(String::valueOf).collect(Collectors.joining(" or "))));
      }
    }
    return at;
  }

  /** The same of a shard. */
  private static int share(ReplayProvenance provenance, List<Run> runs, Path file) {
    long all =
        (long) provenance.runs() * provenance.protocols().size() * provenance.searchers().size();
    if (all < 1 || all > Suite.MOST_RUNS_IN_ALL) {
      throw new InputException(
          file.resolveSibling(ResultFiles.PROVENANCE).toString(),
          Text.format("runs (%d), expected those of a suite", provenance.runs()));
    }
    int at = 0;
    for (Cell cell : provenance.cells()) {
      for (int number = cell.from(); number < cell.end(); number++, at++) {
        if (at < runs.size()
            && isOf(runs.get(at), cell.protocol(), cell.searcher())
            && runs.get(at).number() == number) {
          continue;
        }
        throw new InputException(
            file + ":" + (at + 2),
            Text.format(
                "%s, expected run %d of %s under %s",
                found(runs, at), number, cell.searcher(), cell.protocol()));
      }
    }
    return at;
  }

  private static String found(List<Run> runs, int at) {
    if (at == runs.size()) return "the end";
    Run run = runs.get(at);
    return Text.format("run %d of %s under %s", run.number(), run.searcher(), run.protocol());
  }

  private static boolean isOf(Run run, String protocol, String searcher) {
    return run.protocol().equals(protocol) && run.searcher().equals(searcher);
  }

  private static void requireBoth(ReplayProvenance provenance, List<Optimum> optima, Path file) {
    List<String> expected =
        provenance.protocols().stream()
            .flatMap(p -> Stream.of(p.name() + " validation", p.name() + " test"))
            .toList();
    List<String> actual = optima.stream().map(o -> o.protocol() + " " + o.of()).toList();
    if (!actual.equals(expected)) {
      throw new InputException(
          file.toString(), "rows of " + actual + ", expected one each of " + expected);
    }
  }

  /** Runs that agree with their trajectories. */
  static List<Run> readRuns(Path runFile, Path trajectoryFile) throws IOException {
    List<Run> runs = withoutSteps(runFile, ResultFiles.costs(runFile));
    addSteps(runs, runFile, trajectoryFile);
    return runs;
  }

  private static List<Run> withoutSteps(Path runFile, List<String> costs) throws IOException {
    List<Run> runs = new ArrayList<>();
    int behind = 10 + costs.size();
    forEachRow(
        runFile,
        ResultFiles.runColumns(costs),
        row ->
            runs.add(
                new Run(
                    row.text(0),
                    row.text(1),
                    (int) row.count(2, Integer.MAX_VALUE),
                    row.whole(3),
                    row.count(4, Long.MAX_VALUE),
                    row.seconds(5, row.whole(4)),
                    row.text(6),
                    row.percent(7),
                    row.percent(8),
                    row.percent(9),
                    row.costs(10, costs),
                    row.percent(behind),
                    row.percent(behind + 1),
                    new ArrayList<>())));
    return runs;
  }

  private static void addSteps(List<Run> runs, Path runFile, Path trajectoryFile)
      throws IOException {
    int costs = ResultFiles.stepCosts(trajectoryFile);
    var steps = new Steps(runs, costs);
    forEachRow(trajectoryFile, ResultFiles.stepColumns(costs), steps::add);
    for (int i = 0; i < runs.size(); i++) requireItsEnd(runs.get(i), runFile + ":" + (i + 2));
  }

  /** Gives the steps, which come in the order of the runs, to their runs. */
  private static final class Steps {
    private final List<Run> runs;
    private final int costs;
    private int at;

    Steps(List<Run> runs, int costs) {
      this.runs = runs;
      this.costs = costs;
    }

    void add(Row row) {
      while (at < runs.size() && !isOf(row, runs.get(at))) at++;
      if (at == runs.size()) {
        throw row.refused(
            Text.format(
                "run %s of %s under %s, which %s does not have in this order",
                row.text(2), row.text(1), row.text(0), ResultFiles.RUNS));
      }
      Run run = runs.get(at);
      var step =
          new Run.Step(
              row.count(3, run.evaluations()),
              row.positive(4),
              row.text(5),
              row.percent(6),
              row.percent(7),
              row.percent(8),
              row.given(9, costs));
      List<Run.Step> steps = run.trajectory();
      Run.Step before = steps.isEmpty() ? null : steps.get(steps.size() - 1);
      if (step.seconds() > run.seconds()) {
        throw row.refused(
            Text.format("%s seconds, after the run's %s", step.seconds(), run.seconds()));
      }
      if (before != null
          && (step.evaluations() <= before.evaluations()
              || step.seconds() < before.seconds()
              || before.costs().size() != step.costs().size()
              || before.covers(step))) {
        throw row.refused(
            step.costs().isEmpty()
                ? "a new incumbent comes later than the one above and has a better reward"
                : "a new network of a front comes later than the one above, which does not beat it");
      }
      steps.add(step);
    }

    private static boolean isOf(Row row, Run run) {
      return row.text(2).equals(Integer.toString(run.number()))
          && row.text(1).equals(run.searcher())
          && row.text(0).equals(run.protocol());
    }
  }

  /** The last incumbent is the run's answer. */
  private static void requireItsEnd(Run run, String place) {
    List<Run.Step> steps = run.trajectory();
    if (steps.isEmpty() != !run.answered()) {
      throw new InputException(
          place, run.answered() ? "an answer without a trajectory" : "a trajectory but no answer");
    }
    if (steps.isEmpty()) return;
    Run.Step last = steps.get(0);
    for (Run.Step step : steps) if (step.reward() > last.reward()) last = step;
    if (!last.architecture().equals(run.architecture())
        || Double.compare(last.reward(), run.reward()) != 0
        || Double.compare(last.validAccuracy(), run.validAccuracy()) != 0
        || Double.compare(last.testAccuracy(), run.testAccuracy()) != 0) {
      throw new InputException(
          place,
          Text.format(
              "%s with reward %s, expected the last one of its trajectory, %s with %s",
              run.architecture(), run.reward(), last.architecture(), last.reward()));
    }
  }

  /** A front's steps have the costs that it weighs, others none. */
  private static void requireItsCosts(Run run, Protocol protocol, Path file) {
    int expected = protocol.frontCosts().size();
    for (Run.Step step : run.trajectory()) {
      if (step.costs().size() == expected) continue;
      throw new InputException(
          file.toString(),
          Text.format(
              "%d costs of %s in run %d of %s under %s, expected %d",
              step.costs().size(),
              step.architecture(),
              run.number(),
              run.searcher(),
              run.protocol(),
              expected));
    }
  }

  private static Map<String, Results.Networks> readSpace(ReplayProvenance provenance, Path file)
      throws IOException {
    String[] header = ResultFiles.spaceColumns(provenance);
    List<DoubleStream.Builder> columns =
        Stream.of(header).map(column -> DoubleStream.builder()).toList();
    forEachRow(
        file,
        header,
        row -> {
          for (int i = 0; i < header.length; i++) {
            boolean percent = header[i].endsWith("/reward") || header[i].endsWith("/test_accuracy");
            columns.get(i).add(percent ? row.percent(i) : row.cost(i));
          }
        });
    Iterator<double[]> values = columns.stream().map(column -> column.build().toArray()).iterator();
    Map<String, Results.Networks> networks = new LinkedHashMap<>();
    for (Protocol protocol : provenance.protocols()) {
      networks.put(
          protocol.name(),
          new Results.Networks(
              values.next(),
              values.next(),
              values.next(),
              protocol.frontCosts().size() < 2 ? null : values.next()));
    }
    return networks;
  }

  /** Hands over row by row: as records, all rows together would take ten times their file. */
  private static void forEachRow(Path file, String[] header, Consumer<Row> use) throws IOException {
    long read = 0;
    try (CSVParser parser = SafeCsv.parse(file);
        var records = new Ahead<>(parser.iterator())) {
      String first =
          records.hasNext()
              ? records.next().stream().map(SafeCsv::text).collect(Collectors.joining(","))
              : "";
      if (!first.equals(String.join(",", header))) {
        throw new InputException(
            Text.format("%s:1: header (%s), expected %s", file, first, String.join(",", header)));
      }
      read = 1;
      while (records.hasNext()) {
        CSVRecord row = records.next();
        read = row.getRecordNumber();
        if (row.size() != header.length) {
          throw new InputException(
              Text.format(
                  "%s:%d: %d cells, expected %d",
                  file, row.getRecordNumber(), row.size(), header.length));
        }
        use.accept(new Row(file, row));
      }
    } catch (NoSuchFileException e) {
      throw new InputException(
          Text.format("%s: no such file; results are written by nasreplay replay", file), e);
    } catch (UncheckedIOException e) { // in words of Commons CSV, and in digits of the country
      if (e.getCause() instanceof CharacterCodingException) {
        throw new InputException(file.toString(), "not UTF-8, which results are written in", e);
      }
      throw new InputException(
          file + ":" + (read + 1), "quotes inside a cell, expected around the whole of it", e);
    }
  }

  /** The cells of one row. */
  private record Row(Path file, CSVRecord row) {
    String text(int column) {
      return SafeCsv.text(row.get(column));
    }

    double number(int column) {
      String cell = text(column);
      if (cell.isEmpty()) return Double.NaN;
      if (!Text.isNumber(cell)) throw outside(column, "a number");
      return Double.parseDouble(cell);
    }

    long whole(int column) {
      String cell = text(column);
      try {
        if (Text.isNumber(cell)) return Long.parseLong(cell);
      } catch (NumberFormatException e) {
        // with a point or an exponent, or too long: a number, but no whole one
      }
      throw outside(column, "a whole number");
    }

    /** A whole number, 0..greatest. */
    long count(int column, long greatest) {
      long count = whole(column);
      if (count < 0 || count > greatest) throw outside(column, "0 to " + greatest);
      return count;
    }

    /** Above 0; NaN where the cell is empty. */
    double positive(int column) {
      double value = number(column);
      if (value <= 0 || value == Double.POSITIVE_INFINITY) { // as 1e400 is read
        throw outside(column, "a number above 0");
      }
      return value;
    }

    /** What trainings have taken: 0 where there were none. NaN where the cell is empty. */
    double seconds(int column, long trainings) {
      if (trainings > 0) return positive(column);
      double none = number(column);
      if (none < 0 || none > 0) throw outside(column, "0, as of no training");
      return none;
    }

    /** 0 or more; NaN where the cell is empty. */
    double cost(int column) {
      double value = number(column);
      if (value < 0 || value == Double.POSITIVE_INFINITY) throw outside(column, "0 or more");
      return value;
    }

    Map<String, Double> costs(int from, List<String> names) {
      Map<String, Double> costs = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) costs.put(names.get(i), cost(from + i));
      return costs;
    }

    /** Costs as far as cells are not empty. */
    List<Double> given(int from, int most) {
      List<Double> costs = new ArrayList<>(most);
      for (int i = from; i < from + most && !text(i).isEmpty(); i++) costs.add(cost(i));
      return List.copyOf(costs);
    }

    /** 0..100; NaN where the cell is empty. */
    double percent(int column) {
      double value = number(column);
      if (value < 0 || value > 100) throw outside(column, "0 to 100");
      return value;
    }

    private InputException outside(int column, String expected) {
      return refused(
          Text.format(
              "(%s) in column %d, expected %s", Text.excerpt(text(column)), column + 1, expected));
    }

    InputException refused(String reason) {
      return new InputException(file + ":" + row.getRecordNumber(), reason);
    }
  }
}
