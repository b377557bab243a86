package org.nasreplay.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkFiles;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Cell;
import org.nasreplay.replay.EngineProvider;
import org.nasreplay.replay.Replay;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Runs the cells of a partition, in the executor's process. */
final class CellTask
    extends AbstractFunction1<Iterator<ArrayList<Cell>>, ArrayList<CellTask.Outcome>>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** By the broadcast's number: of an executor all tasks share one replay, and with it the table. */
  private static final Map<Long, Replay> REPLAYS = new HashMap<>();

  private final Broadcast<EngineProvider.Recipe> recipe;

  CellTask(Broadcast<EngineProvider.Recipe> recipe) {
    this.recipe = recipe;
  }

  /**
   * What a cell gave. A failure is no exception, which would let Spark try again what fails again.
   *
   * @param result null where it failed
   * @param failure empty where it did not; names searcher, protocol and runs
   */
  record Outcome(Cell.@Nullable Result result, String failure) implements Serializable {}

  @Override
  public ArrayList<Outcome> apply(Iterator<ArrayList<Cell>> partition) {
    ArrayList<Outcome> outcomes = new ArrayList<>();
    while (partition.hasNext()) {
      for (Cell cell : partition.next()) outcomes.add(run(cell));
    }
    return outcomes;
  }

  private Outcome run(Cell cell) {
    try {
      return new Outcome(replay().run(cell), "");
    } catch (RuntimeException | IOException e) {
      return new Outcome(
          null,
          "searcher " + cell.searcher() + ", protocol " + cell.protocol() + ": " + e);
    }
  }

  private Replay replay() throws IOException {
    synchronized (REPLAYS) {
      Replay replay = REPLAYS.get(recipe.id());
      if (replay == null) {
        // Spark deletes this folder when the executor ends.
        Path folder =
            Files.createTempDirectory(Path.of(SparkFiles.getRootDirectory()), "nasreplay-");
        replay = recipe.value().replay(folder);
        REPLAYS.put(recipe.id(), replay);
      }
      return replay;
    }
  }
}
