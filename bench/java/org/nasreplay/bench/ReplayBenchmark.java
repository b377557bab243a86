package org.nasreplay.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.replay.BudgetedSession;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.replay.Task;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.file.TableFormats;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a replay costs beyond its searches: seeds, threads, trajectories and values at the budget.
 *
 * <p>The default suite with 50 runs of every searcher under every protocol, warm, without reading
 * or writing a file. The baseline makes the same searches one after the other and keeps nothing;
 * expect one thread within 1.5x of it, and two threads on two cores to halve that. Run: {@code
 * scripts/bench ReplayBenchmark}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class ReplayBenchmark {
  private static final int RUNS = 50;

  private Replay replay;

  @Setup
  public void prepare() throws IOException {
    replay =
        new Replay(
            Default.suite().withRuns(RUNS),
            new TableBenchmark(TableFormats.read(Default.TABLE)),
            new SearcherRegistry());
  }

  @Benchmark
  public List<Run> oneThread() throws InterruptedException, IOException {
    return replay.run(1, finished -> {});
  }

  @Benchmark
  public List<Run> twoThreads() throws InterruptedException, IOException {
    return replay.run(2, finished -> {});
  }

  @Benchmark
  public double baseline() {
    double seconds = 0;
    for (Task task : replay.tasks()) {
      for (Suite.Entry entry : replay.entries()) {
        for (int run = 0; run < RUNS; run++) {
          BudgetedSession session = task.session(run);
          entry.searcher().create().get().search(session);
          seconds += session.seconds();
        }
      }
    }
    return seconds;
  }
}
