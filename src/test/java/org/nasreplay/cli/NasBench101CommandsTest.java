package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.cli.Commands.Outcome;
import org.nasreplay.replay.Json;

/** From TFRecords to answers, as a user does it: 91 cells with 4, 12, 36 and 108 epochs each. */
class NasBench101CommandsTest {
  private static final Path SAMPLE = Path.of("../shared/data/nas-bench-101/ec-nas-4v.tfrecord");

  @TempDir private Path folder;

  @BeforeEach
  void needSample() {
    assumeTrue(Files.exists(SAMPLE), "needs " + SAMPLE);
  }

  private Path imported() {
    Path table = folder.resolve("nb101.h5");
    Outcome outcome = run("table", "import", "nasbench101", SAMPLE, "-o", table);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    // of 4 budgets a run of 4 values and a price; 4 epochs have them halfway, too
    assertThat(outcome.out())
        .isEqualTo(
            "91 architectures of the nasbench101 space, 24 columns, 0 costs: " + table + "\n");
    assertThat(outcome.err().lines())
        .hasSize(6)
        .allMatch(line -> line.startsWith("nasreplay: " + SAMPLE + ": h"))
        .contains(
            "nasreplay: "
                + SAMPLE
                + ": holds 91 of the 423,624 cells of NAS-Bench-101; the space of the table is these");
    return table;
  }

  @Test
  void aTableAnswersUnderTheAuthorsNames() throws Exception {
    Path table = imported();
    String cell = "5529e1779433733d1145e20de5d8604e";
    JsonNode answer = Json.JSON.readTree(run("table", "query", table, cell, "--json").out());
    assertThat(answer.at("/module_hash").textValue()).isEqualTo(cell);
    assertThat(answer.at("/module_adjacency"))
        .hasToString("[[0,1,1,0],[0,0,1,1],[0,0,0,1],[0,0,0,0]]");
    assertThat(answer.at("/module_operations"))
        .hasToString("[\"input\",\"conv1x1-bn-relu\",\"conv3x3-bn-relu\",\"output\"]");
    assertThat(answer.at("/trainable_parameters").longValue()).isEqualTo(3_468_426);
    assertThat(answer.at("/runs")).hasSize(5);
    assertThat(answer.at("/runs/4/epochs").intValue()).isEqualTo(108);
    assertThat(answer.at("/runs/4/training_time").doubleValue()).isEqualTo(2740.1489868164062);
    assertThat(answer.at("/runs/4/validation_accuracy").doubleValue())
        .isEqualTo(0.9364984035491943);
    assertThat(answer.at("/runs/4/kinds/training_time").textValue()).isEqualTo("measured");
    assertThat(answer.at("/runs/0/stop_halfway").booleanValue()).isTrue();

    Outcome text =
        run("table", "query", table, "110111-13", "--dataset", "cifar10", "--epochs", "108");
    assertThat(text.out())
        .contains("module_operations    [input, conv1x1-bn-relu, ")
        .contains("trainable_parameters 3468426  analytic\n108 epochs, run 1\n")
        .containsPattern("validation_accuracy +0\\.9364984035491943 +measured\n")
        .doesNotContain("\n36 epochs");
    assertRefused(
        run("table", "query", table, cell, "--dataset", "cifar10", "--epochs", "200"),
        "--epochs (200), of which ");
    assertRefused(
        run("table", "query", table, "a".repeat(32)), "one of the 91 that the table lists");
  }

  @Test
  void itIsATableLikeAnyOther() {
    Path table = imported();
    assertThat(run("table", "verify", table).out())
        .contains(": 24 columns, 2,184 values in range, 0 empty", "as the file's own seal says");
    assertThat(run("table", "info", table).out()).contains("space nasbench101, 91 architectures");
    Outcome best =
        run(
            "table",
            "best",
            table,
            "--metric",
            "test_accuracy",
            "--epochs",
            "108",
            "--params-max",
            "5M");
    assertThat(best.exitCode()).as(best.err()).isZero();
    assertThat(best.out()).contains("cifar10", "params (analytic)", "ec-nas-4v.tfrecord");
    assertRefused(run("table", "convert", table, folder.resolve("nb101.csv")), "write it as .h5");
  }

  @Test
  void whatCannotBeImportedLeavesNoTable() throws Exception {
    Path table = folder.resolve("nb101.h5");
    Path file = folder.resolve("nb101.tfrecord");
    byte[] whole = Files.readAllBytes(SAMPLE);
    whole[100_000] ^= 1;
    Files.write(file, whole);
    assertRefused(
        run("table", "import", "nasbench101", file, "-o", table), file + ": record ", " at byte ");
    Files.writeString(file, "not one");
    assertRefused(run("table", "import", "nasbench101", file, "-o", table), file + ": record 1");
    assertRefused(
        run("table", "import", "nasbench101", file, "-o", table, "--threads", "0"),
        "--threads (0)");
    assertRefused(
        run("table", "import", "nasbench101", folder.resolve("none"), "-o", table), "no such file");
    assertThat(table).doesNotExist();
  }
}
