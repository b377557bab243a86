package org.nasreplay.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * A folder of results while they are being made. What is finished lies in its journal, so that an
 * interrupted replay can go on; finished results have none.
 */
public final class ResultFolder {
  private static final String JOURNAL = "journal";
  private static final String IDENTITY = "identity.txt";

  private final Path journal;

  private ResultFolder(Path journal) {
    this.journal = journal;
  }

  /**
   * Opens a folder for the results of one replay.
   *
   * @param identity of the replay; a journal is resumed only by the same one
   * @param resume take over what the journal holds
   * @param overwrite write into the folder whatever it holds
   * @throws InputException where the folder holds something else than results, or the journal is of
   *     another replay
   */
  public static ResultFolder open(Path folder, String identity, boolean resume, boolean overwrite)
      throws IOException {
    Path journal = folder.resolve(JOURNAL);
    Path written = journal.resolve(IDENTITY);
    if (resume && Files.exists(written)) {
      if (!Files.readString(written).equals(identity)) {
        throw new InputException(
            Text.format(
                    "%s: the journal is of another suite, table, seed or version; without --resume the",
                    journal)
                + " replay starts anew");
      }
      return new ResultFolder(journal);
    }
    if (!overwrite && !isFree(folder)) {
      throw new InputException(
          Text.format(
              "%s: holds something else than results; --overwrite writes into it all the same",
              folder));
    }
    delete(journal);
    Files.createDirectories(journal);
    AtomicFile.write(written, identity);
    return new ResultFolder(journal);
  }

  private static boolean isFree(Path folder) throws IOException {
    if (!Files.exists(folder) || Files.exists(folder.resolve(ResultFiles.PROVENANCE))) return true;
    if (Files.exists(folder.resolve(JOURNAL).resolve(IDENTITY))) return true;
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  public RunJournal journal() {
    return new RunJournal(journal);
  }

  /** The results are written; the journal is no longer needed. */
  public void finished() throws IOException {
    delete(journal);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
