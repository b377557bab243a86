package org.nasreplay.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.jfree.data.Range;
import org.nasreplay.replay.Results;

/** Tens of thousands of points as one image, which keeps a vector picture small. */
final class DensityImage {
  private static final int COLUMNS = 216;
  private static final int ROWS = 104;
  private static final int BIN = 5;

  private DensityImage() {}

  /**
   * The table as grey bins, the darker the more architectures.
   *
   * @param of the unit of the axis, in the cost's own
   * @param cost what the image spans from left to right
   * @param accuracy what it spans from bottom to top, in percent
   */
  static BufferedImage of(Results.Networks table, double of, Range cost, Range accuracy) {
    var image = new BufferedImage(COLUMNS * BIN, ROWS * BIN, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    var count = new int[COLUMNS * ROWS];
    int most = 1;
    for (int i = 0; i < table.cost().length; i++) {
      double y = across(accuracy, table.testAccuracy()[i]);
      double x = across(cost, table.cost()[i] / of);
      if (!(y >= 0 && y < 1 && x >= 0 && x < 1)) continue;
      int column = (int) (x * COLUMNS);
      int row = ROWS - 1 - (int) (y * ROWS);
      most = Math.max(most, ++count[row * COLUMNS + column]);
    }
    for (int i = 0; i < count.length; i++) {
      if (count[i] == 0) continue;
      double share = Math.log1p(count[i]) / Math.log1p(most);
      graphics.setColor(new Color(0x80, 0x88, 0x90, (int) (50 + 150 * share)));
      graphics.fillRect(i % COLUMNS * BIN, i / COLUMNS * BIN, BIN, BIN);
    }
    graphics.dispose();
    return image;
  }

  private static double across(Range range, double value) {
    return (value - range.getLowerBound()) / range.getLength();
  }
}
