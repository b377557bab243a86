package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What commands write to standard output and error, to the byte. */
class ConsoleTest {
  private static final String TABLE = "data/nats-size-surrogate.h5";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** As a disk without space: what is buffered fails when it is flushed. */
  private static final class Full extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left on device");
    }
  }

  static Stream<List<String>> commands() {
    return Stream.concat(
        helps(NasReplay.commandLine(), List.of()),
        Stream.of(
            List.of("--version"),
            List.of("search", "random", "--dataset", "cifar10", "--budget", "500", "--trace"),
            List.of("search", "random", "--dataset", "cifar10", "--budget", "500"),
            List.of("table", "info", TABLE),
            List.of("table", "verify", TABLE),
            List.of("table", "best", TABLE, "--metric", "test_accuracy", "--epochs", "90"),
            List.of("table", "query", TABLE, "8:8:40:32:40")));
  }

  private static Stream<List<String>> helps(CommandLine command, List<String> path) {
    return Stream.concat(
        Stream.of(Stream.concat(path.stream(), Stream.of("--help")).toList()),
        command.getSubcommands().entrySet().stream()
            .flatMap(
                each ->
                    helps(
                        each.getValue(),
                        Stream.concat(path.stream(), Stream.of(each.getKey())).toList())));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void outputThatCannotBeWrittenIsAnError(List<String> command) {
    String[] arguments = command.toArray(String[]::new);
    assertThat(NasReplay.run(arguments, new Full(), err)).isEqualTo(2);
    assertThat(text(err).lines())
        .filteredOn(line -> line.startsWith("nasreplay: "))
        .containsExactly("nasreplay: standard output: No space left on device");
    err.reset();
    assertThat(NasReplay.run(arguments, out, err)).isZero();
    assertThat(text(out)).isNotBlank();
    assertThat(text(err)).doesNotContain("nasreplay: ");
  }

  @Test
  void aMistakeIsSaidOnceWhereOutputCannotBeWrittenEither() {
    String[] arguments = {"table", "info", folder.resolve("none.h5").toString()};
    assertThat(NasReplay.run(arguments, new Full(), err)).isEqualTo(2);
    assertThat(text(err).lines()).singleElement().asString().contains("none.h5");
  }

  @Test
  void noTextOfAFileActsOnATerminal() throws IOException {
    String name = "red\u001b[31m\u009b2J\u202eh.h5";
    Path table = Files.copy(Path.of(TABLE), folder.resolve(name));
    String[] verify = {"table", "verify", table.toString()};
    assertThat(NasReplay.run(verify, out, err)).isZero();
    assertThat(text(out)).contains("red\\u001b[31m\\u009b2J\\u202eh.h5").endsWith("\n");
    Files.writeString(table, "no table");
    assertThat(NasReplay.run(verify, out, err)).isEqualTo(2);
    assertThat(text(err)).contains("red\\u001b[31m\\u009b2J\\u202eh.h5");
    assertThat(text(out) + text(err)).doesNotContain("\u001b", "\u009b", "\u202e");
  }

  @Test
  void outputIsUtf8WhateverTheCharsetOfTheMachine() {
    String[] help = {"table", "import", "nats", "--help"};
    assertThat(NasReplay.run(help, out, err)).isZero();
    assertThat(text(out)).contains("NATS-…-simple").contains("\n  -o, --output=FILE");
  }
}
