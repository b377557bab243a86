package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Results;

class ChartsTest {
  @Test
  void barsJoinTheLongestGroupsWithinTheCriticalDifference() {
    assertThat(RankCharts.bars(new double[] {1, 2, 2.5, 4, 6}, 1.9))
        .containsExactly(new double[] {1, 2.5}, new double[] {2.5, 4});
    assertThat(RankCharts.bars(new double[] {1, 2, 3}, 0.5)).isEmpty();
    assertThat(RankCharts.bars(new double[] {1.5, 1.5, 3}, 5))
        .containsExactly(new double[] {1.5, 3});
  }

  @Test
  void legendListsTheGreatestFirstAndWhatHasNoNumberLast() {
    var dataset = new XYSeriesCollection();
    for (String name : List.of("a", "b", "c", "d")) dataset.addSeries(new XYSeries(name));
    var renderer = new XYLineAndShapeRenderer();
    Style.lines(renderer, 4);
    var plot = new XYPlot(dataset, new NumberAxis(), new NumberAxis(), renderer);
    Style.legend(plot, new double[] {1, Double.NaN, 3, Double.NEGATIVE_INFINITY});
    var items = plot.getLegendItems();
    assertThat(IntStream.range(0, 4).mapToObj(i -> items.get(i).getLabel()))
        .containsExactly("c", "a", "b", "d");
    assertThat(items.get(0).getLinePaint()).isEqualTo(Style.colour(2));
  }

  @Test
  void logarithmicAxisWritesWhatHasRoom() {
    assertThat(ticks(500))
        .containsExactly("100", "200", "500", "1,000", "2,000", "5,000", "10,000");
    assertThat(ticks(200)).containsExactly("100", "", "", "1,000", "", "", "10,000");
  }

  private static List<String> ticks(int width) {
    var axis = Style.axis(new DecadeAxis(), null);
    axis.setRange(100, 10_000);
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
        new Results.Landscape(
            new double[] {3, 1, 2, 2, 4, 5},
            new double[] {80, 80, 80, 80, 80, 80},
            new double[] {70, 60, 65, 66, 70, Double.NaN});
    assertThat(Landscape.front(table))
        .containsExactly(new double[] {1, 60}, new double[] {2, 66}, new double[] {3, 70});
  }
}
