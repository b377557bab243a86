package org.nasreplay.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;

/**
 * How far a long command is: a bar on a terminal, elsewhere a line every few seconds. The launcher
 * says which, because only it can tell whether standard error is a terminal.
 */
final class Progress implements AutoCloseable {
  private static final long LINE_EVERY = TimeUnit.SECONDS.toNanos(5);

  private final String task;
  private final PrintWriter err;
  private final @Nullable ProgressBar bar;
  private final long start = System.nanoTime();
  private long total;
  private long done;
  private long lastLine = start;

  Progress(String task, long total, PrintWriter err) {
    this.task = task;
    this.total = total;
    this.err = err;
    this.bar =
        Boolean.getBoolean("nasreplay.terminal")
            ? new ProgressBarBuilder().setTaskName(task).setInitialMax(total).showSpeed().build()
            : null;
  }

  synchronized void add(int more) {
    at(done + more, total);
  }

  /** For work whose size is only known once it has begun. */
  synchronized void at(long now, long of) {
    done = now;
    total = of;
    if (bar != null) {
      bar.maxHint(total).stepTo(done);
    } else if (System.nanoTime() - lastLine >= LINE_EVERY) {
      lastLine = System.nanoTime();
      double rate = done / ((lastLine - start) / 1e9);
      err.println(
          Text.format(
              "%s: %,d of %,d, %,.0f/s, %,.0f s left",
              task, done, total, rate, (total - done) / rate));
    }
  }

  @Override
  public void close() {
    if (bar != null) bar.close();
  }
}
