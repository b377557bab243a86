package org.nasreplay.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/** A process, and the lines that are exchanged with it. One thread talks at a time. */
final class Conversation {
  /** How long a process may take to end after the end of its input. */
  private static final long FAREWELL_SECONDS = 2;

  private final Process process;
  private final Log log;

  /** What the system calls the pipe that it writes to; null where the system does not say. */
  private final @Nullable Path output;

  private final LineReader in;
  private final OutputStream out;
  private final long limitNanos;

  /** When the process counts as one that hangs, by {@link System#nanoTime}. */
  private volatile long deadline;

  private volatile boolean watched;
  private volatile boolean hangs;

  /** Whether it had ended, and was waited for, at the last look. */
  private boolean ended;

  /**
   * @param log takes what the process says of itself
   * @param seconds that it may take from one sign of progress to the next
   */
  Conversation(Process process, Log log, double seconds) {
    this.process = process;
    this.log = log;
    this.output = link(Path.of("/proc", Long.toString(process.pid()), "fd", "1"));
    this.in = new LineReader(process.getInputStream());
    this.out = process.getOutputStream();
    this.limitNanos = (long) (seconds * 1e9);
    progress();
  }

  /** The process has got somewhere, and has the whole time again. */
  void progress() {
    deadline = System.nanoTime() + limitNanos;
  }

  /** Ends the process where it is waited for too long or in vain; from another thread. */
  void endIfItHangs() {
    boolean endedBefore = ended;
    ended = watched && !process.isAlive();
    if (ended && endedBefore) endHeirs();
    if (!watched || System.nanoTime() - deadline < 0) return;
    hangs = true;
    kill();
  }

  /**
   * Ends those to whom a process that has ended left its output. They are not known as its children
   * any more, and as long as they keep it open, its end need not be seen there.
   */
  private void endHeirs() {
    if (output == null) return;
    ProcessHandle own = ProcessHandle.current();
    ProcessHandle.allProcesses()
        .filter(other -> !other.equals(own) && keepsOpen(other.pid(), output))
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean keepsOpen(long pid, Path pipe) {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return files.anyMatch(file -> pipe.equals(link(file)));
    } catch (IOException | UncheckedIOException e) {
      return false; // it is somebody else's, or has ended by now
    }
  }

  private static @Nullable Path link(Path file) {
    try {
      return Files.readSymbolicLink(file);
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /** Sends a line. Whether the process takes it is seen by what it says next. */
  void send(byte[] line) {
    watched = true;
    try {
      out.write(line);
      out.flush();
    } catch (IOException e) {
      // It has ended or closed its input; what it said before is still to be read.
    } finally {
      watched = false;
    }
  }

  /**
   * Waits for a line.
   *
   * @throws InputException where none comes, or it is none
   */
  JsonNode receive() {
    watched = true;
    IOException cause = null;
    try {
      JsonNode message = in.next();
      if (message != null) return message;
    } catch (IOException e) {
      cause = e;
    } finally {
      watched = false;
    }
    String rest = in.rest();
    String received =
        rest.isEmpty()
            ? "received nothing more"
            : Text.format("received (%s) without an end of line", Text.excerpt(rest));
    var reason = new InputException(received + ": " + fate() + whereItSaysWhy());
    if (cause != null) reason.initCause(cause);
    throw reason;
  }

  private String whereItSaysWhy() {
    return log.isEmpty() ? "" : Text.format(" (what it said of it: %s)", log);
  }

  private String fate() {
    if (hangs) {
      return Text.format(
          "it went on for %s seconds without an evaluation",
          TimeUnit.NANOSECONDS.toMillis(limitNanos) / 1000.0);
    }
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) return "it closed its output and goes on";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
    int code = process.exitValue();
    return code > 128
        ? "it was ended by signal " + (code - 128)
        : "it ended with exit code " + code;
  }

  /** Ends the input, upon which a process ends by itself; {@link #awaitEnd} sees to it. */
  void close() {
    try {
      out.close();
    } catch (IOException e) {
      // It has ended already.
    }
  }

  /** Waits a moment for the end of a closed one, and ends it and what it has started. */
  void awaitEnd() {
    List<ProcessHandle> started = process.descendants().toList();
    try {
      if (!process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) kill();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends the process at once, and what it has started; also where it has ended before these. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    endHeirs();
  }
}
