package org.nasreplay.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Holds a folder for one process. The system lets go of it when the process ends, however it ends;
 * the file that carries the lock stays.
 */
public final class FolderLock implements AutoCloseable {
  /** The file in the folder. */
  public static final String NAME = ".nasreplay.lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes a folder, which is made where there is none.
   *
   * @throws InputException where another process has it, or the environment refuses
   */
  public static FolderLock take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) != null) return new FolderLock(channel);
      channel.close();
    } catch (IOException e) {
      throw InputException.of(folder, e);
    }
    throw new InputException(
        folder.toString(),
        "another nasreplay is writing into it; wait for it, or give --out another folder");
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The end of the process lets go of it.
    }
  }
}
