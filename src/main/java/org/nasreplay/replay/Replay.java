package org.nasreplay.replay;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.Benchmark;
import org.nasreplay.oracle.Reference;
import org.nasreplay.oracle.Source;
import org.nasreplay.search.SearcherFailure;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;

/** Runs every searcher of a suite under every protocol, on all threads, to one list of runs. */
public final class Replay {
  private final Suite suite;
  private final List<Suite.Entry> entries;
  private final Benchmark benchmark;
  private final List<Task> tasks;
  private final @Nullable Shard shard;
  private final Set<BudgetedSession> sessions = ConcurrentHashMap.newKeySet();
  private final Map<List<String>, ProcessorTime> processorTimes = new ConcurrentHashMap<>();

  /** All runs of a searcher under a protocol, by the pair's number; others may look on. */
  private final Map<Integer, List<Run>> wholePairs = new ConcurrentSkipListMap<>();

  /** By the searcher's label: the first one, after which none of its runs begins. */
  private final Map<String, InputException> failures = new ConcurrentSkipListMap<>();

  /**
   * A suite made ready to run.
   *
   * @throws org.nasreplay.io.InputException where the table or the registry lacks what the suite
   *     names
   */
  public Replay(Suite suite, Benchmark benchmark, SearcherRegistry registry) {
    this(suite, benchmark, suite.entries(registry));
  }

  /** The same of other searchers than the suite's. */
  Replay(Suite suite, Benchmark benchmark, List<Suite.Entry> entries) {
    this.suite = suite;
    this.benchmark = benchmark;
    this.entries = entries;
    this.shard = null;
    List<String> costs = Task.reported(suite.protocols(), benchmark);
    // In parallel, because each one inflates the columns that it needs.
    this.tasks =
        suite.protocols().parallelStream().map(p -> new Task(p, benchmark, costs)).toList();
    for (Task task : tasks) entries.forEach(e -> task.require(e.label(), e.searcher()));
  }

  private Replay(Replay whole, List<Task> tasks, List<Suite.Entry> entries, @Nullable Shard shard) {
    this.shard = shard;
    this.suite = whole.suite;
    this.entries = entries;
    this.benchmark = whole.benchmark;
    this.tasks = tasks;
    this.processorTimes.putAll(whole.processorTimes);
    this.failures.putAll(whole.failures);
  }

  public Suite suite() {
    return suite;
  }

  public List<Suite.Entry> entries() {
    return entries;
  }

  public List<Task> tasks() {
    return tasks;
  }

  /**
   * One share of this whole replay.
   *
   * @throws InputException where there are too many shares
   */
  public Replay only(Shard share) {
    var part = new Replay(this, tasks, entries, share);
    part.cells();
    return part;
  }

  /** The share that this replay is; null where it is whole. */
  public @Nullable Shard shard() {
    return shard;
  }

  /** The blocks of runs that an engine is given in all. */
  public List<Cell> cells() {
    return Cell.all(
        tasks.stream().map(task -> task.protocol().name()).toList(),
        entries.stream().map(Suite.Entry::label).toList(),
        suite.runs(),
        shard);
  }

  /** How many runs there are in all. */
  public int size() {
    return cells().stream().mapToInt(Cell::runs).sum();
  }

  /**
   * What this replay is, in parts: equal for two replays exactly if their results are.
   *
   * @param table the file that answers
   */
  public Map<String, String> identity(ReplayProvenance.Table table) {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("table", table.sha256());
    identity.put("seed", Long.toString(suite.seed()));
    identity.put("runs", Integer.toString(suite.runs()));
    identity.put("protocols", Json.line(suite.protocols()));
    identity.put(
        "searchers",
        entries.stream()
            .map(e -> e.label() + e.searcher().settings() + sweeps(e))
            .collect(Collectors.joining(", ")));
    identity.put("title", suite.title());
    identity.put("published results", Json.line(suite.published()));
    identity.put("code", Code.current().toString());
    if (shard != null) identity.put(Shard.KEY, shard.toString());
    return identity;
  }

  /** As part of the identity: a report groups searchers by it. */
  private static String sweeps(Suite.Entry entry) {
    return entry.places().isEmpty() ? "" : Json.line(entry.places());
  }

