package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.replay.Costs;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;

/** A title and searchers whose names are markup: they are shown as they are, and do nothing. */
class HostileNamesIT {
  private static final String HTML = "<script>alert(1)</script>";
  private static final String ATTRIBUTE = "a\"b'&amp;<img src=x onerror=alert(1)>";
  private static final String LATEX = "\\input{/etc/passwd}$x_1^2$ %~#";
  private static final String MARKDOWN = "|`x`| [x](javascript:alert(1)) *b* ![i](x) ]]>";

  @TempDir private Path folder;

  private static Results results() {
    Results made =
        MadeUpResults.of(
            MadeUpResults.SECONDS,
            List.of(HTML, ATTRIBUTE, LATEX, MARKDOWN),
            3,
            (searcher, run) -> new double[] {91, 92 + run / 10.0});
    ReplayProvenance d = made.provenance();
    var described =
        new ReplayProvenance(
            d.code(),
            d.suite(),
            "Title " + HTML + ATTRIBUTE + LATEX + MARKDOWN,
            "name: x # " + HTML + "\n",
            d.runs(),
            d.seed(),
            new ReplayProvenance.Table(HTML + ".csv", "ab", "size"),
            d.protocols(),
            d.searchers(),
            d.columns(),
            Costs.NATS_BENCH,
            new ReplayProvenance.Reference(true, 32768),
            null,
            d.machine(),
            List.of(),
            false,
            null,
            null);
    return new Results(described, made.runs(), made.optima(), made.networks());
  }

  @Test
  void namesThatAreMarkupAreShownAndDoNothing() throws Exception {
    StatesTest.assertReported(results(), folder);
    String page = Files.readString(folder.resolve(Report.PAGE));
    assertThat(page.split("<script", -1)).as("the page's own script alone").hasSize(2);
    assertThat(page).doesNotContain("<img src=x").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    // An attribute that a name has broken out of would have given its element another one.
    assertThat(matches("<[a-z]+(\\s+[\\w:-]+(=\"[^\"]*\")?)*\\s+onerror", page)).isEmpty();
    assertThat(matches("href=\"(?![a-z0-9#./_-])[^\"]*\"", page)).isEmpty();
    assertThat(page).doesNotContain("href=\"javascript");
    for (Path file : files(".svg")) {
      var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
      assertThat(svg.getElementsByTagName("script").getLength()).as("%s", file).isZero();
      assertThat(svg.getElementsByTagName("img").getLength()).as("%s", file).isZero();
    }
    List<Path> latex = files(".tex");
    assertThat(latex).isNotEmpty();
    for (Path file : latex) {
      assertThat(Files.readString(file)).as("%s", file).doesNotContain("\\input", "$x_1", " %~#");
    }
    List<Path> markdown = files(".md");
    assertThat(markdown).isNotEmpty();
    for (Path file : markdown) {
      assertThat(matches("(?<!\\\\)<(script|img)", Files.readString(file)))
          .as("%s", file)
          .isEmpty();
      assertThat(matches("(?<!\\\\)\\[x(?<!\\\\)\\]", Files.readString(file))).isEmpty();
    }
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
