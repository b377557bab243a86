package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Results;
import org.nasreplay.report.chart.ChartStyle;
import org.nasreplay.report.chart.Face;
import org.nasreplay.report.chart.Figure;
import org.nasreplay.report.chart.Highlights;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.page.ReportPage;
import org.nasreplay.report.table.Table;

/** What a report gives to a paper, by the programs that papers are made and read with. */
class PrintIT {
  @TempDir static Path folder;

  @BeforeAll
  static void writeReport() throws Exception {
    SyntheticReplay.finish(SyntheticReplay.results(5), folder);
    Report.write(folder, List.of(), true, false);
  }

  @Test
  void everyTableCompilesAndFitsAPageOfA4() throws Exception {
    Path pdflatex = Program.onPath("pdflatex");
    List<Path> tables = files(ReportPage.TABLES, ".tex");
    var document = new StringBuilder("\\documentclass[a4paper]{article}\n");
    document.append("\\usepackage[margin=2.5cm]{geometry}\n");
    for (Path table : tables) {
      String needs = Files.readAllLines(table).get(0);
      assertThat(needs).startsWith("% needs \\usepackage{");
      document.append(needs.substring("% needs ".length())).append('\n');
    }
    document.append("\\begin{document}\n");
    int floats = 0;
    for (Path table : tables) {
      floats += Files.readString(table).split("begin\\{table}", -1).length - 1;
      document.append(Text.format("\\input{tables/%s}\n\\clearpage\n", table.getFileName()));
    }
    Files.writeString(folder.resolve("all.tex"), document.append("\\end{document}\n"));

    run(pdflatex, "-halt-on-error", "-interaction=nonstopmode", "all.tex");

    String log = Files.readString(folder.resolve("all.log"), StandardCharsets.ISO_8859_1);
    Matcher written = Pattern.compile("Output written on all\\.pdf \\((\\d+) pages").matcher(log);
    assertThat(written.find()).as(log).isTrue();
    assertThat(Integer.parseInt(written.group(1))).isBetween(tables.size(), floats);
    assertThat(log).doesNotContain("Float too large");
    assertThat(
            Pattern.compile("Overfull \\\\hbox \\(([0-9.]+)pt too wide\\)").matcher(log).results())
        .allMatch(overfull -> Double.parseDouble(overfull.group(1)) < 5);
  }

  @Test
  void aPaperOfTwoColumnsTakesFigureAndTablesAndEveryLetterIsLegible() throws Exception {
    Path pdflatex = Program.onPath("pdflatex");
    var document = new StringBuilder("\\documentclass[twocolumn]{article}\n");
    document.append("\\usepackage{booktabs,graphicx}\n\\begin{document}\n");
    for (String chart : List.of("progress", "regret", "run-times", "answers", "landscape")) {
      Path file = folder.resolve("paper-" + chart + ".pdf");
      figure(chart + "-cifar10", file);
      document.append(
          Text.format(
              "\\begin{figure}\n\\includegraphics{%s}\n\\caption{%s}\n\\end{figure}\n",
              file.getFileName(), chart));
    }
    for (Path file : files(ReportPage.TABLES, ".tex")) {
      String name = file.getFileName().toString().replace(".tex", "");
      Table table = Report.table(folder, name, false);
      int columns = Math.min(4, table.headings().size());
      document.append(table.forPaper(table.headings().subList(1, columns)));
      document.append("\\clearpage\n");
    }
    Files.writeString(folder.resolve("paper.tex"), document.append("\\end{document}\n"));

    run(pdflatex, "-halt-on-error", "-interaction=nonstopmode", "paper.tex");

    String log = Files.readString(folder.resolve("paper.log"), StandardCharsets.ISO_8859_1);
    assertThat(log).doesNotContain("Float too large");
    assertThat(
            Pattern.compile("Overfull \\\\hbox \\(([0-9.]+)pt too wide\\)").matcher(log).results())
        .allMatch(overfull -> Double.parseDouble(overfull.group(1)) < 5);
    List<TextPosition> letters = letters(folder.resolve("paper.pdf"));
    assertThat(letters).hasSizeGreaterThan(2000);
    assertThat(letters)
        .allSatisfy(letter -> assertThat(letter.getFont().isEmbedded()).isTrue())
        .filteredOn(letter -> letter.getUnicode().matches("[A-Za-z0-9]"))
        .allSatisfy(letter -> assertThat(letter.getYScale()).isGreaterThanOrEqualTo(6.95f));
    assertThat(letters) // the figures' own
        .filteredOn(letter -> letter.getFont().getName().contains("DejaVu"))
        .hasSizeGreaterThan(500);
  }

  private static void figure(String name, Path file) throws IOException {
    var chosen = new Selection(List.of(), Map.of(), null);
    Results results = chosen.of(Report.read(folder, false));
    var statistics = Statistics.of(results, PublishedResults.bundled());
    Picture picture =
        Report.pictures(results, statistics, Highlights.of(results.provenance(), statistics))
            .stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    new Figure(226, 150, Face.of("DejaVu Serif"), false, null, null).write(picture, file);
  }

  private static List<TextPosition> letters(Path pdf) throws IOException {
    List<TextPosition> all = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      new PDFTextStripper() {
        @Override
        protected void processTextPosition(TextPosition letter) {
          all.add(letter);
        }
      }.getText(document);
    }
    return all;
  }

  @Test
  void everyChartsPdfShowsTheChart() throws Exception {
    Path pdftoppm = Program.onPath("pdftoppm");
    List<Path> charts = files(ReportPage.CHARTS, ".pdf");
    assertThat(charts).hasSameSizeAs(files(ReportPage.CHARTS, ".svg"));
    for (Path chart : charts) {
      run(pdftoppm, "-r", "72", "-png", "-singlefile", chart.toString(), "page");
      var page = ImageIO.read(folder.resolve("page.png").toFile());
      assertThat(page.getWidth()).isEqualTo(ChartStyle.WIDTH);
      assertThat(page.getHeight()).isEqualTo(ChartStyle.HEIGHT);
      int[] pixels =
          page.getRGB(0, 0, ChartStyle.WIDTH, ChartStyle.HEIGHT, null, 0, ChartStyle.WIDTH);
      assertThat(pixels[0]).isEqualTo(ChartStyle.PAPER.getRGB());
      assertThat(Arrays.stream(pixels).distinct().count())
          .as("%s's colours", chart)
          .isGreaterThan(20);
    }
  }

  private static List<Path> files(String kind, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(kind))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }

  private static void run(Path program, String... arguments) throws Exception {
    Path output = folder.resolve("output.txt");
    var command = Stream.concat(Stream.of(program.toString()), Arrays.stream(arguments)).toList();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
    assertThat(process.exitValue())
        .as("%s: %s", command, Files.readString(output, StandardCharsets.ISO_8859_1))
        .isZero();
  }
}
