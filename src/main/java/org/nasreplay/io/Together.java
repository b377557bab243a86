package org.nasreplay.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Several things at once, which fail as if they were done one after the other. */
public final class Together {
  private Together() {}

  /** Something that gives a value, or throws why not. */
  @FunctionalInterface
  public interface Work<R> {
    R done() throws IOException;
  }

  /** The same for something else each time. */
  @FunctionalInterface
  public interface WorkOn<T, R> {
    R done(T one) throws IOException;
  }

  /** What two works gave. */
  public record Both<A, B>(A first, B second) {}

  /**
   * Does the same for each. Where one fails, the others have ended before that is thrown: nothing
   * writes into a folder that is no longer held, and the first in order is told.
   */
  public static <T, R> List<R> each(Collection<T> all, WorkOn<T, R> work) throws IOException {
    List<Work<R>> ended = all.parallelStream().map(one -> ended(() -> work.done(one))).toList();
    List<R> results = new ArrayList<>();
    for (Work<R> one : ended) results.add(one.done());
    return results;
  }

  /** Does two things. Where one fails, the other has ended; where both fail, the first is told. */
  public static <A, B> Both<A, B> both(Work<A> first, Work<B> second) throws IOException {
    CompletableFuture<Work<A>> beside = CompletableFuture.supplyAsync(() -> ended(first));
    Work<B> own = ended(second);
    return new Both<>(beside.join().done(), own.done());
  }

  private static <R> Work<R> ended(Work<R> work) {
    try {
      R result = work.done();
      return () -> result;
    } catch (IOException e) {
      return () -> {
        throw e;
      };
    } catch (RuntimeException | Error e) {
      return () -> {
        throw e;
      };
    }
  }
}
