package org.nasreplay.replay;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.FolderLock;
import org.nasreplay.io.InputException;
import org.nasreplay.io.WrittenFiles;

/**
 * A folder of results, held by one process while it writes. Results are finished exactly if {@value
 * #COMPLETE} stands beside them: it leaves first and comes back last when they are replaced. While
 * a replay is under way, what it has finished lies in its journal; the same replay goes on from
 * there.
 */
public final class ResultFolder implements AutoCloseable {
  /** Lists the result files with their digests. */
  public static final String COMPLETE = "complete.json";

  private static final String JOURNAL = "journal";
  private static final String LOGS = "log/";

  private final Path folder;
  private final Map<String, String> identity;
  private final FolderLock lock;
  private boolean begun;
  private boolean finished;

  private ResultFolder(Path folder, Map<String, String> identity, FolderLock lock) {
    this.folder = folder;
    this.identity = identity;
    this.lock = lock;
  }

  /**
   * Opens a folder for the results of one replay.
   *
   * @param identity of the replay in parts: results and journals of the same one are taken over
   * @param overwrite make it anew, in place of whatever results and journal are there; nothing else
   *     is ever deleted
   * @throws InputException where the folder holds something else, or another process writes into it
   */
  public static ResultFolder open(Path folder, Map<String, String> identity, boolean overwrite)
      throws IOException {
    requireNobodyElses(folder, overwrite); // before anything is made in it
    var opened = new ResultFolder(folder, identity, FolderLock.take(folder));
    try {
      opened.begin(overwrite);
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static void requireNobodyElses(Path folder, boolean overwrite) throws IOException {
    if (!Files.exists(folder)) return;
    if (!Files.isDirectory(folder)) throw new InputException(folder.toString(), "not a folder");
    if (ResultFiles.areOfEarlierVersion(folder)) {
      throw new InputException(
          folder.toString(),
          "holds results of an earlier version, which kept no list of what it wrote; give --out"
              + " another folder, or remove it");
    }
    boolean ours = Files.exists(folder.resolve(COMPLETE)) || journal(folder).exists();
    String foreign = overwrite || ours ? null : foreign(folder);
    if (foreign == null) return;
    throw holds(
        folder,
        Files.exists(folder.resolve(ResultFiles.PROVENANCE))
            ? "results that are not whole"
            : "something else than results (" + foreign + ")");
  }

  private static InputException holds(Path folder, String what) {
    return new InputException(
        folder.toString(),
        "holds "
            + what
            + "; give --out another folder, or --overwrite to replace what nasreplay wrote there,"
            + " or remove it");
  }

  /** What keeps a folder without results from being free; null for nothing. */
  private static @Nullable String foreign(Path folder) throws IOException {
    Set<String> own = Set.of(FolderLock.NAME, WrittenFiles.LIST, JOURNAL);
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> !own.contains(name) && !name.startsWith(".nasreplay-"))
          .sorted()
          .findFirst()
          .orElse(null);
    }
  }

  private void begin(boolean overwrite) throws IOException {
    if (!overwrite) {
      Manifest journal = journal().identity();
      Manifest complete = Manifest.read(folder.resolve(COMPLETE));
      begun = journal != null && journal.difference(identity).isEmpty();
      finished = complete != null && complete.difference(identity).isEmpty();
      if (journal != null && !begun) {
        throw holds(folder, "an unfinished replay with other " + journal.difference(identity));
      }
      if (complete != null && !finished && !begun) {
        throw holds(folder, "results with other " + complete.difference(identity));
      }
    }
    WrittenFiles.in(folder).add(ResultFiles.WRITTEN);
    if (finished || !begun) journal().delete();
    if (!finished && !begun) journal().begin(identity);
  }

  /** Of what is finished while the replay is under way. */
  public RunJournal journal() {
    return journal(folder);
  }

  static RunJournal journal(Path folder) {
    return new RunJournal(folder.resolve(JOURNAL));
  }

  /**
   * What the same replay left when it finished here before; null where it did not, or is to be made
   * anew.
   *
   * @throws InputException where its files are not what was written
   */
  public @Nullable Results finished() throws IOException {
    return finished ? ResultFiles.readFinished(folder, "--overwrite makes it anew") : null;
  }

  /**
   * A file beside the results for what a searcher says of itself; it goes on where the replay does.
   *
   * @param searcher its name
   */
  public Path log(String searcher) {
    String name = LOGS + searcher + ".log";
    Path log = folder.resolve(name);
    WrittenFiles.in(folder).add(List.of(name));
    try {
      if (!begun) Files.deleteIfExists(log);
      Files.createDirectories(folder.resolve(LOGS));
    } catch (IOException e) {
      throw InputException.of(log, e);
    }
    return log;
  }

  /** Writes results in place of whatever results are there. The journal is no longer needed. */
  public void write(Results results) throws IOException {
    write(results, identity);
    journal().delete();
  }

  /**
   * Writes results of a part of the replay. The journal stays, so that the same replay goes on with
   * what is missing.
   *
   * @param part identity of a replay that would have these results alone
   */
  public void writePart(Results results, Map<String, String> part) throws IOException {
    write(results, part);
  }

  private void write(Results results, Map<String, String> identified) throws IOException {
    Files.deleteIfExists(folder.resolve(COMPLETE));
    List<String> kept = new ArrayList<>(ResultFiles.WRITTEN);
    kept.addAll(saidLogs());
    // A page that is still there when this ends halfway would be of other results.
    WrittenFiles.in(folder).deleteAllBut(kept, "");
    if (kept.size() == ResultFiles.WRITTEN.size()) takeAwayEmpty(folder.resolve(LOGS));
    ResultFiles.write(results, folder);
    AtomicFile.write(
        folder.resolve(COMPLETE), Manifest.of(identified, folder, ResultFiles.ALL).text());
  }

  private static void takeAwayEmpty(Path logs) throws IOException {
    try {
      Files.deleteIfExists(logs);
    } catch (DirectoryNotEmptyException e) {
      // Somebody's own file is in it.
    }
  }

  /** The logs in which anything stands. */
  private List<String> saidLogs() throws IOException {
    Path logs = folder.resolve(LOGS);
    if (!Files.isDirectory(logs)) return List.of();
    try (Stream<Path> files = Files.list(logs)) {
      return files
          .filter(file -> file.toFile().length() > 0)
          .map(file -> LOGS + file.getFileName())
          .toList();
    }
  }

  /** Lets other processes write. */
  @Override
  public void close() {
    lock.close();
  }
}
