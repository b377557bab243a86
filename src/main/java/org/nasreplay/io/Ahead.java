package org.nasreplay.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What another iterator gives, asked of it by a thread of its own that is some hundreds ahead of
 * whoever reads: cutting a file into cells takes as long as making sense of them.
 */
public final class Ahead<T> implements Iterator<T>, AutoCloseable {
  private static final int BATCH = 100;
  private static final int BATCHES = 8;
  private static final long MILLISECONDS_BETWEEN_LOOKS = 100;

  /** The last one is empty. */
  private final BlockingQueue<List<T>> batches = new ArrayBlockingQueue<>(BATCHES);

  private final Thread reader;
  private Iterator<T> batch = Collections.emptyIterator();
  private boolean ended;

  /** What the other iterator threw. A thread that has no memory left can still set it. */
  private volatile @Nullable Throwable failure;

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
          batches.put(read);
          read = new ArrayList<>(BATCH);
        }
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      if (!read.isEmpty()) batches.put(read);
      batches.put(List.of());
    } catch (InterruptedException e) {
      // Closed: nobody reads any more.
    }
  }

  @Override
  public boolean hasNext() {
    if (batch.hasNext() || ended) return batch.hasNext();
    List<T> read = taken();
    batch = read.iterator();
    ended = read.isEmpty();
    if (ended && failure instanceof RuntimeException e) throw e;
    if (ended && failure instanceof Error e) throw e;
    return !ended;
  }

  /**
   * The next batch. A thread that has no memory left may not even say that it has ended, so it is
   * looked after.
   */
  private List<T> taken() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          boolean alive = reader.isAlive();
          List<T> read = batches.poll(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
          if (read != null) return read;
          if (!alive) return List.of();
        } catch (InterruptedException e) {
          interrupted = true; // whoever interrupts waits until the file is read, as for any other
        }
      }
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  @Override
  public T next() {
    if (!hasNext()) throw new NoSuchElementException();
    return batch.next();
  }

  /** Ends the reading, wherever it is; afterwards there is nothing more. */
  @Override
  public void close() {
    ended = true;
    batch = Collections.emptyIterator();
    boolean interrupted = false;
    while (reader.isAlive()) {
      reader.interrupt();
      try {
        reader.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }
}
