package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.nasreplay.cli.Commands.Outcome;

/** What others install, packaged before these tests run. */
final class Archive {
  private Archive() {}

  /** The archive of that ending; skips the test where nothing is packaged. */
  static Path file(String ending) throws IOException {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(Path.of("target"), "nasreplay-*" + ending)) {
      for (Path file : found) return file.toAbsolutePath();
    }
    return abort("needs the packaged target/nasreplay-*" + ending);
  }

  /** Unpacks the tar archive into {@code folder}, without its own outermost folder. */
  static Path unpack(Path folder) throws IOException, InterruptedException {
    Outcome outcome =
        Shell.run(
            folder,
            Map.of("ARCHIVE", file(".tar.gz").toString()),
            "mkdir ../nasreplay && tar xzf \"$ARCHIVE\" -C ../nasreplay --strip-components=1");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return folder.resolve("nasreplay");
  }
}
