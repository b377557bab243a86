package org.nasreplay.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.LegendItemSource;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.VerticalAlignment;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.report.text.SmallPrint;

/**
 * The one look of all charts: white paper, dark ink, and series told apart by colour, dash and mark
 * at once, so that print and colour-blind readers lose nothing.
 */
public final class ChartStyle {
  public static final int WIDTH = 640;
  public static final int HEIGHT = 460;

  static final Color INK = new Color(0x22, 0x22, 0x22);
  static final Color MUTED = new Color(0x59, 0x59, 0x59);
  static final Color GRID = new Color(0xdd, 0xdd, 0xdd);
  static final Color CLOUD = new Color(0x80, 0x88, 0x90);
  public static final Color PAPER = Color.WHITE;

  /** What a constraint admits; on light paper and on dark. */
  static final Color ADMITTED = new Color(0x56, 0xb4, 0xe9);

  /** Okabe and Ito, "Color Universal Design", 2008; without black, the ink, and the pale yellow. */
  private static final Color[] PALETTE = {
    new Color(0x00, 0x72, 0xb2),
    new Color(0xd5, 0x5e, 0x00),
    new Color(0x00, 0x9e, 0x73),
    new Color(0xcc, 0x79, 0xa7),
    new Color(0xe6, 0x9f, 0x00),
    new Color(0x56, 0xb4, 0xe9)
  };

  private static final float[][] DASHES = {
    {1, 0}, {8, 4}, {2, 3}, {10, 3, 2, 3}, {14, 4}, {6, 2, 2, 2, 2, 2}, {4, 2}
  };

  private static final Shape[] MARKS = {
    new Ellipse2D.Double(-5, -5, 10, 10),
    new Rectangle2D.Double(-4.5, -4.5, 9, 9),
    polygon(0, -6, 5.5, 4, -5.5, 4),
    polygon(0, -6, 6, 0, 0, 6, -6, 0),
    polygon(0, 6, 5.5, -4, -5.5, -4)
  };

  /** More names than these below a chart would leave it flat; beside it they take one line each. */
  private static final int MOST_BELOW = 8;

  static final Shape LEGEND_LINE = new Line2D.Double(-16, 0, 16, 0);

