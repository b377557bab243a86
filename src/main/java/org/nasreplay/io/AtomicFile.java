package org.nasreplay.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Output that is complete or absent: written to a temporary file beside the target, forced to disk,
 * then moved over the target in one step. Whatever happens meanwhile, the old file is there or the
 * new one is.
 *
 * <p>A temporary file is named after the process that writes it. One that a killed process has left
 * behind is taken away by the next one that writes into the folder.
 */
public final class AtomicFile {
  private static final Pattern TEMPORARY = Pattern.compile("\\.nasreplay-([0-9a-f]+)-(\\d+)-\\d+");
  private static final String MACHINE = machine();
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** What is being written; an interrupt from the keyboard takes it away. */
  private static final Set<Path> UNDER_WAY = ConcurrentHashMap.newKeySet();

  static {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(AtomicFile::takeAwayAll, "temporary files"));
    } catch (IllegalStateException e) {
      // It was interrupted before it wrote anything; the next process takes away what is left.
    }
  }

  /** Writes the content to the path that it is given. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path temporary) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes a file, whole or not at all.
   *
   * @throws InputException where the environment refuses: no space, no permission, a name too long
   */
  public static void write(Path target, Content content) {
    write(target, content, true, false);
  }

  public static void write(Path target, String text) {
    write(target, of(text), true, false);
  }

  /**
   * The same for what can be made again: it is not forced to disk, which takes some ten
   * milliseconds a file, so that a loss of power may leave an empty one.
   */
  public static void writeUnforced(Path target, Content content) {
    write(target, content, false, false);
  }

  public static void writeUnforced(Path target, String text) {
    write(target, of(text), false, false);
  }

  /**
   * The same where thousands of files are written into a folder whose owner deletes what a killed
   * process has left there: to look for that at every file would take the square of the time.
   */
  public static void writeOneOfMany(Path target, Content content) {
    write(target, content, false, true);
  }

  private static Content of(String text) {
    return temporary -> Files.writeString(temporary, text, StandardCharsets.UTF_8);
  }

  private static void write(Path target, Content content, boolean forced, boolean oneOfMany) {
    try {
      Path folder = target.toAbsolutePath().getParent();
      if (folder == null) throw new InputException(target.toString(), "not a name for a file");
      Files.createDirectories(folder);
      if (!oneOfMany) takeAwayAbandoned(folder);
      Path temporary = folder.resolve(name(ProcessHandle.current().pid()));
      UNDER_WAY.add(temporary);
      try {
        content.writeTo(temporary);
        if (forced) force(temporary);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        if (forced && !windows()) force(folder);
      } finally {
        Files.deleteIfExists(temporary);
        UNDER_WAY.remove(temporary);
      }
    } catch (IOException e) {
      throw refusal(target, e);
    } catch (UncheckedIOException e) {
      throw refusal(target, Objects.requireNonNull(e.getCause()));
    }
  }

  /** Names the file that the user knows of, not the temporary one. */
  private static InputException refusal(Path target, IOException e) {
    InputException refusal = InputException.of(target, e);
    String name = String.valueOf(Path.of(refusal.place()).getFileName());
    return TEMPORARY.matcher(name).matches()
        ? new InputException(target.toString(), refusal.reason(), e)
        : refusal;
  }

  /** Of a temporary file that {@code process} on this machine writes. */
  static String name(long process) {
    return Text.format(".nasreplay-%s-%d-%d", MACHINE, process, COUNT.incrementAndGet());
  }

  /** A file's bytes, or a folder's entries: a move alone may not outlive a loss of power. */
  private static void force(Path path) throws IOException {
    var option = Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  private static boolean windows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  private static void takeAwayAbandoned(Path folder) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, ".nasreplay-*")) {
      for (Path file : found) {
        Matcher name = TEMPORARY.matcher(String.valueOf(file.getFileName()));
        if (name.matches() && name.group(1).equals(MACHINE) && !lives(name.group(2))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean lives(String process) {
    return process.length() > 18 || ProcessHandle.of(Long.parseLong(process)).isPresent();
  }

  /** Tells machines that share a folder apart, as far as their names do. */
  private static String machine() {
    String name = System.getenv().getOrDefault("HOSTNAME", "");
    try {
      name = Files.readString(Path.of("/proc/sys/kernel/hostname"));
    } catch (IOException | RuntimeException e) {
      // Not a Linux: the environment's name has to do.
    }
    return Integer.toHexString(name.strip().hashCode());
  }

  private static void takeAwayAll() {
    for (Path file : UNDER_WAY) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // The process ends; the next one takes it away.
      }
    }
  }
}
