package org.nasreplay.cli;

import java.io.PrintWriter;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Replay;

/**
 * How far a long command is: a bar on a terminal, elsewhere a line every few seconds. The launcher
 * says which, because only it can tell whether standard error is a terminal.
 */
final class ProgressLine implements AutoCloseable {
  private static final long LINE_EVERY = TimeUnit.SECONDS.toNanos(5);
  private static final Replay.UnderWay NOTHING = new Replay.UnderWay(0, 0, 0);

  private final String task;
  private final PrintWriter err;
  private final Supplier<Replay.UnderWay> underWay;
  private final @Nullable ProgressBar bar;
  private final Timer everySecond;
  private final long start = System.nanoTime();
  private long total;
  private long done;
  private long lastLine = start;

  ProgressLine(String task, long total, PrintWriter err) {
    this(task, total, () -> NOTHING, false, err);
  }

  /**
   * Of runs, each of which may take hours.
   *
   * @param underWay is asked every second
   */
  ProgressLine(String task, long total, Supplier<Replay.UnderWay> underWay, PrintWriter err) {
    this(task, total, underWay, true, err);
  }

  private ProgressLine(
      String task,
      long total,
      Supplier<Replay.UnderWay> underWay,
      boolean bySecond,
      PrintWriter err) {
    this.task = task;
    this.total = total;
    this.underWay = underWay;
    this.err = err;
    this.bar =
        Boolean.getBoolean("nasreplay.terminal")
            ? new ProgressBarBuilder().setTaskName(task).setInitialMax(total).showSpeed().build()
            : null;
    this.everySecond = new Timer("progress", true);
    if (bySecond) {
      var tick =
          new TimerTask() {
            @Override
            public void run() {
              show();
            }
          };
      everySecond.schedule(tick, 1000, 1000);
    }
  }

  synchronized void add(int more) {
    at(done + more, total);
  }

  /** For work whose size is only known once it has begun. */
  synchronized void at(long now, long of) {
    done = now;
    total = of;
    show();
  }

  private synchronized void show() {
    if (bar != null) {
      bar.maxHint(total).stepTo(done).setExtraMessage(inside(underWay.get()));
    } else if (System.nanoTime() - lastLine >= LINE_EVERY) {
      lastLine = System.nanoTime();
      Replay.UnderWay now = underWay.get();
      err.println(line(task, done, total, now, (lastLine - start) / 1e9));
    }
  }

  /**
   * What is done, what is under way and how long the rest will take if it goes on like this.
   *
   * @param seconds since the start, positive
   */
  static String line(String task, long done, long total, Replay.UnderWay underWay, double seconds) {
    double rate = (done + underWay.share()) / seconds;
    return Text.format("%s: %,d of %,d", task, done, total)
        + inside(underWay)
        + (done == 0 ? "" : Text.format(", %,.0f/s", done / seconds))
        + (rate > 0 ? Text.format(", %,.0f s left", (total - done - underWay.share()) / rate) : "");
  }

  private static String inside(Replay.UnderWay underWay) {
    return underWay.count() == 0
        ? ""
        : Text.format(
            ", %,d under way (%,d evaluations, %.2f %% of their budgets)",
            underWay.count(), underWay.evaluations(), 100 * underWay.share() / underWay.count());
  }

  @Override
  public void close() {
    everySecond.cancel();
    if (bar != null) bar.close();
  }
}
