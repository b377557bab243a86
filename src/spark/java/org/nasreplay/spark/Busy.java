package org.nasreplay.spark;

import java.util.Map;
import java.util.TreeMap;
import org.nasreplay.io.Text;

/** How much of their time the cores of a cluster worked on parts, loading of the table included. */
final class Busy {
  private final Map<String, Integer> cores = new TreeMap<>();
  private double worked;
  private double firstStart = Double.POSITIVE_INFINITY;
  private double lastEnd;

  /** A part has come in, {@code now} by a clock in seconds. */
  void add(CellTask.Part part, double now) {
    cores.merge(part.executor(), part.atOnce(), Math::max);
    worked += part.seconds();
    firstStart = Math.min(firstStart, now - part.seconds());
    lastEnd = now;
  }

  /** From the first part's start to the last one's end. */
  @Override
  public String toString() {
    int all = cores.values().stream().mapToInt(i -> i).sum();
    double seconds = lastEnd - firstStart;
    return Text.format(
        "spark: %s busy %.0f %% of %.1f s",
        all == 1 ? "1 core" : all + " cores", 100 * worked / seconds / all, seconds);
  }
}
