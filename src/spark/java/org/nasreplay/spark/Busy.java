package org.nasreplay.spark;

import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;

/**
 * How much of their time the cores of a cluster work on parts. Spark tells one thread at a time.
 */
final class Busy extends SparkListener {
  private volatile int cores;
  private int running;
  private long firstStart = Long.MAX_VALUE;
  private long lastEnd;
  private long workedMillis;

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    running++;
    cores = Math.max(cores, running);
    firstStart = Math.min(firstStart, start.taskInfo().launchTime());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    running--;
    lastEnd = Math.max(lastEnd, end.taskInfo().finishTime());
    @Nullable TaskMetrics metrics = end.taskMetrics(); // not known of an executor that was lost
    if (metrics != null) workedMillis += metrics.executorRunTime();
  }

  /** How many parts were worked on at once, at most. */
  int cores() {
    return cores;
  }

  /** From the first part's start to the last one's end; to be asked when Spark has told all. */
  @Override
  public String toString() {
    double seconds = Math.max(1, lastEnd - firstStart) / 1000.0;
    return Text.format(
        "spark: %s busy %.0f %% of %.1f s",
        cores == 1 ? "1 core" : cores + " cores",
        workedMillis / 10.0 / seconds / Math.max(1, cores),
        seconds);
  }
}