  /** All runs on threads of this process, without a journal. */
  public List<Run> run(int threads, IntConsumer finished) throws InterruptedException, IOException {
    return run(new ThreadPool(threads), null, finished);
  }

  /** Why searchers failed that are processes of their own; empty where none has. */
  public List<InputException> failures() {
    return List.copyOf(failures.values());
  }

  /** This replay as it would be without the searchers that failed, whose runs are all there. */
  public Replay withoutFailed() {
    return new Replay(
        this,
        tasks,
        entries.stream().filter(entry -> !failures.containsKey(entry.label())).toList(),
        shard);
  }

  /**
   * All runs: by protocol, then searcher, then number. The result does not depend on {@code
   * engine}. A searcher that fails, see {@link #failures}, has none; all others run to their end.
   *
   * @param journal keeps what is finished, and gives back what an interrupted replay had finished
   * @param finished is told from several threads how many more runs are done
   */
  public List<Run> run(Engine engine, @Nullable RunJournal journal, IntConsumer finished)
      throws InterruptedException, IOException {
    var work = new Work(journal, finished);
    engine.run(work.open, work);
    return work.runs();
  }

  /** A searcher under a protocol. */
  private record Pair(Task task, Suite.Entry entry) {
    String protocol() {
      return task.protocol().name();
    }

    List<String> names() {
      return List.of(protocol(), entry.label());
    }
  }

  /** All runs of all pairs: in the journal, arrived, or open. */
  private final class Work implements Engine.Work {
    private final @Nullable RunJournal journal;
    private final IntConsumer finished;
    private final List<Pair> pairs =
        tasks.stream().flatMap(task -> entries.stream().map(e -> new Pair(task, e))).toList();

    /** The number of a pair by its names. */
    private final Map<List<String>, Integer> numbers = new HashMap<>();

    /** By the number of the pair. */
    private final List<List<Run>> made = new ArrayList<>();

    /** How many there will be, likewise. */
    private final List<Integer> expected = new ArrayList<>();

    private final List<Cell> open = new ArrayList<>();
    private final Set<Cell> here = ConcurrentHashMap.newKeySet();

    Work(@Nullable RunJournal journal, IntConsumer finished) {
      this.journal = journal;
      this.finished = finished;
      Map<List<String>, List<Cell>> cells =
          cells().stream()
              .collect(Collectors.groupingBy(cell -> List.of(cell.protocol(), cell.searcher())));
      for (int i = 0; i < pairs.size(); i++) {
        Pair pair = pairs.get(i);
        List<Cell> its = cells.getOrDefault(pair.names(), List.of());
        expected.add(its.stream().mapToInt(Cell::runs).sum());
        numbers.put(pair.names(), i);
        List<Run> known = journal == null ? List.of() : known(journal, i, pair);
        finished.accept(known.size());
        made.add(new ArrayList<>(known));
        if (known.isEmpty()) {
          open.addAll(its);
        } else {
          wholePairs.put(i, known);
        }
      }
    }

    private List<Run> known(RunJournal journal, int number, Pair pair) {
      List<Run> known = journal.read(number, pair.protocol(), pair.entry().label());
      ProcessorTime time = known.isEmpty() ? null : journal.readTime(number);
      // Only what these runs took is taken over; it may have been written by another replay.
      if (time != null && List.of(time.protocol(), time.searcher()).equals(pair.names())) {
        processorTimes.put(pair.names(), time);
      }
      return known;
    }

    private int number(Cell cell) {
      return Objects.requireNonNull(numbers.get(List.of(cell.protocol(), cell.searcher())));
    }

    @Override
    public Cell.Result run(Cell cell) {
      here.add(cell);
      return Replay.this.run(cell, finished);
    }

    @Override
    public void arrived(Cell.Result result) throws IOException {
      if (!here.remove(result.cell())) finished.accept(result.runs().size());
      int number = number(result.cell());
      List<String> names = pairs.get(number).names();
      ProcessorTime took = result.time();
      if (took != null) processorTimes.merge(names, took, ProcessorTime::plus);
      List<Run> runs = made.get(number);
      runs.addAll(result.runs());
      if (runs.size() < expected.get(number))
        return; // more are to come, or its searcher has failed
      runs.sort(Comparator.comparingInt(Run::number));
      if (journal != null) {
        ProcessorTime whole = processorTimes.get(names);
        if (whole != null) journal.writeTime(number, whole);
        journal.write(number, runs);
      }
      wholePairs.put(number, runs);
    }

