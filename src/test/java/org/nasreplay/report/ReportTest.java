package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.table.Sha256;

class ReportTest {
  @TempDir Path folder;

  private String write(Results results) throws IOException {
    ResultFiles.write(results, folder);
    Report.write(results, folder);
    return Files.readString(folder.resolve(Report.PAGE));
  }

  private static Map<String, String> digests(Path folder) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(folder.relativize(file).toString(), Sha256.of(file));
      }
    }
    return digests;
  }

  @Test
  void reportFromFilesIsTheReportFromMemoryByteForByte() throws Exception {
    write(SyntheticReplay.results(20));
    Map<String, String> fromMemory = digests(folder);
    Report.write(folder);
    assertThat(digests(folder)).isEqualTo(fromMemory);
    assertThat(fromMemory)
        .containsKeys("report.html", "summary.csv", "charts/progress-cifar10.svg")
        .containsKeys("charts/landscape-ImageNet16-120.png", "charts/landscape-cifar100.csv");
  }

  @Test
  void pageLoadsNothing() throws Exception {
    String page = write(SyntheticReplay.results(5));
    assertThat(page.replaceAll("xmlns(:xlink)?=\"[^\"]*\"", "")).doesNotContain("http", " src=");
    assertThat(page).contains("<svg", "summary.csv");
  }

  @Test
  void everyTableAndChartSaysSurrogateWhereAColumnIsModelled() throws Exception {
    String page = write(SyntheticReplay.results(5));
    assertThat(page).contains("cifar10 <span class=\"small\">surrogate data</span>");
    for (String dataset : new String[] {"cifar10", "cifar100", "ImageNet16-120"}) {
      for (String chart : new String[] {"progress-", "landscape-"}) {
        assertThat(folder.resolve("charts/" + chart + dataset + ".svg"))
            .content()
            .contains("surrogate data</text");
      }
    }
    assertThat(Files.readAllLines(folder.resolve("summary.csv")).stream().skip(1))
        .hasSize(9)
        .allMatch(line -> line.endsWith(",reward+time+report"));
  }

  @Test
  void publishedNumberStandsBesideOursWithTheDifference() throws Exception {
    write(SyntheticReplay.results(5));
    String[] cells =
        Files.readAllLines(folder.resolve("summary.csv")).stream()
            .filter(line -> line.startsWith("cifar10,cifar10,random,"))
            .findFirst()
            .orElseThrow()
            .split(",");
    assertThat(Arrays.asList(cells).subList(14, 18))
        .containsExactly("RANDOM", "90.10", "0.26", "confirmed");
    double ours = Double.parseDouble(cells[9]);
    assertThat(cells[19]).isEqualTo("93.03");
    assertThat(cells[22]).isEqualTo(Fixed.decimals(ours - 93.03, 4));
  }

  @Test
  void recalledNumberIsMarkedUnconfirmed() throws Exception {
    String suite =
        SyntheticReplay.SUITE
            .replace("RUNS", "3")
            .replace("paper: NATS-Bench 2021", "paper: LayerNAS 2023")
            .replace("table: size", "table: NATS-Bench size")
            .replace("random: RANDOM", "random: RS");
    String page = write(SyntheticReplay.results(suite));
    assertThat(page).contains("92.65 * (", "* unconfirmed");
    assertThat(folder.resolve("summary.csv")).content().contains("recalled, unconfirmed");
  }

  @Test
  void searchWithoutAnyAnswerIsReportedAsThat() throws Exception {
    String suite =
        """
        name: hopeless
        runs: 2
        table: synthetic.h5
        protocols:
          - dataset: cifar10
            reward: {epochs: 12}
            budget: {evaluations: 1}
            constraint: {flops: {at_most: 4481114}}
            report: {epochs: 90}
        searchers: [random]
        """;
    Results results = SyntheticReplay.results(suite);
    List<Run> answerless = results.runs().stream().map(ReportTest::withoutAnswer).toList();
    String page =
        write(
            new Results(results.description(), answerless, results.optima(), results.landscapes()));
    assertThat(page)
        .contains("no run has an answer", "flops in (−∞, 4,481,114]", "2, 2 without an answer");
  }

  private static Run withoutAnswer(Run run) {
    double none = Double.NaN;
    return new Run(
        run.protocol(),
        run.searcher(),
        run.number(),
        run.seed(),
        run.evaluations(),
        run.seconds(),
        "",
        none,
        none,
        none,
        none,
        none,
        List.of());
  }

  @Test
  void picturesAreTwiceTheirSizeInPixels() throws Exception {
    write(SyntheticReplay.results(2));
    var png = ImageIO.read(folder.resolve("charts/progress-cifar10.png").toFile());
    assertThat(png.getWidth()).isEqualTo(2 * Style.WIDTH);
    assertThat(png.getHeight()).isEqualTo(2 * Style.HEIGHT);
    assertThat(new java.awt.Color(png.getRGB(0, 0))).isEqualTo(Style.PAPER);
  }
}
