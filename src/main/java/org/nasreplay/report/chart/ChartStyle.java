package org.nasreplay.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.LegendItemSource;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
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
  static final Color DARK_PAPER = new Color(0x16, 0x18, 0x1c);

  /** What a constraint admits; on light paper and on dark. */
  static final Color ADMITTED = new Color(0x56, 0xb4, 0xe9);

  /** Series that are not told apart. */
  static final Color OTHERS = new Color(0x86, 0x8d, 0x95);

  /**
   * After Okabe and Ito, "Color Universal Design", 2008; without black, the ink, and the pale ones
   * darker, so that each stands out from white by a contrast of 3 or more.
   */
  private static final Color[] PALETTE = {
    new Color(0x00, 0x72, 0xb2),
    new Color(0xd5, 0x5e, 0x00),
    new Color(0x00, 0x9e, 0x73),
    new Color(0xc6, 0x5b, 0x94),
    new Color(0xa8, 0x79, 0x00),
    new Color(0x7b, 0x52, 0xab),
    new Color(0x7a, 0x4a, 0x24),
    new Color(0x2a, 0x8f, 0xa0)
  };

  /** The same series on dark paper. */
  private static final Color[] DARK_PALETTE = {
    new Color(0x4a, 0xa8, 0xe0),
    new Color(0xf0, 0x88, 0x3e),
    new Color(0x2e, 0xc4, 0x9a),
    new Color(0xe7, 0x9a, 0xc4),
    new Color(0xe3, 0xb3, 0x41),
    new Color(0xb7, 0x9c, 0xf0),
    new Color(0xc7, 0x9a, 0x6b),
    new Color(0x66, 0xc7, 0xd4)
  };

  /** Least, middle and greatest of a heat map. */
  private static final Color[] HEAT = {
    new Color(0xee, 0x9b, 0x5c), new Color(0xf2, 0xf2, 0xf2), new Color(0x62, 0xaa, 0xd8)
  };

  private static final Color[] DARK_HEAT = {
    new Color(0x8f, 0x4d, 0x1d), new Color(0x2a, 0x2e, 0x34), new Color(0x1f, 0x5f, 0x8c)
  };

  /** So many series have a colour each. */
  static final int COLOURS = PALETTE.length;

  private static final float[][] DASHES = {
    {1, 0}, {8, 4}, {2, 3}, {10, 3, 2, 3}, {14, 4}, {6, 2, 2, 2, 2, 2}, {4, 2}, {12, 3, 4, 3}
  };

  private static final Shape[] MARKS = {
    new Ellipse2D.Double(-5, -5, 10, 10),
    new Rectangle2D.Double(-4.5, -4.5, 9, 9),
    polygon(0, -6, 5.5, 4, -5.5, 4),
    polygon(0, -6, 6, 0, 0, 6, -6, 0),
    polygon(0, 6, 5.5, -4, -5.5, -4),
    polygon(-2, -6, 2, -6, 2, -2, 6, -2, 6, 2, 2, 2, 2, 6, -2, 6, -2, 2, -6, 2, -6, -2, -2, -2),
    polygon(-6, -4, 6, -4, 6, 4, -6, 4),
    polygon(-4, -6, 4, -6, 4, 6, -4, 6)
  };

  /** Lines and marks of series that are not told apart. */
  static final Stroke THIN = new BasicStroke(1.1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);

  static final Shape DOT = new Ellipse2D.Double(-2.5, -2.5, 5, 5);

  /** Of a legend, below the plot. */
  private static final int MOST_ROWS = 3;

  /** What a line or mark and the gaps beside it take of a legend's row. */
  private static final double LEGEND_MARK = 60;

  static final Shape LEGEND_LINE = new Line2D.Double(-16, 0, 16, 0);

  static final Shape STAR = star(8, 3.2);

  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 19);
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 17);

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  /** Letters that are read without effort. */
  static final float EASY = 15;

  /**
   * Letters that can still be read, on a phone, too, which shows a unit as five eighths of a pixel.
   */
  static final float SMALLEST = 14.5f;

  /**
   * The letters of a drawing.
   *
   * @param text of all that is not small or a title
   * @param smallest of names and labels, in units of the chart
   * @param finest of the numbers in the cells of a map, which a table has as well
   */
  record Letters(Font text, float smallest, float finest) {
    private static final RenderingHints.Key KEY =
        new RenderingHints.Key(0x6c657474) {
          @Override
          public boolean isCompatibleValue(Object value) {
            return value instanceof Letters;
          }
        };

    static final Letters REPORT = new Letters(TEXT, SMALLEST, 10);

    /** Those of reports, where a drawing has not been given others. */
    static Letters of(Graphics2D graphics) {
      return graphics.getRenderingHint(KEY) instanceof Letters own ? own : REPORT;
    }

    /** What is drawn from here on has them. */
    void use(Graphics2D graphics) {
      graphics.setRenderingHint(KEY, this);
    }
  }

  private ChartStyle() {}

  /**
   * @param series of fewer than {@link #COLOURS} that share a chart; beyond these none is told
   *     apart
   */
  static Color colour(int series) {
    return series < COLOURS ? PALETTE[series] : OTHERS;
  }

  /**
   * A colour of a heat map.
   *
   * @param step from -{@link HeatMap#STEPS}, the least, to that, the greatest
   */
  static Color step(int step) {
    return step(HEAT, step);
  }

  private static Color step(Color[] heat, int step) {
    Color end = heat[step < 0 ? 0 : 2];
    double share = Math.abs(step) / (double) HeatMap.STEPS;
    return new Color(
        mixed(heat[1].getRed(), end.getRed(), share),
        mixed(heat[1].getGreen(), end.getGreen(), share),
        mixed(heat[1].getBlue(), end.getBlue(), share));
  }

  private static int mixed(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }

  /** What every colour of a chart becomes on dark paper. */
  static Map<Color, Color> dark() {
    Map<Color, Color> dark = new LinkedHashMap<>();
    dark.put(PAPER, DARK_PAPER);
    dark.put(INK, new Color(0xe8, 0xe8, 0xe8));
    dark.put(MUTED, new Color(0xa8, 0xad, 0xb5));
    dark.put(GRID, new Color(0x3a, 0x3f, 0x47));
    dark.put(CLOUD, new Color(0x8c, 0x95, 0x9e));
    dark.put(ADMITTED, new Color(0x2c, 0x5f, 0x80));
    dark.put(OTHERS, new Color(0x7c, 0x83, 0x8c));
    for (int i = 0; i < COLOURS; i++) dark.put(PALETTE[i], DARK_PALETTE[i]);
    for (int i = -HeatMap.STEPS; i <= HeatMap.STEPS; i++) dark.put(step(i), step(DARK_HEAT, i));
    return dark;
  }

  /**
   * Style rules for a page that holds vector pictures: where readers want it dark, so are these.
   * The colours in them are attributes, which rules override.
   */
  public static String darkRules() {
    var rules = new StringBuilder("@media screen and (prefers-color-scheme: dark) {\n");
    dark()
        .forEach(
            (light, dark) -> {
              for (String attribute : new String[] {"fill", "stroke"}) {
                rules.append(
                    Text.format(
                        "svg [%s=\"%s\"] { %s: #%06x; }\n",
                        attribute, named(light), attribute, dark.getRGB() & 0xffffff));
              }
            });
    return rules.append("}\n").toString();
  }

  /** As a vector picture writes it. */
  private static String named(Color colour) {
    return colour.equals(Color.WHITE)
        ? "white"
        : Text.format("rgb(%d,%d,%d)", colour.getRed(), colour.getGreen(), colour.getBlue());
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

  public static <A extends Axis> A axis(A axis, @Nullable String label) {
    axis.setLabel(label);
    axis.setLabelFont(TEXT);
    axis.setLabelPaint(INK);
    axis.setTickLabelFont(TEXT);
    axis.setTickLabelPaint(INK);
    axis.setAxisLinePaint(INK);
    axis.setTickMarkPaint(INK);
    return axis;
  }

  /** An axis with numbers at even distances, of whole steps alone where it counts. */
  public static ValueAxis linear(boolean whole) {
    return whole ? new LinearAxis(1) : new LinearAxis();
  }

  static NumberFormat numbers() {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /** Colour, dash and mark of a series: those of the palette's {@code look}-th. */
  public static void series(XYLineAndShapeRenderer renderer, int series, int look) {
    renderer.setSeriesPaint(series, colour(look));
    renderer.setSeriesStroke(series, stroke(look));
    renderer.setSeriesShape(series, mark(look));
    renderer.setDrawSeriesLineAsPath(true); // one dash pattern, and a tenth of the bytes
    renderer.setLegendLine(LEGEND_LINE);
  }

  /**
   * Lists a plot's series from the greatest to the least, as a reader looks for the best first,
   * unless the searchers have an order of their own. Those that are not told apart share one entry.
   *
   * @param worth of each series; what is not finite comes last
   * @param highlights whose labels the first series are of, in their order
   */
  static void legend(XYPlot plot, double[] worth, Highlights highlights) {
    int others = highlights.others().size();
    List<String> labels = highlights.labels();
    LegendItemCollection items = plot.getLegendItems();
    var sorted = new LegendItemCollection();
    IntStream.range(0, worth.length - others)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                i -> {
                  if (!highlights.byResult()) return highlights.along().indexOf(labels.get(i));
                  return Double.isFinite(worth[i]) ? -worth[i] : Double.POSITIVE_INFINITY;
                }))
        .forEach(i -> sorted.add(items.get(i)));
    if (others > 0) {
      LegendItem one = items.get(worth.length - 1);
      sorted.add(others == 1 ? one : others(one, others));
    }
    for (int i = worth.length; i < items.getItemCount(); i++) sorted.add(items.get(i));
    plot.setFixedLegendItems(sorted);
  }

  private static LegendItem others(LegendItem one, int count) {
    return new LegendItem(
        "the other " + count,
        null,
        null,
        null,
        one.isShapeVisible(),
        one.getShape(),
        one.isShapeFilled(),
        one.getFillPaint(),
        false,
        one.getOutlinePaint(),
        one.getOutlineStroke(),
        one.isLineVisible(),
        one.getLine(),
        one.getLineStroke(),
        one.getLinePaint());
  }

  /** Colours and marks of the first {@code count} series. */
  static void marks(XYLineAndShapeRenderer renderer, int count) {
    for (int i = 0; i < count; i++) {
      renderer.setSeriesPaint(i, colour(i));
      renderer.setSeriesShape(i, mark(i));
    }
  }

  /** A chart with numbers along both axes: title, a line of small print, legend below. */
  public static JFreeChart chart(String title, String smallPrint, LabelledPlot plot) {
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return framed(title, smallPrint, plot);
  }

  /** Whether Java has letters to draw with; asked for once, as Java looks for them but once. */
  private static final class Fonts {
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
    if (!Fonts.FOUND) {
      throw new InputException(
          "charts",
          "Java finds no letters to draw with, expected fontconfig and a font (in Debian: fontconfig"
              + " and fonts-dejavu-core)");
    }
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    var chart = new JFreeChart(title, TITLE, plot, false);
    chart.setBackgroundPaint(PAPER);
    boolean millions =
        plot instanceof XYPlot xy
            && xy.getDomainAxis() instanceof DecadeAxis axis
            && axis.getUpperBound() >= 1e6;
    chart.setPadding(
        new RectangleInsets(8, 8, 8, millions ? 44 : 26)); // half an axis's last number
    chart.getTitle().setPaint(INK);
    chart.getTitle().setHorizontalAlignment(HorizontalAlignment.LEFT);
    chart.getTitle().setTextAlignment(HorizontalAlignment.LEFT);
    double wide = TITLE.getStringBounds(title, CONTEXT).getWidth();
    double size = TITLE.getSize2D() * Math.min(1, (WIDTH - 56) / wide);
    chart.getTitle().setFont(TITLE.deriveFont((float) Math.max(EASY, size)));
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
    legend.setPosition(RectangleEdge.BOTTOM);
    legend.setItemFont(below(items));
    legend.setItemLabelPadding(new RectangleInsets(2, 4, 2, 14));
    legend.setBackgroundPaint(null);
    chart.addSubtitle(legend);
    return chart;
  }

  /** Small print that is wider than a chart goes on below with its next part, not within one. */
  private static List<String> lines(String smallPrint) {
    List<String> lines = new ArrayList<>();
    for (String part : smallPrint.split(SmallPrint.SEPARATOR, -1)) {
      String longer =
          lines.isEmpty() ? part : lines.get(lines.size() - 1) + SmallPrint.SEPARATOR + part;
      boolean fits = TEXT.getStringBounds(longer, CONTEXT).getWidth() < WIDTH - 40;
      if (fits && !lines.isEmpty()) lines.remove(lines.size() - 1);
      lines.add(fits ? longer : part);
    }
    return lines;
  }

  /** Letters with which a legend leaves room for the plot. */
  private static Font below(LegendItemCollection items) {
    float size = TEXT.getSize2D();
    while (size > SMALLEST && rows(items, TEXT.deriveFont(size)) > MOST_ROWS) size--;
    return TEXT.deriveFont(size);
  }

  private static int rows(LegendItemCollection items, Font font) {
    int rows = 1;
    double used = 0;
    for (int i = 0; i < items.getItemCount(); i++) {
      String label = items.get(i).getLabel();
      double wide = LEGEND_MARK + font.getStringBounds(label, CONTEXT).getWidth();
      if (wide > WIDTH - 40) return Integer.MAX_VALUE;
      used += wide;
      if (used > WIDTH - 40) {
        rows++;
        used = wide;
      }
    }
    return rows;
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
