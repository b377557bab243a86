package org.nasreplay.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * Finished runs of a replay that is under way: by protocol and searcher two files, and a third one,
 * written last, that holds their digests.
 */
public final class RunJournal {
  /** Of this journal, and of a temporary file that a killed process left in it. */
  private static final String OWN =
      "identity\\.(json|txt)|[0-9]{4,}-(runs\\.csv|trajectories\\.csv|processor\\.csv|cell\\.json)|\\.nasreplay-.*";

  private static final String IDENTITY = "identity.json";

  private final Path folder;

  RunJournal(Path folder) {
    this.folder = folder;
  }

  boolean exists() {
    return Files.exists(folder.resolve(IDENTITY));
  }

  /** What the journal is of; null where there is none. */
  @Nullable Manifest identity() throws IOException {
    return Manifest.read(folder.resolve(IDENTITY));
  }

  void begin(Map<String, String> identity) throws IOException {
    AtomicFile.write(folder.resolve(IDENTITY), new Manifest(identity, List.of()).text());
  }

  /**
   * The runs of the {@code cell}-th pair of protocol and searcher; empty where it is not finished,
   * or is not what was written: then it is run again.
   */
  List<Run> read(int cell, String protocol, String searcher) {
    try {
      Manifest finished = Manifest.read(manifest(cell));
      if (finished == null || !finished.difference(identity(protocol, searcher)).isEmpty()) {
        return List.of();
      }
      finished.check(folder, names(cell), "it is run again");
      return ResultReader.readRuns(runs(cell), trajectories(cell));
    } catch (InputException | IOException e) {
      return List.of();
    }
  }

  /** Not forced to disk: what a loss of power tears is run again, as its digest tells. */
  void write(int cell, List<Run> finished) throws IOException {
    AtomicFile.writeOneOfMany(trajectories(cell), ResultFiles.trajectories(finished));
    AtomicFile.writeOneOfMany(runs(cell), ResultFiles.runs(finished));
    Run first = finished.get(0);
    Manifest written =
        Manifest.of(identity(first.protocol(), first.searcher()), folder, names(cell));
    AtomicFile.writeOneOfMany(manifest(cell), file -> Files.writeString(file, written.text()));
  }

  /**
   * What the runs of a cell took of a processor; null where that is not known, which makes no
   * difference to them.
   */
  @Nullable ProcessorTime readTime(int cell) {
    try {
      List<ProcessorTime> times = ResultReader.readProcessor(time(cell));
      return times.size() == 1 ? times.get(0) : null;
    } catch (InputException | IOException e) {
      return null;
    }
  }

  /** To be written before the runs of the cell, with which it counts. */
  void writeTime(int cell, ProcessorTime time) throws IOException {
    AtomicFile.writeOneOfMany(time(cell), ResultFiles.processor(List.of(time)));
  }

  /** Deletes this journal's own files, the identity last, and the folder where nothing is left. */
  void delete() throws IOException {
    if (!Files.isDirectory(folder)) return;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(RunJournal::isOwn).toList()) {
        if (!file.endsWith(IDENTITY)) Files.delete(file);
      }
    }
    Files.deleteIfExists(folder.resolve(IDENTITY));
    if (isEmpty()) Files.delete(folder);
  }

  private static boolean isOwn(Path file) {
    return String.valueOf(file.getFileName()).matches(OWN) && Files.isRegularFile(file);
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      return left.findAny().isEmpty();
    }
  }

  private static Map<String, String> identity(String protocol, String searcher) {
    return Map.of("protocol", protocol, "searcher", searcher);
  }

  private List<String> names(int cell) {
    return Stream.of(runs(cell), trajectories(cell)).map(f -> f.getFileName().toString()).toList();
  }

  private Path runs(int cell) {
    return folder.resolve(Text.format("%04d-%s", cell, ResultFiles.RUNS));
  }

  private Path trajectories(int cell) {
    return folder.resolve(Text.format("%04d-%s", cell, ResultFiles.TRAJECTORIES));
  }

  private Path time(int cell) {
    return folder.resolve(Text.format("%04d-%s", cell, ResultFiles.PROCESSOR));
  }

  private Path manifest(int cell) {
    return folder.resolve(Text.format("%04d-cell.json", cell));
  }
}
