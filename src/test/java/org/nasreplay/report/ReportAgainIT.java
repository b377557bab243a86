package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.io.Digests.digests;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.io.WrittenFiles;
import org.nasreplay.replay.Results;

/** A report that is written again over an earlier one. */
class ReportAgainIT {
  @TempDir private Path folder;

  @BeforeEach
  void writeOnce() throws Exception {
    Results results = SyntheticReplay.results(2);
    SyntheticReplay.finish(results, folder);
    Report.write(results, folder, List.of());
  }

  @Test
  void filesOfAnEarlierReportAreRemovedAndNoOthers() throws Exception {
    WrittenFiles.in(folder).add(List.of("charts/progress-mnist.svg"));
    Path stale = Files.writeString(folder.resolve("charts/progress-mnist.svg"), "<svg/>");
    Path mine = Files.writeString(folder.resolve("charts/progress-mine.svg"), "<svg/>");
    Path notes = Files.writeString(folder.resolve("tables/summary.txt"), "read this");
    Report.write(folder, List.of(), false, false);
    assertThat(stale).doesNotExist();
    assertThat(mine).exists();
    assertThat(notes).exists();
    assertThat(folder.resolve("charts/progress-cifar10.svg")).exists();
  }

  @Test
  void everyChartIsWrittenAsTheSamePdfOnDemandOnly() throws Exception {
    Report.write(folder, List.of(), true, false);
    Map<String, String> first = digests(folder);
    Report.write(folder, List.of(), true, false);
    assertThat(digests(folder)).isEqualTo(first);
    assertThat(first.keySet().stream().filter(name -> name.endsWith(".pdf")).count())
        .isEqualTo(first.keySet().stream().filter(name -> name.endsWith(".svg")).count());
    assertThat(folder.resolve("charts/wins.pdf"))
        .content(StandardCharsets.ISO_8859_1)
        .startsWith("%PDF-");
    Report.write(folder, List.of(), false, false);
    assertThat(digests(folder).keySet()).noneMatch(name -> name.endsWith(".pdf"));
  }
}
