package org.nasreplay.replay;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads of this process.
 *
 * @param threads at least 1
 */
public record ThreadPool(int threads) implements Engine {
  @Override
  public void run(List<Cell> cells, Work work) throws InterruptedException, IOException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Cell.Result>> results =
          cells.stream().map(cell -> executor.submit(() -> work.run(cell))).toList();
      for (Future<Cell.Result> result : results) work.arrived(result.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }
}
