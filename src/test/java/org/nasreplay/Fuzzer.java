package org.nasreplay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * Lets a reader loose on damaged files. Each is read, or refused in one printable line that names
 * it; nothing else, no hang, and no file that was not there before.
 *
 * <p>The system properties {@code fuzz.seed}, {@code fuzz.first} and {@code fuzz.mutations} choose
 * the damages; a failure says which to give to meet it again.
 */
public final class Fuzzer {
  private static final long SEED = Long.getLong("fuzz.seed", 2023);
  private static final long FIRST = Long.getLong("fuzz.first", 0);
  private static final long COUNT = Long.getLong("fuzz.mutations", 500);

  /** Of the processors, for one file; on a busy machine that takes longer by the clock. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Duration LIMIT_BY_THE_CLOCK = Duration.ofMinutes(3);

  /** A path, a value, and what it could have been. */
  private static final int LONGEST_LINE = 3_100;

  /** Different faults that are shown; one is rarely alone. */
  private static final int SHOWN = 10;

  /** Reads a file; what it does not throw counts as read. */
  @FunctionalInterface
  public interface Reader {
    void read(Path file) throws Exception;
  }

  private Fuzzer() {}

  /**
   * Writes damages of {@code whole}, which can be read, into {@code file}, which is whole again
   * afterwards.
   *
   * @param named what every refusal starts with, the file or its folder
   */
  public static void run(Path file, byte[] whole, Path named, Reader reader) throws Exception {
    run(file, whole, named, reader, COUNT);
  }

  /**
   * The same with a tenth of the damages, for a file so long that reading it is most of the work:
   * the same reader meets all of them in a shorter one.
   */
  public static void runTenth(Path file, byte[] whole, Path named, Reader reader) throws Exception {
    run(file, whole, named, reader, Math.max(1, COUNT / 10));
  }

  private static void run(Path file, byte[] whole, Path named, Reader reader, long count)
      throws Exception {
    var mutations = new Mutations(SEED);
    Map<String, String> faults = new TreeMap<>();
    Files.write(file, whole);
    reader.read(file);
    List<String> there = names(file);
    int refused = 0;
    ExecutorService thread = Executors.newSingleThreadExecutor(Fuzzer::daemon);
    try {
      for (long number = FIRST; number < FIRST + count && faults.size() < SHOWN; number++) {
        Mutations.Mutation mutation = mutations.of(whole, number);
        Files.write(file, mutation.bytes());
        Throwable thrown = thrown(thread, reader, file);
        if (thrown == null || isRefusal(thrown, named)) {
          if (thrown != null) refused++;
          List<String> left = names(file);
          if (left.equals(there)) continue;
          thrown = new AssertionError(left + " are there, and were " + there);
        }
        faults.putIfAbsent(
            kind(thrown),
            Text.format(
                "-Dfuzz.seed=%d -Dfuzz.first=%d -Dfuzz.mutations=1: %s%n%s",
                SEED, number, mutation.edits(), stackTrace(thrown)));
        if (thrown instanceof TimeoutException) break; // its thread still reads
      }
    } finally {
      thread.shutdownNow();
      Files.write(file, whole);
    }
    assertThat(faults.values()).as(file.getFileName() + ": damage that is no one line").isEmpty();
    if (count >= 50) assertThat(refused).as("refused").isPositive();
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "fuzz");
    thread.setDaemon(true);
    return thread;
  }

  private static Throwable thrown(ExecutorService thread, Reader reader, Path file)
      throws InterruptedException {
    Future<?> reading =
        thread.submit(
            () -> {
              reader.read(file);
              return true;
            });
    long start = System.nanoTime();
    long used = processorTime();
    while (true) {
      try {
        reading.get(1, TimeUnit.SECONDS);
        return null;
      } catch (ExecutionException e) {
        return e.getCause();
      } catch (TimeoutException e) {
        if (processorTime() - used > LIMIT.toNanos()
            || System.nanoTime() - start > LIMIT_BY_THE_CLOCK.toNanos()) {
          return e;
        }
      }
    }
  }

  private static long processorTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static boolean isRefusal(Throwable thrown, Path named) {
    return thrown instanceof InputException refusal
        && refusal.line().startsWith(named.toString())
        && refusal.line().equals(Text.printable(refusal.line()))
        && refusal.line().length() <= LONGEST_LINE;
  }

  /** Faults of one kind are thrown from one place. */
  private static String kind(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return thrown.getClass().getName() + (trace.length == 0 ? "" : trace[0]);
  }

  private static String stackTrace(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString().lines().limit(25).reduce("", (all, line) -> all + excerpt(line) + "\n");
  }

  private static String excerpt(String line) {
    return line.length() <= 600 ? Text.printable(line) : Text.printable(line.substring(0, 600));
  }

  /** What lies beside {@code file}. */
  private static List<String> names(Path file) throws IOException {
    try (Stream<Path> all = Files.list(file.toAbsolutePath().getParent())) {
      return List.copyOf(new TreeSet<>(all.map(Path::toString).toList()));
    }
  }
}
