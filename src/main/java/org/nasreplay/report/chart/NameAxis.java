package org.nasreplay.report.chart;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

/**
 * A name for each whole number from 0. Long ones are broken over lines and, where even that leaves
 * no room, cut, where that leaves them different: they never touch, and never take the room of what
 * the chart is about.
 */
final class NameAxis extends SymbolAxis {
  private static final long serialVersionUID = 1L;

  private static final int MOST_LINES = 3;

  /** Of lines, in sizes of the letters. */
  private static final double LINE_HEIGHT = 1.2;

  /** Of the picture, for names beside it or above. */
  private static final double MOST_SHARE = 0.38;

  private static final double GAP = 7;

  /** A line may be broken behind these. */
  private static final Pattern WORDS = Pattern.compile("(?<=[-_ =/])|(?<=,)(?=\\D)");

  private static final String CUT = "…";

  /** Of a name that is cut, how much of what is kept may be its beginning; the usual one first. */
  private static final double[] BEGINNINGS = {1, 0.75, 0.5, 0.25, 0};

  private final List<String> names;
  private final List<String> written;
  private transient Layout layout = new Layout(ChartStyle.text(), List.of(), false, 0);

  /**
   * How names fit into an area.
   *
   * @param lines of each name
   * @param upright whether they run from the bottom to the top
   * @param extent across the axis, in points
   */
  private record Layout(Font font, List<List<String>> lines, boolean upright, double extent) {}

  NameAxis(List<String> names) {
    this(names, names);
  }

  /**
   * @param names whose each number is
   * @param written what stands there: the name, which may be cut, and what is behind it, which is
   *     not; or something else
   */
  NameAxis(List<String> names, List<String> written) {
    super(null, written.toArray(String[]::new));
    this.names = List.copyOf(names);
    this.written = List.copyOf(written);
    ChartStyle.axis(this, null);
    setRange(-0.5, names.size() - 0.5);
    setTickMarksVisible(false);
    setGridBandsVisible(false);
    setAxisLineVisible(false);
  }

  @Override
  public AxisSpace reserveSpace(
      Graphics2D graphics,
      Plot plot,
      Rectangle2D area,
      RectangleEdge edge,
      @Nullable AxisSpace space) {
    layout = RectangleEdge.isLeftOrRight(edge) ? beside(graphics, area) : above(graphics, area);
    AxisSpace reserved = space == null ? new AxisSpace() : space;
    Rectangle2D label = getLabelEnclosure(graphics, edge);
    double across = RectangleEdge.isLeftOrRight(edge) ? label.getWidth() : label.getHeight();
    reserved.add(layout.extent() + GAP + across, edge);
    return reserved;
  }

  private Layout beside(Graphics2D graphics, Rectangle2D area) {
    return fitting(graphics, area.getWidth() * MOST_SHARE, area.getHeight() / names.size(), false);
  }

  private Layout above(Graphics2D graphics, Rectangle2D area) {
    double cell = area.getWidth() / names.size();
    Layout flat = fitting(graphics, cell - GAP, area.getHeight() * MOST_SHARE, true);
    if (whole(flat.lines())) return flat;
    Layout upright = fitting(graphics, area.getHeight() * MOST_SHARE, cell, false);
    return new Layout(upright.font(), upright.lines(), true, upright.extent());
  }

  /** The largest letters with which each name fits into {@code width} by {@code height}. */
  private Layout fitting(Graphics2D graphics, double width, double height, boolean stacked) {
    ChartStyle.Letters letters = ChartStyle.Letters.of(graphics);
    float largest = letters.text().getSize2D();
    float smallest = letters.smallest();
    for (int most = 1; most <= MOST_LINES; most++) {
      float least = most == 1 ? Math.max(smallest, Math.min(ChartStyle.EASY, largest)) : smallest;
      for (float size = largest; size >= least; size--) {
        if (most * size * LINE_HEIGHT > height) continue;
        Layout tried = layout(graphics, size, width, most, stacked);
        if (whole(tried.lines())) return tried;
      }
    }
    int lines = (int) Math.max(1, Math.min(MOST_LINES, height / (smallest * LINE_HEIGHT)));
    return layout(graphics, smallest, width, lines, stacked);
  }

  private Layout layout(Graphics2D graphics, float size, double width, int most, boolean stacked) {
    Font font = ChartStyle.Letters.of(graphics).text().deriveFont(size);
    FontMetrics metrics = graphics.getFontMetrics(font);
    List<List<String>> lines = different(metrics, width, most);
    double widest =
        lines.stream().flatMap(List::stream).mapToInt(metrics::stringWidth).max().orElse(0);
    int deepest = lines.stream().mapToInt(List::size).max().orElse(1);
    return new Layout(font, lines, false, stacked ? deepest * size * LINE_HEIGHT : widest);
  }

