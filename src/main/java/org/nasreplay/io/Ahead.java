package org.nasreplay.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * What another iterator gives, asked of it by a thread of its own that is some thousands ahead of
 * whoever reads: cutting a file into cells takes as long as making sense of them.
 */
public final class Ahead<T> implements Iterator<T>, AutoCloseable {
  private static final int BATCH = 500;
  private static final int BATCHES = 8;

  /** Each is not empty but the last, or throws what the other iterator threw. */
  private final BlockingQueue<Supplier<List<T>>> batches = new ArrayBlockingQueue<>(BATCHES);

  private final Thread reader;
  private Iterator<T> batch = Collections.emptyIterator();
  private boolean ended;

  /** Begins to read; until this is closed, nobody else may ask {@code source}. */
  public Ahead(Iterator<T> source) {
    reader = new Thread(() -> read(source), "ahead");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(Iterator<T> source) {
    List<T> read = new ArrayList<>(BATCH);
    try {
      try {
        while (source.hasNext()) {
          read.add(source.next());
          if (read.size() < BATCH) continue;
          put(read);
          read = new ArrayList<>(BATCH);
        }
        if (!read.isEmpty()) put(read);
        put(List.of());
      } catch (RuntimeException | Error e) { // else whoever reads would wait forever
        if (!read.isEmpty()) put(read);
        batches.put(
            () -> {
              throw e;
            });
      }
    } catch (InterruptedException e) {
      // Closed: nobody reads any more.
    }
  }

  private void put(List<T> read) throws InterruptedException {
    batches.put(() -> read);
  }

  @Override
  public boolean hasNext() {
    if (!batch.hasNext() && !ended) {
      List<T> read = taken().get();
      ended = read.isEmpty();
      batch = read.iterator();
    }
    return batch.hasNext();
  }

  private Supplier<List<T>> taken() {
    try {
      return batches.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it read", e);
    }
  }

  @Override
  public T next() {
    if (!hasNext()) throw new NoSuchElementException();
    return batch.next();
  }

  /** Ends the reading, wherever it is. */
  @Override
  public void close() {
    reader.interrupt();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
