package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;

/** The report of a sweep of two hundred combinations under three protocols. */
class ManySearchersIT {
  private static final int SEARCHERS = 200;
  private static final long MEGABYTE = 1 << 20;

  @TempDir private Path folder;

  private static Results results() {
    List<String> labels = new ArrayList<>();
    List<ReplayProvenance.Searcher> searchers = new ArrayList<>();
    for (int i = 0; i < SEARCHERS; i++) {
      Map<String, String> settings = new LinkedHashMap<>();
      settings.put("population", Integer.toString(1 + i / 10));
      settings.put("sample", Integer.toString(1 + i % 10));
      String label = "regularized-evolution " + settings;
      labels.add(label);
      var place = new ReplayProvenance.Place("regularized-evolution", settings, i == 0);
      searchers.add(
          new ReplayProvenance.Searcher(label, "regularized-evolution", "{}", List.of(place)));
    }
    var table = new double[101];
    Arrays.setAll(table, i -> 90 + 0.04 * i);
    List<Protocol> protocols =
        Stream.of("cifar10", "cifar100", "ImageNet16-120")
            .map(name -> MadeUpResults.protocol(name, MadeUpResults.SECONDS, null))
            .toList();
    Results made =
        MadeUpResults.of(
            protocols,
            labels,
            10,
            table,
            (searcher, run) -> {
              double end = 90 + labels.indexOf(searcher) / 100.0 + 0.03 * run;
              return new double[] {89, end - 0.5, end};
            });
    return new Results(
        MadeUpResults.described(made.provenance(), searchers, made.provenance().columns()),
        made.runs(),
        made.optima(),
        made.networks());
  }

  @Test
  void thePageIsReadableAndSaysWhatItLeavesOutAndNothingIsLostInFiles() throws Exception {
    Results results = results();
    Report.write(results, folder, List.of());
    Path page = folder.resolve(Report.PAGE);
    assertThat(Files.size(page)).isLessThan(3 * MEGABYTE);
    String html = Files.readString(page);
    assertThat(html).contains("Of the 200 searchers 15 are shown and tested against each other");
    assertThat(html)
        .contains("population=20, sample=10}")
        .doesNotContain("population=7, sample=3}");
    assertThat(Files.readAllLines(folder.resolve(Report.SUMMARY))).hasSize(1 + 3 * SEARCHERS);
    assertThat(Files.readAllLines(folder.resolve("tables/comparisons.csv")))
        .hasSize(1 + 3 * 15 * 14 / 2);
    assertThat(Files.readAllLines(folder.resolve("tables/settings.csv")))
        .hasSize(1 + 3 * (20 + 10));
    // The label's number is 10 population + sample: it adds up, and sample is worth a hundredth.
    List<String> importance = Files.readAllLines(folder.resolve("tables/importance.csv"));
    double[] squares = {(20 * 20 - 1) * 100, 10 * 10 - 1};
    double all = Arrays.stream(squares).sum();
    IntStream.range(0, 2)
        .forEach(
            i ->
                assertThat(Double.parseDouble(importance.get(1 + i).split(",", -1)[3]))
                    .isCloseTo(squares[i] / all, within(1e-4)));
    assertThat(importance.get(3)).contains("population × sample,0.0000");
  }
}
