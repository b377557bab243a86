package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.EngineProvider;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.Suite;

/**
 * What another process needs to make the same replay.
 *
 * @param suiteFile for messages
 * @param suiteText the suite as it was read
 * @param runs instead of the suite's
 * @param seed instead of the suite's
 * @param table a file or folder among {@code files}, or the name of a predictor that needs none
 * @param files their content, by path
 */
record ReplayRecipe(
    String suiteFile,
    String suiteText,
    int runs,
    long seed,
    String table,
    Map<String, byte[]> files)
    implements EngineProvider.Recipe {
  private static final long serialVersionUID = 1L;

  /**
   * Of a replay that is about to run here.
   *
   * @param named the table as the command line names it; null where the suite does
   */
  static ReplayRecipe of(
      Suite suite, Path suiteFile, ProjectFiles.Opened read, @Nullable String named)
      throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    String table = read.provenance().file();
    if (read.file() != null) {
      files.put(table, Files.readAllBytes(read.file().path()));
    } else if (!ProjectFiles.isPredictor(table)) {
      Path folder = Path.of(String.valueOf(named));
      List<Path> all;
      try (Stream<Path> walked = Files.walk(folder)) {
        all = walked.filter(Files::isRegularFile).toList();
      }
      for (Path file : all) {
        files.put(table + "/" + folder.relativize(file), Files.readAllBytes(file));
      }
    }
    String text = Files.readString(suiteFile);
    return new ReplayRecipe(suiteFile.toString(), text, suite.runs(), suite.seed(), table, files);
  }

  @Override
  public Replay replay(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Suite suite = Suite.of(suiteFile, suiteText).withRuns(runs).withSeed(seed);
    Path file = Path.of(suiteFile);
    String named = files.isEmpty() ? table : folder.resolve(table).toString();
    return ProjectFiles.replay(suite, file, ProjectFiles.benchmark(named, suite, file).benchmark());
  }
}
