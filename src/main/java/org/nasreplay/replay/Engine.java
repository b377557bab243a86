package org.nasreplay.replay;

import java.io.IOException;
import java.util.List;

/** Where the runs of a replay are made. No result depends on it. */
public interface Engine {
  /**
   * Runs all cells, in any order, and hands over what each one gave as soon as it is there.
   *
   * @throws org.nasreplay.io.InputException where a cell cannot be run; names its searcher,
   *     protocol and run
   */
  void run(List<Cell> cells, Work work) throws InterruptedException, IOException;

  /** What is to be run, and what becomes of it. */
  interface Work {
    /** Runs a cell here, see {@link Replay#run(Cell)}; an engine may do so elsewhere instead. */
    Cell.Result run(Cell cell);

    /** Takes what a cell gave, once; one at a time. */
    void arrived(Cell.Result result) throws IOException;
  }
}
