package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.run;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyComplexityIT {
  @TempDir Path folder;

  @Test
  void theStudyOfComplexityHasAPageWithItsCountsAndTheirBound() throws Exception {
    Commands.Outcome outcome = run("study", "complexity", "--out", folder);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(Files.readString(folder.resolve("report.html"))).contains("148,996", "<svg");
  }
}