  static final Shape STAR = star(8, 3.2);

  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 19);
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 17);

  /** On average, and of lines: in sizes of the letters. */
  private static final double LETTER_WIDTH = 0.58;

  private static final double LINE_HEIGHT = 1.35;

  /** Of the letters in a legend beside the plot. */
  private static final double LARGEST_BESIDE = 15;

  private ChartStyle() {}

  public static Color colour(int series) {
    return PALETTE[series % PALETTE.length];
  }

  static Stroke stroke(int series) {
    float[] dash = DASHES[series % DASHES.length];
    return series % DASHES.length == 0
        ? new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        : new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
  }

  static Shape mark(int series) {
    return MARKS[series % MARKS.length];
  }

  static Font text() {
    return TEXT;
  }

  /** An axis; numbers need not include zero. */
  public static <A extends Axis> A axis(A axis, @Nullable String label) {
    axis.setLabel(label);
    axis.setLabelFont(TEXT);
    axis.setLabelPaint(INK);
    axis.setTickLabelFont(TEXT);
    axis.setTickLabelPaint(INK);
    axis.setAxisLinePaint(INK);
    axis.setTickMarkPaint(INK);
    if (axis instanceof NumberAxis number) {
      number.setAutoRangeIncludesZero(false);
      if (!(axis instanceof SymbolAxis)) number.setStandardTickUnits(ticks());
    }
    return axis;
  }

  /** Steps of 1, 2 and 5; every number has the decimals of the step. */
  private static TickUnits ticks() {
    var units = new TickUnits();
    for (int exponent = -6; exponent < 10; exponent++) {
      NumberFormat format = numbers();
      format.setMinimumFractionDigits(Math.max(0, -exponent));
      format.setMaximumFractionDigits(Math.max(0, -exponent));
      for (int leading : new int[] {1, 2, 5}) {
        units.add(new NumberTickUnit(leading * Math.pow(10, exponent), format));
      }
    }
    return units;
  }

  static NumberFormat numbers() {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /** Colours and dashes of the first {@code count} series. */
  public static void lines(XYLineAndShapeRenderer renderer, int count) {
    for (int i = 0; i < count; i++) {
      renderer.setSeriesPaint(i, colour(i));
      renderer.setSeriesStroke(i, stroke(i));
    }
    renderer.setDrawSeriesLineAsPath(true); // one dash pattern, and a tenth of the bytes
    renderer.setLegendLine(LEGEND_LINE);
  }

  /**
   * Lists a plot's series from the greatest to the least, as a reader looks for the best first.
   *
   * @param worth of each series; what is not finite comes last
   */
  static void legend(XYPlot plot, double[] worth) {
    LegendItemCollection items = plot.getLegendItems();
    var sorted = new LegendItemCollection();
    IntStream.range(0, worth.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                i -> Double.isFinite(worth[i]) ? -worth[i] : Double.POSITIVE_INFINITY))
        .forEach(i -> sorted.add(items.get(i)));
    plot.setFixedLegendItems(sorted);
  }

  /** Colours and marks of the first {@code count} series. */
  public static void marks(XYLineAndShapeRenderer renderer, int count) {
    for (int i = 0; i < count; i++) {
      renderer.setSeriesPaint(i, colour(i));
      renderer.setSeriesShape(i, mark(i));
    }
  }

  /** A chart with numbers along both axes: title, a line of small print, legend below. */
  public static JFreeChart chart(String title, String smallPrint, XYPlot plot) {
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return framed(title, smallPrint, plot);
  }

  /** A chart that names its series along its axis. */
  static JFreeChart chart(String title, String smallPrint, CategoryPlot plot) {
    plot.setFixedLegendItems(new LegendItemCollection());
    plot.setRangeGridlinePaint(GRID);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return framed(title, smallPrint, plot);
  }

  /** Whether Java has letters to draw with; asked for once, as Java looks for them but once. */
  private static final class Letters {
    static final boolean FOUND = found();

    private static boolean found() {
      try {
        TEXT.getStringBounds("x", new FontRenderContext(null, true, true));
        return true;
      } catch (RuntimeException | Error e) { // which of them depends on what is missing
        return false;
      }
    }
  }

  private static JFreeChart framed(String title, String smallPrint, Plot plot) {
    if (!Letters.FOUND) {
      throw new InputException(
          "charts",
          "Java finds no letters to draw with, expected fontconfig and a font (in Debian: fontconfig"
              + " and fonts-dejavu-core)");
    }
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    var chart = new JFreeChart(title, TITLE, plot, false);
    chart.setBackgroundPaint(PAPER);
    chart.setPadding(new RectangleInsets(8, 8, 8, 26));
    chart.getTitle().setPaint(INK);
    chart.getTitle().setHorizontalAlignment(HorizontalAlignment.LEFT);
    List<String> lines = lines(smallPrint);
    for (String line : lines) {
      var small = new TextTitle(line, TEXT);
      small.setPaint(MUTED);
      small.setHorizontalAlignment(HorizontalAlignment.LEFT);
      small.setTextAlignment(HorizontalAlignment.LEFT);
      chart.addSubtitle(small);
      boolean last = chart.getSubtitleCount() == lines.size();
      small.setMargin(0, 0, last ? 6 : 0, 0); // room for the topmost number of an axis
    }
    var legend = new LegendTitle((LegendItemSource) plot);
    legend.setItemPaint(INK);
    LegendItemCollection items = ((LegendItemSource) plot).getLegendItems();
    boolean many = items.getItemCount() > MOST_BELOW;
    legend.setPosition(many ? RectangleEdge.RIGHT : RectangleEdge.BOTTOM);
    legend.setVerticalAlignment(VerticalAlignment.TOP);
    legend.setItemFont(many ? besideThePlot(items) : TEXT);
    legend.setItemLabelPadding(
        many ? new RectangleInsets(1, 4, 1, 0) : new RectangleInsets(2, 4, 2, 14));
    legend.setBackgroundPaint(null);
    chart.addSubtitle(legend);
    return chart;
  }

  /** Small print that is wider than a chart goes on below with its next part, not within one. */
  private static List<String> lines(String smallPrint) {
    var context = new FontRenderContext(null, true, true);
    List<String> lines = new ArrayList<>();
    for (String part : smallPrint.split(SmallPrint.SEPARATOR, -1)) {
      String longer =
          lines.isEmpty() ? part : lines.get(lines.size() - 1) + SmallPrint.SEPARATOR + part;
      boolean fits = TEXT.getStringBounds(longer, context).getWidth() < WIDTH - 40;
      if (fits && !lines.isEmpty()) lines.remove(lines.size() - 1);
      lines.add(fits ? longer : part);
    }
    return lines;
  }

  private static Font besideThePlot(LegendItemCollection items) {
    List<String> names =
        IntStream.range(0, items.getItemCount()).mapToObj(i -> items.get(i).getLabel()).toList();
    return fitting(LARGEST_BESIDE, names, 1, WIDTH * 0.42, HEIGHT - 80);
  }

  /** The text's letters, smaller where names would not fit into a box, each in so many lines. */
  static Font fitting(List<String> names, int lines, double width, double height) {
    return fitting(TEXT.getSize(), names, lines, width, height);
  }

  private static Font fitting(
      double largest, List<String> names, int lines, double width, double height) {
    int longest = names.stream().mapToInt(String::length).max().orElseThrow();
    int letters = (longest + lines - 1) / lines;
    double wide = width / letters / LETTER_WIDTH;
    double high = height / (names.size() * lines) / LINE_HEIGHT;
    return TEXT.deriveFont((float) Math.min(largest, Math.min(wide, high)));
  }

  private static Shape star(double outer, double inner) {
    var xy = new double[20];
    for (int i = 0; i < 10; i++) {
      double radius = i % 2 == 0 ? outer : inner;
      xy[2 * i] = radius * Math.sin(i * Math.PI / 5);
      xy[2 * i + 1] = -radius * Math.cos(i * Math.PI / 5);
    }
    return polygon(xy);
  }

  private static Shape polygon(double... xy) {
    var path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) path.lineTo(xy[i], xy[i + 1]);
    path.closePath();
    return path;
  }
}
