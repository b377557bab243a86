package org.nasreplay.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.nasreplay.io.InputException;
import org.nasreplay.io.WrittenFiles;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.Report;

/**
 * The page of a replay that is under way, written anew every few seconds as long as it is, and gone
 * afterwards. What a killed process left of it, the next replay into the folder deletes.
 */
final class Watched implements AutoCloseable {
  private static final int SECONDS = 5;

  private final Replay replay;
  private final Path folder;
  private final String suiteText;
  private final ReplayProvenance.Table table;
  private final List<String> highlighted;
  private final PrintWriter err;
  private final AtomicInteger done = new AtomicInteger();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "watch");
            thread.setDaemon(true);
            return thread;
          });

  Watched(
      Replay replay,
      Path folder,
      String suiteText,
      ReplayProvenance.Table table,
      List<String> highlighted,
      PrintWriter err) {
    this.replay = replay;
    this.folder = folder;
    this.suiteText = suiteText;
    this.table = table;
    this.highlighted = highlighted;
    this.err = err;
    WrittenFiles.in(folder).add(List.of(Report.RUNNING));
    err.println("nasreplay: what is finished: " + folder.resolve(Report.RUNNING));
    ScheduledFuture<?> unused =
        clock.scheduleWithFixedDelay(this::write, 0, SECONDS, TimeUnit.SECONDS);
  }

  /** Runs are done. */
  void add(int more) {
    done.addAndGet(more);
  }

  /** A page that cannot be written is no reason for a long replay to end. */
  private void write() {
    try {
      Report.writeRunning(
          folder,
          replay.suite().title(),
          replay.soFar(suiteText, table),
          highlighted,
          done.get(),
          replay.size());
    } catch (InputException e) {
      err.println("nasreplay: " + e.line());
      clock.shutdown();
    } catch (RuntimeException e) {
      e.printStackTrace(err); // a bug of ours; the replay goes on without its page
      clock.shutdown();
    }
  }

  /** Ends when nothing is written any more. */
  @Override
  public void close() {
    clock.shutdown();
    try {
      if (!clock.awaitTermination(1, TimeUnit.MINUTES)) clock.shutdownNow();
    } catch (InterruptedException e) {
      clock.shutdownNow();
      Thread.currentThread().interrupt();
    }
    delete(folder);
  }

  /** Deletes what was left, and only if nasreplay wrote it. */
  static void delete(Path folder) {
    WrittenFiles.in(folder).deleteAllBut(List.of(), Report.RUNNING);
  }
}