    List<Run> runs() {
      List<Run> runs = new ArrayList<>();
      wholePairs.values().forEach(runs::addAll);
      runs.removeIf(run -> failures.containsKey(run.searcher()));
      return runs;
    }
  }

  /**
   * Runs a cell of this replay, on this thread; any number of threads may.
   *
   * @throws InputException where a value is missing, or a searcher of a jar throws; names searcher,
   *     protocol and run
   */
  public Cell.Result run(Cell cell) {
    return run(cell, done -> {});
  }

  private Cell.Result run(Cell cell, IntConsumer finished) {
    Task task = find(tasks, one -> one.protocol().name().equals(cell.protocol()));
    Suite.Entry entry = find(entries, one -> one.label().equals(cell.searcher()));
    var seed = new RunSeed(suite.seed(), entry.searcher(), task.protocol());
    List<Run> runs = new ArrayList<>(cell.runs());
    long start = processorNanos();
    for (int run = cell.from(); run < cell.end() && !failures.containsKey(entry.label()); run++) {
      BudgetedSession session = task.session(seed.of(run));
      sessions.add(session);
      try {
        runs.add(task.run(entry.label(), entry.searcher(), run, seed.of(run), session));
      } catch (SearcherFailure e) {
        failures.putIfAbsent(entry.label(), e.in(cell.place(run)));
        return new Cell.Result(cell, runs, null);
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        throw failed(cell.place(run), entry, e);
      } finally {
        sessions.remove(session);
      }
      finished.accept(1);
    }
    if (start < 0 || !entry.searcher().create().get().computesHere()) {
      return new Cell.Result(cell, runs, null);
    }
    long evaluations = runs.stream().mapToLong(Run::evaluations).sum();
    double seconds = (processorNanos() - start) / 1e9;
    return new Cell.Result(
        cell, runs, new ProcessorTime(cell.protocol(), cell.searcher(), evaluations, seconds));
  }

  /** What a searcher of a jar throws is its author's to mend, and one of our own a bug of ours. */
  private static RuntimeException failed(String place, Suite.Entry entry, Throwable e) {
    if (e instanceof InputException input) return new InputException(place, input.line(), e);
    Class<?> type = entry.searcher().create().get().getClass();
    if (Code.isOwn(type)) return new IllegalStateException(place, e);
    String where =
        Stream.of(e.getStackTrace())
            .filter(frame -> !frame.getClassName().matches("(java|jdk|org\\.nasreplay)\\..*"))
            .findFirst()
            .map(frame -> Text.format(" (%s:%d)", frame.getFileName(), frame.getLineNumber()))
            .orElse("");
    return new InputException(place, e + where, e);
  }

  private static <T> T find(List<T> all, Predicate<T> sought) {
    return all.stream().filter(sought).findFirst().orElseThrow();
  }

