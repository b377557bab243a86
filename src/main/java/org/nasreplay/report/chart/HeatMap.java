package org.nasreplay.report.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

/** Numbers in cells, each the deeper in colour the further it is from the middle of its scale. */
public final class HeatMap {
  /** Steps of colour on either side of the middle. */
  static final int STEPS = 10;

  private static final double LARGEST = 17;

  /** Of what stands along both axes. */
  private static final int MOST_NAMED = 8;

  /**
   * Colours from {@code low}, vermilion, over {@code middle} to {@code high}, blue.
   *
   * @param middle may be one of the ends
   */
  public record Scale(double low, double middle, double high) {
    Color colour(double value) {
      boolean upwards = (value - middle) * (high - middle) > 0;
      double end = upwards ? high : low;
      double share = end == middle ? 0 : Math.min(1, (value - middle) / (end - middle));
      return ChartStyle.step((int) Math.round(share * STEPS) * (upwards ? 1 : -1));
    }
  }

  private HeatMap() {}

  /**
   * A chart of cells whose rows and columns have names. Where rows and columns are the same and
   * many, names along both would leave little of the picture to the cells: columns have numbers
   * instead, which stand behind the rows' names.
   *
   * @param values by row; NaN for an empty cell
   * @param number how a value is written
   */
  public static JFreeChart of(
      String title,
      String smallPrint,
      List<String> rows,
      @Nullable String rowLabel,
      List<String> columns,
      @Nullable String columnLabel,
      double[][] values,
      DoubleFunction<String> number,
      Scale scale) {
    var plot = new LabelledPlot();
    boolean numbered = rows.equals(columns) && rows.size() > MOST_NAMED;
    List<String> numbers =
        IntStream.rangeClosed(1, columns.size()).mapToObj(Integer::toString).toList();
    var across = numbered ? new NameAxis(columns, numbers) : new NameAxis(columns);
    across.setLabel(columnLabel);
    var down =
        numbered
            ? new NameAxis(
                rows,
                IntStream.range(0, rows.size())
                    .mapToObj(i -> rows.get(i) + " (" + numbers.get(i) + ")")
                    .toList())
            : new NameAxis(rows);
    down.setLabel(rowLabel);
    down.setInverted(true);
    plot.setDomainAxis(across);
    plot.setRangeAxis(down);
    plot.setDomainAxisLocation(AxisLocation.TOP_OR_LEFT);
    plot.setFixedLegendItems(new LegendItemCollection());
    plot.addAnnotation(new Cells(rows, columns.size(), values, number, scale));
    JFreeChart chart = ChartStyle.chart(title, smallPrint, plot);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    return chart;
  }

  private record Cell(int row, int column, Color colour, String number) {}

  /** Drawn together, as one drawn by one would each say everything about itself in a file. */
  private static final class Cells extends Drawing {
    private static final long serialVersionUID = 1L;

    private final transient List<Cell> cells = new ArrayList<>();
    private final List<String> rows;

    Cells(
        List<String> rows,
        int columns,
        double[][] values,
        DoubleFunction<String> number,
        Scale scale) {
      this.rows = rows;
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < columns; column++) {
          double value = values[row][column];
          if (Double.isNaN(value)) continue;
          cells.add(new Cell(row, column, scale.colour(value), number.apply(value)));
        }
      }
      cells.sort(Comparator.comparingInt(cell -> cell.colour().getRGB()));
    }

    @Override
    void draw(Canvas canvas) {
      Graphics2D graphics = canvas.graphics();
      double wide = canvas.x().lengthToJava2D(1, canvas.area(), RectangleEdge.BOTTOM);
      double high = canvas.y().lengthToJava2D(1, canvas.area(), RectangleEdge.LEFT);
      for (Cell cell : cells) {
        double left = canvas.across(cell.column() - 0.5);
        double top = canvas.down(cell.row() - 0.5);
        Highlights.tag(graphics, rows.get(cell.row()));
        graphics.setPaint(cell.colour());
        graphics.fill(new Rectangle2D.Double(left, top, wide, high));
      }
      Highlights.tag(graphics, "");
      Font font = fitting(graphics, wide, high);
      if (font == null) return;
      graphics.setFont(font);
      graphics.setPaint(ChartStyle.INK);
      FontMetrics metrics = graphics.getFontMetrics();
      for (Cell cell : cells) {
        double middle = canvas.across(cell.column());
        double base = canvas.down(cell.row()) + 0.35 * font.getSize2D();
        int length = metrics.stringWidth(cell.number());
        Highlights.tag(graphics, rows.get(cell.row()));
        graphics.drawString(cell.number(), (float) (middle - length / 2.0), (float) base);
      }
    }

    /** Null where no number of legible letters fits into a cell: its colour has to do. */
    private @Nullable Font fitting(Graphics2D graphics, double wide, double high) {
      ChartStyle.Letters letters = ChartStyle.Letters.of(graphics);
      for (double size = Math.min(LARGEST, 0.8 * high); size >= letters.finest(); size--) {
        Font font = letters.text().deriveFont((float) size);
        FontMetrics metrics = graphics.getFontMetrics(font);
        int longest =
            cells.stream().mapToInt(cell -> metrics.stringWidth(cell.number())).max().orElse(0);
        if (longest <= 0.8 * wide) return font;
      }
      return null;
    }
  }

  /** All colours that cells may have. */
  static List<Color> colours() {
    return IntStream.rangeClosed(-STEPS, STEPS).mapToObj(ChartStyle::step).toList();
  }
}
