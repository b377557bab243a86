package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.replay.Json;
import picocli.CommandLine;

/** From the authors' files to answers, as a user does it. */
class TableImportTest {
  private static final Path SAMPLE = Path.of("../shared/data/nats-size/official-sample");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void needSample() {
    assumeTrue(Files.isDirectory(SAMPLE), "needs " + SAMPLE);
  }

  private int run(Object... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine commandLine =
        NasReplay.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return commandLine.execute(Arrays.stream(args).map(String::valueOf).toArray(String[]::new));
  }

  @Test
  void anImportedTableAnswersUnderTheOfficialNames() throws IOException {
    Path table = folder.resolve("size.h5");
    assertThat(run("table", "import", "nats", SAMPLE, "-o", table, "--allow-missing")).isZero();
    assertThat(out).asString().contains("2 architectures of the size space");
    assertThat(err).asString().contains("records of 2 of 32,768 architectures");
    assertThat(folder.resolve("size.h5.report.txt")).content().hasLineCount(1);

    String[] query = {"table", "query", table.toString(), "8:8:40:32:40"};
    String[] training = {"--dataset", "cifar100", "--epochs", "12"};
    assertThat(run((Object[]) concat(query, training, "--json"))).isZero();
    JsonNode answer = Json.JSON.readTree(out.toString());
    // as the authors' API prints for their record 284
    assertThat(answer.at("/index").intValue()).isEqualTo(284);
    assertThat(answer.at("/more_info/valid-accuracy").doubleValue())
        .isCloseTo(49.01333333536784, within(1e-12));
    assertThat(answer.at("/more_info/test-per-time").doubleValue())
        .isCloseTo(0.42904233932495117, within(1e-12));
    assertThat(answer.at("/cost_info/flops").doubleValue()).isEqualTo(21.831684);
    assertThat(answer.at("/cost_info/T-ori-test@epoch").doubleValue())
        .isEqualTo(0.7051079273223877);

    assertThat(run((Object[]) concat(query, training))).isZero();
    assertThat(out).asString().containsPattern("valtest-accuracy +48\\.98\\b");
    assertThat(run((Object[]) concat(query, new String[0], "--json"))).isZero();
    assertThat(Json.JSON.readTree(out.toString()).at("/values"))
        .anyMatch(
            value ->
                value.get("name").textValue().equals("cifar100/12/valid_accuracy/777")
                    && value.get("kind").textValue().equals("measured"));
    assertThat(run((Object[]) concat(query, new String[] {"--epochs", "12"}))).isEqualTo(2);
  }

  private static String[] concat(String[] one, String[] other, String... more) {
    return Stream.of(one, other, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void anImportThatFailsLeavesWhatWasThere() throws IOException {
    Path table = Files.writeString(folder.resolve("size.h5"), "before");
    assertThat(run("table", "import", "nats", SAMPLE, "-o", table)).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().startsWith("nasreplay: ");
    assertThat(table).hasContent("before");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(table);
    }
  }

  /** A release of the two sample records and one more, each of which may be damaged. */
  private Path release(boolean... whole) throws IOException {
    Path release = Files.createDirectory(folder.resolve("release"));
    String[] records = {"000000.pickle.pbz2", "000284.pickle.pbz2"};
    Files.copy(SAMPLE.resolve("meta.pickle.pbz2"), release.resolve("meta.pickle.pbz2"));
    for (int i = 0; i < whole.length; i++) {
      byte[] record = Files.readAllBytes(SAMPLE.resolve(records[i]));
      Files.write(
          release.resolve(records[i]),
          whole[i] ? record : Arrays.copyOf(record, record.length / 2));
    }
    Files.write(release.resolve("000011.pickle.pbz2"), new byte[0]);
    return release;
  }

  @Test
  void onlyWhatWasReadIsCounted() throws IOException {
    Path table = folder.resolve("size.h5");
    assertThat(run("table", "import", "nats", release(true, false), "-o", table, "--allow-missing"))
        .isZero();
    assertThat(out.toString())
        .startsWith("1 architecture of the size space, 413 columns (2 of 3 records damaged) in ");
    assertThat(folder.resolve("size.h5.report.txt"))
        .content()
        .hasLineCount(3)
        .contains(
            "records of 1 of 32,768 architectures and 2 damaged, architecture 1 is the first");
    assertThat(err.toString().lines()).hasSize(3);
  }

  @Test
  void anImportOfNothingWritesNoTable() throws IOException {
    Path table = folder.resolve("size.h5");
    Path release = release(false, false);
    assertThat(run("table", "import", "nats", release, "-o", table, "--allow-missing"))
        .isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("nasreplay: " + release + ": none of the records (3) can be read, the first: ")
        .contains("000000.pickle.pbz2: is damaged");
    for (String record : new String[] {"000000", "000011", "000284"}) {
      Files.delete(release.resolve(record + ".pickle.pbz2"));
    }
    assertThat(run("table", "import", "nats", release, "-o", table, "--allow-missing"))
        .isEqualTo(2);
    assertThat(err).asString().contains("release: has no record of an architecture");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(release);
    }
  }

  @Test
  void wrongOptionsAreRefusedInOneLine() {
    Path table = folder.resolve("size.h5");
    assertThat(run("table", "import", "nats", SAMPLE, "-o", table, "--curves", "some"))
        .isEqualTo(2);
    assertThat(err).asString().contains("curves (some), expected none, short, valid or all");
    assertThat(run("table", "import", "nats", SAMPLE, "-o", table, "--threads", "0")).isEqualTo(2);
    assertThat(run("table", "import", "nats", SAMPLE)).isEqualTo(2);
    assertThat(run("table", "import", "nats", folder.resolve("none"), "-o", table)).isEqualTo(2);
    assertThat(err).asString().contains("none: no such file or folder");
    assertThat(table).doesNotExist();
  }
}
