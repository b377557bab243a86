package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.cli.Commands.Outcome;

class TableGenerateIT {
  private static final String TEST = "cifar10/90/test_accuracy/777";
  private static final String VALID = "cifar10-valid/90/valid_accuracy/777";

  @TempDir private Path folder;

  @Test
  void measuredTablesStayAndTheRestIsDrawn() throws IOException {
    Path test = Commands.csv(folder.resolve("test.csv"), TEST);
    Path valid = Commands.csv(folder.resolve("valid.csv"), VALID);
    Path out = folder.resolve("real.h5");
    Outcome drawn = run("table", "generate", "--given", test, "--given", valid, "-o", out);
    assertThat(drawn.exitCode()).isZero();
    assertThat(drawn.out()).contains("72 columns, of which 70 are modelled: " + out);
    assertThat(run("table", "info", out).out())
        .containsPattern(TEST + " .* measured \\(test.csv, SHA-256")
        .containsPattern(VALID + " .* measured \\(valid.csv, SHA-256")
        .contains("modelled (NAS Replay size surrogate 2, seed 2023, given 2 measured columns)");
  }

  @Test
  void tablesThatCannotBeCompletedAreRefusedWithTheirFile() throws IOException {
    Path out = folder.resolve("real.h5");
    assertRefused(
        run("table", "generate", "--given", folder.resolve("no.csv"), "-o", out), "no.csv");
    Path fractions = Commands.csv(folder.resolve("fractions.csv"), TEST);
    Files.writeString(fractions, Files.readString(fractions).replace(",50", ",0.5"));
    assertRefused(
        run("table", "generate", "--given", fractions, "-o", out),
        "fractions.csv: column " + TEST + ": no accuracy above 1, expected percent");
    assertThat(out).doesNotExist();
  }
}
