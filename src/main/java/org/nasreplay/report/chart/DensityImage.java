package org.nasreplay.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.data.Range;
import org.nasreplay.replay.Results;

/** Tens of thousands of points as one image, which keeps a vector picture small. */
final class DensityImage {
  private static final int COLUMNS = 216;
  private static final int ROWS = 104;
  private static final int BIN = 5;
  private static final double DOT = 6;

  private DensityImage() {}

  /**
   * The table as grey bins, the darker the more architectures; the answers as dots in the colours
   * of their searchers.
   *
   * @param finds by searcher
   * @param of the unit of the axis, in the cost's own
   * @param cost what the image spans from left to right
   * @param accuracy what it spans from bottom to top, in percent
   */
  static BufferedImage of(
      Results.Networks table,
      List<List<LandscapeChart.Find>> finds,
      double of,
      Range cost,
      Range accuracy) {
    var image = new BufferedImage(COLUMNS * BIN, ROWS * BIN, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    var count = new int[COLUMNS * ROWS];
    int most = 1;
    for (int i = 0; i < table.cost().length; i++) {
      double y = across(accuracy, table.testAccuracy()[i]);
      if (!(y >= 0 && y < 1)) continue;
      int column = (int) (across(cost, table.cost()[i] / of) * COLUMNS);
      int row = ROWS - 1 - (int) (y * ROWS);
      most = Math.max(most, ++count[row * COLUMNS + column]);
    }
    for (int i = 0; i < count.length; i++) {
      if (count[i] == 0) continue;
      double share = Math.log1p(count[i]) / Math.log1p(most);
      graphics.setColor(new Color(0x80, 0x88, 0x90, (int) (50 + 150 * share)));
      graphics.fillRect(i % COLUMNS * BIN, i / COLUMNS * BIN, BIN, BIN);
    }
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    // In turns, so that no searcher's dots hide another's.
    int longest = finds.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (int searcher = 0; searcher < finds.size(); searcher++) {
        if (i >= finds.get(searcher).size()) continue;
        LandscapeChart.Find find = finds.get(searcher).get(i);
        if (Double.isNaN(find.accuracy())) continue; // it has no place
        double x = across(cost, find.cost() / of) * image.getWidth();
        double y = (1 - across(accuracy, find.accuracy())) * image.getHeight();
        Color colour = ChartStyle.colour(searcher);
        graphics.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 150));
        graphics.fill(new Ellipse2D.Double(x - DOT / 2, y - DOT / 2, DOT, DOT));
      }
    }
    graphics.dispose();
    return image;
  }

  private static double across(Range range, double value) {
    return (value - range.getLowerBound()) / range.getLength();
  }
}