  private static boolean whole(List<List<String>> lines) {
    return lines.stream().flatMap(List::stream).noneMatch(line -> line.contains(CUT));
  }

  /** Cut where most of them stay different: settings differ at the end or in the middle. */
  private List<List<String>> different(FontMetrics metrics, double width, int most) {
    List<List<String>> best = List.of();
    long mostDifferent = 0;
    for (double beginning : BEGINNINGS) {
      List<List<String>> lines =
          IntStream.range(0, names.size())
              .mapToObj(i -> lines(i, metrics, width, most, beginning))
              .toList();
      long different =
          IntStream.range(0, names.size())
              .mapToObj(i -> withoutEnd(String.join(" ", lines.get(i)), i))
              .distinct()
              .count();
      if (different > mostDifferent) {
        best = lines;
        mostDifferent = different;
      }
      if (different == names.size() || whole(lines)) break;
    }
    return best;
  }

  /** Broken after what separates words; the last line is cut where the name goes on. */
  private List<String> lines(int i, FontMetrics metrics, double width, int most, double beginning) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : WORDS.split(written.get(i), -1)) {
      boolean fits = metrics.stringWidth((line + word).strip()) <= width;
      if (fits || line.isEmpty()) {
        line += word;
      } else {
        lines.add(line);
        line = word;
      }
    }
    lines.add(line);
    if (lines.size() > most) {
      String rest = String.join("", lines.subList(most - 1, lines.size()));
      lines = new ArrayList<>(lines.subList(0, most - 1));
      lines.add(rest);
    }
    lines.replaceAll(String::strip);
    String last = lines.remove(lines.size() - 1);
    lines.replaceAll(each -> cut(each, metrics, width, beginning));
    String end = last.substring(withoutEnd(last, i).length());
    lines.add(cut(withoutEnd(last, i), metrics, width - metrics.stringWidth(end), beginning) + end);
    return lines;
  }

  /** Without what is written behind the name. */
  private String withoutEnd(String text, int i) {
    String name = names.get(i);
    String all = written.get(i);
    String end = all.startsWith(name) ? all.substring(name.length()) : "";
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }

  private static String cut(String line, FontMetrics metrics, double width, double beginning) {
    String cut = line;
    for (int kept = line.length() - 1; metrics.stringWidth(cut) > width && kept > 0; kept--) {
      int first = (int) Math.ceil(beginning * kept);
      cut = line.substring(0, first) + CUT + line.substring(line.length() - (kept - first));
    }
    return cut;
  }

  /** None of the library's, which know a single line. */
  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    return List.of();
  }

  @Override
  protected AxisState drawTickMarksAndLabels(
      Graphics2D graphics,
      double cursor,
      Rectangle2D plotArea,
      Rectangle2D area,
      RectangleEdge edge) {
    graphics.setFont(layout.font());
    graphics.setPaint(getTickLabelPaint());
    FontMetrics metrics = graphics.getFontMetrics();
    double high = layout.font().getSize2D() * LINE_HEIGHT;
    for (int i = 0; i < names.size(); i++) {
      List<String> lines = layout.lines().get(i);
      double at = valueToJava2D(i, area, edge);
      Highlights.tag(graphics, names.get(i));
      for (int j = 0; j < lines.size(); j++) {
        String line = lines.get(j);
        int wide = metrics.stringWidth(line);
        // The middle of a name's lines is at its number; 0.35 is half the height of a capital.
        double across =
            (j - (lines.size() - 1) / 2.0) * high + metrics.getFont().getSize2D() * 0.35;
        if (RectangleEdge.isLeftOrRight(edge)) {
          graphics.drawString(line, (float) (area.getMinX() - GAP - wide), (float) (at + across));
        } else if (layout.upright()) {
          AffineTransform upright = graphics.getTransform();
          graphics.translate(at + across, area.getMinY() - GAP);
          graphics.rotate(-Math.PI / 2);
          graphics.drawString(line, 0, 0);
          graphics.setTransform(upright);
        } else {
          double up = (lines.size() - 1 - j) * high;
          graphics.drawString(line, (float) (at - wide / 2.0), (float) (area.getMinY() - GAP - up));
        }
      }
      Highlights.tag(graphics, "");
    }
    var state = new AxisState(cursor);
    state.moveCursor(layout.extent() + GAP, edge); // the label stands behind the names
    return state;
  }
}
