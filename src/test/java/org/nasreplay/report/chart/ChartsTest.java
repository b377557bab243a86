package org.nasreplay.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.replay.Results;

class ChartsTest {
  @Test
  void legendListsTheGreatestFirstAndWhatHasNoNumberLast() {
    var dataset = new XYSeriesCollection();
    for (String name : List.of("a", "b", "c", "d")) dataset.addSeries(new XYSeries(name));
    var renderer = new XYLineAndShapeRenderer();
    for (int i = 0; i < 4; i++) ChartStyle.series(renderer, i, i);
    var plot = new LabelledPlot(dataset, new NumberAxis(), new NumberAxis(), renderer);
    double[] worth = {1, Double.NaN, 3, Double.NEGATIVE_INFINITY};
    var labels = List.of("a", "b", "c", "d");
    ChartStyle.legend(
        plot,
        worth,
        Highlights.of(labels, labels, List.of(), List.of(), Highlights.Order.BY_RESULT));
    var items = plot.getLegendItems();
    assertThat(IntStream.range(0, 4).mapToObj(i -> items.get(i).getLabel()))
        .containsExactly("c", "a", "b", "d");
    assertThat(items.get(0).getLinePaint()).isEqualTo(ChartStyle.colour(2));
  }

  @Test
  void logarithmicAxisWritesWhatHasRoom() {
    assertThat(ticks(500))
        .containsExactly("100", "200", "500", "1,000", "2,000", "5,000", "10,000");
    assertThat(ticks(200)).containsExactly("100", "", "", "1,000", "", "", "10,000");
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 200, 300, 350, 400, 450, 500, 800})
  void numbersOfALogarithmicAxisAreTheSameInEveryDecade(int width) {
    List<String> written = ticks(width).stream().filter(tick -> !tick.isEmpty()).toList();
    assertThat(written).contains("100", "1,000", "10,000");
    for (String leading : List.of("2", "5")) {
      assertThat(written.contains(leading + "00")).isEqualTo(written.contains(leading + ",000"));
    }
  }

  @Test
  void aNameThatIsCutHasNoBlankThatItHasNot() {
    var names = new ArrayList<String>();
    for (int i = 0; i < 9; i++) {
      names.add("layernas{buckets=100,replicas=5,warmup=100,keep_best_of_those_seen=" + i + "}");
    }
    var axis = new NameAxis(names);
    var plot =
        new LabelledPlot(new XYSeriesCollection(), new NumberAxis(), axis, new XYStepRenderer());
    String svg = new Picture("cut", "", ChartStyle.chart("cut", "", plot), "").svg();
    List<String> texts =
        Pattern.compile(">([^<>]*[a-z]=[^<>]*)<")
            .matcher(svg)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(texts).anyMatch(text -> text.contains("…")).noneMatch(text -> text.contains(" "));
  }

  @Test
  void floorOfALogarithmicAxisSaysThatItStandsForLess() {
    var axis = ChartStyle.axis(new DecadeAxis(0.01), null);
    axis.setRange(0.008, 1);
    assertThat(ticks(axis, 800)).startsWith("≤ 0.01", "0.02").endsWith("0.5", "1");
  }

  @Test
  void logarithmicAxisOfOneValueHasATick() {
    for (double value : new double[] {0.011, 0.3, 0.7, 1, 463}) {
      var axis = ChartStyle.axis(new DecadeAxis(), null);
      axis.cover(value, value);
      assertThat(ticks(axis, 800)).isNotEmpty();
    }
  }

  /** A line at 1 with a band around it, and nothing at 5; a lone value at 7. */
  private static YIntervalSeriesCollection gapped() {
    var series = new YIntervalSeries("a");
    for (int x = 0; x <= 10; x++) {
      boolean missing = x == 5 || x == 6 || x == 8;
      double y = missing ? Double.NaN : 1;
      series.add(x, y, y - 0.5, y + 0.5);
    }
    var dataset = new YIntervalSeriesCollection();
    dataset.addSeries(series);
    return dataset;
  }

  @Test
  void linesAndBandsEndBeforeAGapAndBeginAnewBehindIt(@TempDir Path folder) throws Exception {
    var x = new NumberAxis();
    var y = new NumberAxis();
    x.setRange(0, 10);
    y.setRange(0, 2);
    var plot =
        new LabelledPlot(
            gapped(),
            x,
            y,
            new LineRenderer(
                Highlights.of(
                    List.of("a"), List.of("a"), List.of(), List.of(), Highlights.Order.BY_RESULT),
                0.5));
    JFreeChart chart = ChartStyle.chart("gaps", "", plot);
    var info = new ChartRenderingInfo();
    BufferedImage image = chart.createBufferedImage(ChartStyle.WIDTH, ChartStyle.HEIGHT, info);
    Rectangle2D area = info.getPlotInfo().getDataArea();
    assertThat(drawnAt(image, area, 2, 1)).isTrue();
    assertThat(drawnAt(image, area, 2, 1.3)).isTrue(); // the band
    for (double gap : new double[] {4.5, 5, 5.5, 6, 6.5, 7.5, 8.5}) {
      assertThat(drawnAt(image, area, gap, 1)).as("line at %s", gap).isFalse();
      assertThat(drawnAt(image, area, gap, 1.3)).as("band at %s", gap).isFalse();
    }
    assertThat(drawnAt(image, area, 7, 1)).isTrue(); // a dot
    assertThat(drawnAt(image, area, 9.5, 1)).isTrue();

    String svg = new Picture("gaps", "", chart, "").write(folder);
    assertThat(svg).doesNotContain("NaN");
    Matcher line = Pattern.compile("<path[^>]* d=\"(M[^\"]*M[^\"]*)\"").matcher(svg);
    assertThat(line.find()).isTrue();
    assertThat(line.group(1).chars().filter(c -> c == 'M').count()).isEqualTo(2);
  }

  /** Whether anything coloured is there. */
  private static boolean drawnAt(BufferedImage image, Rectangle2D area, double x, double y) {
    int column = (int) Math.round(area.getX() + x / 10 * area.getWidth());
    int row = (int) Math.round(area.getMaxY() - y / 2 * area.getHeight());
    var colour = new Color(image.getRGB(column, row));
    return colour.getBlue() - colour.getRed() > 40;
  }

  private static List<String> ticks(int width) {
    var axis = ChartStyle.axis(new DecadeAxis(), null);
    axis.setRange(100, 10_000);
    return ticks(axis, width);
  }

  private static List<String> ticks(DecadeAxis axis, int width) {
    var image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    return axis
        .refreshTicksHorizontal(
            image.createGraphics(), new Rectangle2D.Double(0, 0, width, 10), RectangleEdge.BOTTOM)
        .stream()
        .map(NumberTick::getText)
        .toList();
  }

  @Test
  void frontHoldsWhatNothingCheaperMatches() {
    var table =
        new Results.Networks(
            new double[] {3, 1, 2, 2, 4, 5},
            new double[] {80, 80, 80, 80, 80, 80},
            new double[] {70, 60, 65, 66, 70, Double.NaN});
    assertThat(LandscapeChart.front(table))
        .containsExactly(new double[] {1, 60}, new double[] {2, 66}, new double[] {3, 70});
  }

  @Test
  void whatChangesNoPixelIsNotInAPage() {
    var plot =
        new LabelledPlot(
            gapped(),
            new NumberAxis("x"),
            new NumberAxis("y"),
            new LineRenderer(
                Highlights.of(
                    List.of("a"), List.of("a"), List.of(), List.of(), Highlights.Order.BY_RESULT),
                0.5));
    String svg = new Picture("p", "a picture", ChartStyle.chart("t", "", plot), "").svg();
    assertThat(svg)
        .doesNotContain("xml:space", "\n")
        .doesNotContainPattern("clip-path=\"url\\(#p-c1\\)\"") // of the whole canvas
        .containsPattern("clip-path=\"url\\(#p-c[2-9]\\)\"") // of the plot
        .doesNotContainPattern(" d=\"[^\"]*[.][0-9]{2}");
  }

  @Test
  void aSmallPictureHasRoomForTheLabelAboveALine() {
    var y = new LinearAxis();
    y.setRange(0, 10.1);
    var plot =
        new LabelledPlot(
            gapped(),
            new NumberAxis(),
            y,
            new LineRenderer(
                Highlights.of(
                    List.of("a"), List.of("a"), List.of(), List.of(), Highlights.Order.BY_RESULT),
                0));
    var line = new ValueMarker(10);
    line.setLabel("best");
    line.setLabelFont(ChartStyle.text());
    plot.addRangeMarker(line, Layer.FOREGROUND);
    var info = new ChartRenderingInfo();
    ChartStyle.chart("t", "", plot).createBufferedImage(300, 220, info);
    double room = 1 - 10 / y.getUpperBound();
    double letters = ChartStyle.text().getSize2D();
    assertThat(room * info.getPlotInfo().getDataArea().getHeight()).isBetween(letters, 2 * letters);
  }
}
