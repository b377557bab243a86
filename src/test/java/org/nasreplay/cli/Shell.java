package org.nasreplay.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.nasreplay.cli.Commands.Outcome;

/** A shell as somebody's terminal has it. */
final class Shell {
  private Shell() {}

  /**
   * Runs {@code script} in the folder {@code here} of {@code folder}; {@code $PROJECT} is this
   * project.
   */
  static Outcome run(Path folder, Map<String, String> environment, String script)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var builder =
        new ProcessBuilder("bash", "-euc", script)
            .directory(Files.createDirectories(folder.resolve("here")).toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("NASREPLAY_"));
    builder.environment().put("PROJECT", Path.of("").toAbsolutePath().toString());
    builder.environment().putAll(environment);
    int exitCode = builder.start().waitFor();
    return new Outcome(exitCode, read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
