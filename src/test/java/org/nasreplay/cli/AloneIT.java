package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of its own that has no network, and a folder for temporary files that it leaves be. */
class AloneIT {
  @TempDir private Path folder;

  @Test
  void aReplayAndItsReportNeedNoNetwork() throws Exception {
    List<String> without = List.of("unshare", "-rn");
    assumeTrue(exitCode(List.of("unshare", "-rn", "true")) == 0, "needs unshare -rn");
    // The loopback that a new namespace has is down: nothing at all can be connected to.
    assertThat(exitCode(List.of("unshare", "-rn", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9")))
        .isNotZero();
    replayAndReport(without);
  }

  @Test
  void temporaryFilesLieBesideTheOutputAlone() throws Exception {
    replayAndReport(List.of());
  }

  private void replayAndReport(List<String> wrapper) throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path here = Files.createDirectory(folder.resolve("here"));
    assumeTrue(Program.isPackaged(), "needs the packaged " + Program.JAR);
    Path table = Path.of(Commands.TABLE).toAbsolutePath();
    Path measured = Commands.csv(folder.resolve("m.csv"), "cifar10/90/test_accuracy/777");
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"), Commands.suite("tiny", 2, table, "random", "layernas"));
    Path out = folder.resolve("out");
    nasreplay(wrapper, here, temporary, "replay", suite, "--out", out);
    nasreplay(wrapper, here, temporary, "report", out);
    nasreplay(wrapper, here, temporary, "table", "convert", measured, folder.resolve("t.csv.gz"));
    assertThat(out.resolve("report.html")).isNotEmptyFile();
    assertThat(left(temporary)).isEmpty();
    assertThat(left(here)).isEmpty();
    assertThat(left(folder))
        .noneMatch(file -> String.valueOf(file.getFileName()).startsWith(".nasreplay-"));
  }

  private static List<Path> left(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> !file.equals(folder)).toList();
    }
  }

  private void nasreplay(List<String> wrapper, Path here, Path temporary, Object... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(wrapper);
    List<String> options =
        Program.options(
            "-XX:-UsePerfData", // Java's own file in /tmp
            "-Djava.io.tmpdir=" + temporary);
    command.addAll(Program.command(options, arguments));
    Path printed = folder.resolve("printed.txt");
    var builder =
        new ProcessBuilder(command)
            .directory(here.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().put("TMPDIR", temporary.toString());
    assertThat(exitCode(builder)).as(Files.readString(printed, StandardCharsets.UTF_8)).isZero();
  }

  private static int exitCode(List<String> command) throws Exception {
    try {
      return exitCode(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD));
    } catch (IOException e) { // there is no such program
      return -1;
    }
  }

  private static int exitCode(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }
}
