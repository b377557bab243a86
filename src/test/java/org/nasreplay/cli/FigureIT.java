package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;
import org.nasreplay.report.chart.Face;

class FigureIT {
  @TempDir private static Path folder;

  @BeforeAll
  static void replay() throws IOException {
    try {
      Face.of("serif");
    } catch (InputException e) {
      assumeThat(e).as("fonts").isNull();
    }
    String suite = Commands.suite("small", 20, "nats-size-surrogate.h5", "random", "layernas");
    Path file = Files.writeString(folder.resolve("suite.yaml"), suite);
    Commands.Outcome made =
        Commands.run("replay", file, "--table", Commands.TABLE, "--out", folder.resolve("results"));
    assertThat(made.exitCode()).as(made.err()).isZero();
  }

  private static Commands.Outcome figure(String chart, String file, String... options) {
    List<Object> all = new ArrayList<>(List.of("figure", folder.resolve("results"), chart));
    all.addAll(List.of("-o", folder.resolve(file)));
    all.addAll(List.of(options));
    return Commands.run(all.toArray());
  }

  @Test
  void aPdfHasTheSizeTheLettersAndTheNamesThatThePaperAsksFor() throws IOException {
    Commands.Outcome made =
        figure(
            "progress",
            "figure.pdf",
            "--datasets=CIFAR10",
            "--searchers=layernas=LayerNAS,random=RS",
            "--size=3.5x2in",
            "--font=serif",
            "--no-title",
            "--x=seconds");
    assertThat(made).isEqualTo(new Commands.Outcome(0, "", ""));
    try (PDDocument document = Loader.loadPDF(folder.resolve("figure.pdf").toFile())) {
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(252);
      assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(144);
      String text = new PDFTextStripper().getText(document);
      assertThat(text)
          .contains("LayerNAS", "RS", "simulated seconds", "surrogate data")
          .doesNotContain("layernas", "random", "cifar10: accuracy");
    }
  }

  @Test
  void searchersStandInTheOrderThatTheyAreNamedIn() throws IOException {
    for (String order : List.of("layernas=Abe,random=Bob", "random=Bob,layernas=Abe")) {
      assertThat(figure("wins", "order.svg", "--searchers", order).err()).isEmpty();
      String svg = Files.readString(folder.resolve("order.svg"));
      String first = order.contains("Abe,") ? "Abe" : "Bob";
      String second = first.equals("Abe") ? "Bob" : "Abe";
      assertThat(svg.indexOf(">" + first)).isBetween(0, svg.indexOf(">" + second));
    }
  }

  @Test
  void everyChartOfTheReportIsAFigureOfTheSameBytesEveryTime() throws IOException {
    List<String> names;
    try (Stream<Path> files = Files.list(folder.resolve("results/charts"))) {
      names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".svg"))
              .map(name -> name.replace(".svg", ""))
              .toList();
    }
    assertThat(names).hasSizeGreaterThan(5);
    for (String name : names) {
      assertThat(figure(name, "once.pdf")).as(name).isEqualTo(new Commands.Outcome(0, "", ""));
    }
    assertThat(figure(names.get(names.size() - 1), "again.pdf").exitCode()).isZero();
    assertThat(folder.resolve("once.pdf")).hasSameBinaryContentAs(folder.resolve("again.pdf"));
  }

  @ParameterizedTest
  @CsvSource({"linear, bottom-right", "log, above", "linear, none", "log, top-left"})
  void aPngHasThreeHundredPixelsAnInch(String scale, String legend) throws IOException {
    var made =
        figure("regret", "figure.png", "--size=84x56mm", "--scale", scale, "--legend", legend);
    assertThat(made.err()).isEmpty();
    BufferedImage image = ImageIO.read(folder.resolve("figure.png").toFile());
    assertThat(image.getWidth()).isEqualTo(992); // 84 mm of 25.4 to the inch
    assertThat(image.getHeight()).isEqualTo(661);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          progres | --size=3x2in | unknown chart (progres), expected one of progress, .*; did you mean progress\\?
          wins | --searchers=layernass | unknown searcher (layernass), .*; did you mean layernas\\?
          wins | --searchers=random,random=RS | --searchers (random=RS): expected each once, .*
          wins | --searchers=random=X,layernas=X | --searchers: two are called X
          wins | --datasets=cifar11 | unknown dataset (cifar11), .*; did you mean cifar10\\?
          wins | --size=3x | --size (3x): expected width and height .*
          wins | --size=0.2x3in | --size (0.2x3in): expected width and height .*
          wins | --size=3x2ft | --size (3x2ft): expected width and height .*
          wins | --font=Nowhere Sans | --font (Nowhere Sans): no such font, .*
          wins | --font=nowhere.ttf | nowhere.ttf: .*
          wins | --scale=log | --scale: wins has no horizontal axis of numbers
          wins | --x=evaluations | --x: is for progress, regret, run-times
          progress | --x=hours | unknown --x (hours), expected one of seconds, evaluations
          progress | --legend=left | unknown --legend (left), expected one of .*
          """)
  void whatAFigureCannotBeIsOneLine(String chart, String option, String line) {
    Commands.Outcome refused = figure(chart, "refused.pdf", option);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .matches("nasreplay: " + line.replace("(", "\\(").replace(")", "\\)") + "\\R");
    assertThat(folder.resolve("refused.pdf")).doesNotExist();
  }

  @Test
  void theEndingSaysTheFormat() {
    Commands.Outcome refused = figure("wins", "figure.gif");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("figure.gif: expected a name that ends in .pdf, .svg or .png");
  }

  @Test
  void aTableForAPaperHasTheChosenColumnsAndNothingIsShrunk() {
    Commands.Outcome printed =
        Commands.run("report", folder.resolve("results"), "--latex", "--columns", "regret,test");
    assertThat(printed.exitCode()).as(printed.err()).isZero();
    assertThat(printed.out())
        .startsWith("% needs \\usepackage{booktabs}\n\\begin{table}\n")
        .contains("\\begin{tabular}{lrr}\n\\toprule\nSearcher & Regret & Test \\\\\n")
        .doesNotContain("resizebox");
    Commands.Outcome wide = Commands.run("report", folder.resolve("results"), "--latex");
    assertThat(wide.out()).contains("\\begin{table*}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--latex=sumary,unknown table (sumary)",
    "--latex --columns=tset,unknown column (tset)",
    "--columns=test,--columns: are of a table"
  })
  void whatATableCannotBeIsOneLine(String options, String line) {
    List<Object> all = new ArrayList<>(List.of("report", folder.resolve("results")));
    all.addAll(List.of(options.split(" ", -1)));
    Commands.Outcome refused = Commands.run(all.toArray());
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).startsWith("nasreplay: " + line).hasLineCount(1);
  }
}