  /** Of this thread; negative where Java cannot tell. */
  private static long processorNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    boolean told = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
    return told ? threads.getCurrentThreadCpuTime() : -1;
  }

  /** In the order of protocols and searchers; of those of which it is known. */
  private List<ProcessorTime> processorTimes() {
    return tasks.stream()
        .flatMap(task -> entries.stream().map(e -> List.of(task.protocol().name(), e.label())))
        .map(processorTimes::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * The runs that have begun and not ended.
   *
   * @param count how many
   * @param evaluations of all of them
   * @param share how many whole runs they have made together, 0..count
   */
  public record UnderWay(int count, long evaluations, double share) {}

  /** Of those who are not among the searchers any more. */
  private @Nullable List<ReplayProvenance.Failure> failed() {
    Map<String, InputException> gone = new TreeMap<>(failures);
    entries.forEach(entry -> gone.remove(entry.label()));
    if (gone.isEmpty()) return null;
    return gone.entrySet().stream()
        .map(
            each ->
                new ReplayProvenance.Failure(
                    each.getKey(), each.getValue().place(), each.getValue().reason()))
        .toList();
  }

  private List<ReplayProvenance.Cost> costs() {
    return tasks.get(0).costs().stream().map(this::cost).toList();
  }

  private ReplayProvenance.Cost cost(CostModel cost) {
    String kind = benchmark.costKind(cost.name()).label();
    if (tasks.get(0).reference().exhaustive() || !cost.bounded()) {
      return new ReplayProvenance.Cost(cost.name(), cost.unit(), kind);
    }
    var open = new int[benchmark.space().positions()];
    Arrays.fill(open, -1);
    CostRange range = cost.bounds(open);
    return new ReplayProvenance.Cost(
        cost.name(), cost.unit(), kind, range.least(), range.greatest());
  }

  private ReplayProvenance.Reference reference() {
    Reference reference = tasks.get(0).reference();
    return new ReplayProvenance.Reference(reference.exhaustive(), reference.architectures().size());
  }

  /** How far the runs under way are, about; any thread may ask, and none waits for it. */
  public UnderWay underWay() {
    int count = 0;
    long evaluations = 0;
    double share = 0;
    for (BudgetedSession session : sessions) {
      count++;
      evaluations += session.shown();
      share += session.share();
    }
    return new UnderWay(count, evaluations, share);
  }

  /**
   * What can be reported while this runs: the protocols under which every searcher is finished;
   * before there is one, the first with those that are. Any thread may ask.
   *
   * @return null where there is nothing yet
   */
  public @Nullable Results soFar(String suiteText, ReplayProvenance.Table table) {
    List<Run> finished = wholePairs.values().stream().flatMap(List::stream).toList();
    if (finished.isEmpty()) return null;
    List<Task> whole = tasks.stream().filter(task -> isWhole(task, finished)).toList();
    List<Task> shown = whole.isEmpty() ? tasks.subList(0, 1) : whole;
    Set<String> protocols =
        shown.stream().map(task -> task.protocol().name()).collect(Collectors.toSet());
    List<Run> runs = finished.stream().filter(run -> protocols.contains(run.protocol())).toList();
    Set<String> searchers = runs.stream().map(Run::searcher).collect(Collectors.toSet());
    if (searchers.isEmpty()) return null;
    List<Suite.Entry> some =
        entries.stream().filter(entry -> searchers.contains(entry.label())).toList();
    return new Replay(this, shown, some, shard).results(runs, suiteText, table);
  }

  private boolean isWhole(Task task, List<Run> finished) {
    String protocol = task.protocol().name();
    return finished.stream().filter(run -> run.protocol().equals(protocol)).count()
        == (long) entries.size() * suite.runs();
  }

  /**
   * The runs with all that a report needs beside them.
   *
   * @param suiteText the suite as it was read
   * @param table the file that answered
   */
  public Results results(List<Run> runs, String suiteText, ReplayProvenance.Table table) {
    Map<String, Results.Networks> networks = new LinkedHashMap<>();
    List<ReplayProvenance.UsedColumn> columns = new ArrayList<>();
    List<Optimum> optima = new ArrayList<>();
    for (Task task : tasks) {
      String protocol = task.protocol().name();
      networks.put(protocol, task.networks());
      optima.addAll(
          task.optima(
              runs.stream()
                  .filter(run -> run.protocol().equals(protocol))
                  .flatMap(run -> run.trajectory().stream())
                  .map(Run.Step::architecture)));
      for (Task.UsedSource used : task.sources()) {
        Source source = used.source();
        columns.add(
            new ReplayProvenance.UsedColumn(
                protocol,
                used.role(),
                source.name(),
                source.provenance().kind().label(),
                source.provenance().source(),
                source.provenance().sha256()));
      }
    }
    var provenance =
        new ReplayProvenance(
            Code.current(),
            suite.name(),
            suite.title(),
            suiteText,
            suite.runs(),
            suite.seed(),
            table,
            tasks.stream().map(Task::protocol).toList(),
            entries.stream()
                .map(
                    e ->
                        new ReplayProvenance.Searcher(
                            e.label(), e.searcher().name(), e.searcher().settings(), e.places()))
                .toList(),
            columns,
            costs(),
            reference(),
            suite.published(),
            ReplayProvenance.Machine.current(),
            List.of(),
            false,
            shard,
            failed());
    return new Results(provenance, runs, optima, networks, processorTimes());
  }
}
