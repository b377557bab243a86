package org.nasreplay.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.replay.Cell;
import org.nasreplay.replay.EngineProvider;
import org.nasreplay.replay.Replay;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Runs the cells of a partition, in the executor's process. */
final class CellTask extends AbstractFunction1<Iterator<List<Cell>>, CellTask.Part>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * By the broadcast's number: of an executor all tasks share one replay, and with it the table.
   */
  private static final Map<Long, Replay> REPLAYS = new HashMap<>();

  private static final AtomicInteger RUNNING = new AtomicInteger();

  private final Broadcast<EngineProvider.Recipe> recipe;

  CellTask(Broadcast<EngineProvider.Recipe> recipe) {
    this.recipe = recipe;
  }

  /**
   * What a cell gave. A failure is returned and not thrown, as Spark would try again what fails
   * again.
   *
   * @param result null where it failed
   * @param failure null where it did not
   */
  record Outcome(Cell.@Nullable Result result, @Nullable RuntimeException failure)
      implements Serializable {}

  /**
   * What a partition gave.
   *
   * @param outcomes of all its cells, or of those up to the first that failed
   * @param executor the name of the process
   * @param atOnce how many partitions that process was working on when it began with this one
   * @param seconds that it took
   */
  record Part(List<Outcome> outcomes, String executor, int atOnce, double seconds)
      implements Serializable {}

  @Override
  public Part apply(Iterator<List<Cell>> partition) {
    long start = System.nanoTime();
    int atOnce = RUNNING.incrementAndGet();
    try {
      List<Outcome> outcomes = outcomes(partition);
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Part(outcomes, SparkEnv.get().executorId(), atOnce, seconds);
    } finally {
      RUNNING.decrementAndGet();
    }
  }

  private List<Outcome> outcomes(Iterator<List<Cell>> partition) {
    List<Outcome> outcomes = new ArrayList<>();
    try {
      while (partition.hasNext()) {
        for (Cell cell : partition.next()) outcomes.add(new Outcome(replay().run(cell), null));
      }
    } catch (InputException e) {
      // Without its cause, of which nobody knows whether it can be sent.
      outcomes.add(new Outcome(null, new InputException(e.place(), e.reason())));
    } catch (RuntimeException e) {
      outcomes.add(new Outcome(null, e));
    }
    return outcomes;
  }

  private Replay replay() {
    synchronized (REPLAYS) {
      return REPLAYS.computeIfAbsent(recipe.id(), id -> made());
    }
  }

  private Replay made() {
    // Spark deletes this folder when the executor ends.
    Path folder = Path.of(SparkFiles.getRootDirectory());
    try {
      return recipe.value().replay(Files.createTempDirectory(folder, "nasreplay-"));
    } catch (IOException e) {
      throw InputException.of(folder, e);
    }
  }
}
