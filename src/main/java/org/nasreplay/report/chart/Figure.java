package org.nasreplay.report.chart;

import com.pngencoder.PngEncoder;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.annotations.XYTitleAnnotation;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Marker;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * A chart as a paper wants it: of a given size, with letters that stay legible in it.
 *
 * @param width in points of 1/72 inch
 * @param height in points
 * @param face its letters
 * @param titled whether the title stands above it; the small print does, as it says what is
 *     modelled
 * @param scale of the horizontal axis; null for the chart's own
 * @param legend where the legend stands; null for where the chart has it
 */
public record Figure(
    double width,
    double height,
    Face face,
    boolean titled,
    @Nullable Scale scale,
    @Nullable Place legend) {

  /** Of an axis of numbers. */
  public enum Scale {
    LINEAR,
    LOG
  }

  /** Of a legend: beside the plot, in one of its corners, or nowhere. */
  public enum Place {
    BELOW,
    ABOVE,
    RIGHT,
    TOP_LEFT,
    TOP_RIGHT,
    BOTTOM_LEFT,
    BOTTOM_RIGHT,
    NONE
  }

  /** What {@link #write} writes, by the ending of the file. */
  public static final List<String> KINDS = List.of("pdf", "svg", "png");

  /** Points of a letter; papers ask for 7 at least. */
  private static final float LETTERS = 8;

  private static final float LEAST_LETTERS = 7.2f;

  /** Behind a legend that stands on lines. */
  private static final Color VEIL = new Color(255, 255, 255, 200);

  /** Pixels per inch of a PNG, as journals ask. */
  private static final double RESOLUTION = 300;

  static {
    TextUtils.setUseDrawRotatedStringWorkaround(false); // it would turn letters into outlines
  }

  /**
   * Draws a chart into a file, whole or not at all, the same bytes every time.
   *
   * @param picture changed while it is drawn, so that it is of no other use
   * @throws InputException where the chart cannot have this look, or the file cannot be written
   */
  public void write(Picture picture, Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    String kind = KINDS.stream().filter(each -> name.endsWith("." + each)).findFirst().orElse("");
    if (kind.isEmpty()) {
      throw new InputException(
          file.toString(),
          "expected a name that ends in .pdf, .svg or .png, which says the format");
    }
    JFreeChart chart = picture.chart();
    adapt(chart, picture.name());
    AtomicFile.write(
        file,
        temporary -> {
          switch (kind) {
            case "pdf" -> pdf(chart, temporary);
            case "svg" -> svg(picture, temporary);
            default -> png(chart, temporary);
          }
        });
  }

  /** Points per unit of the chart, whose letters are of one size. */
  private static double unit() {
    return LETTERS / ChartStyle.text().getSize2D();
  }

  private Rectangle2D canvas() {
    return new Rectangle2D.Double(0, 0, width / unit(), height / unit());
  }

  private void pdf(JFreeChart chart, Path file) throws IOException {
    try (var document = new PDDocument();
        var letters = new PdfBoxGraphics2DFontTextDrawer()) {
      document.setDocumentId(1L); // otherwise the time
      letters.registerFont(face.font().getName(), face.file().toFile());
      var page = new PDPage(new PDRectangle((float) width, (float) height));
      document.addPage(page);
      var graphics = new PdfBoxGraphics2D(document, (float) width, (float) height);
      graphics.setFontTextDrawer(letters);
      graphics.scale(unit(), unit());
      drawn().use(graphics);
      chart.draw(graphics, canvas());
      graphics.dispose();
      try (var content = new PDPageContentStream(document, page)) {
        content.drawForm(graphics.getXFormObject());
      }
      document.save(file.toFile());
    }
  }

  private void svg(Picture picture, Path file) throws IOException {
    Rectangle2D canvas = canvas();
    String size = Text.format("<svg width=\"%.2fpt\" height=\"%.2fpt\"", width, height);
    String svg = picture.svg(canvas.getWidth(), canvas.getHeight(), drawn());
    Files.writeString(file, svg.replaceFirst("<svg", size) + "\n", StandardCharsets.UTF_8);
  }

  private void png(JFreeChart chart, Path file) throws IOException {
    double pixels = RESOLUTION / 72;
    var image =
        new BufferedImage(
            (int) Math.round(width * pixels),
            (int) Math.round(height * pixels),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(unit() * pixels, unit() * pixels);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    drawn().use(graphics);
    chart.draw(graphics, canvas());
    graphics.dispose();
    try (OutputStream out = Files.newOutputStream(file)) {
      new PngEncoder()
          .withBufferedImage(image)
          .withMultiThreadedCompressionEnabled(false)
          .toStream(out);
    }
  }

  private void adapt(JFreeChart chart, String name) {
    if (!titled) chart.setTitle((TextTitle) null);
    chart.setPadding(new RectangleInsets(2, 2, 2, 20));
    for (Title title : titles(chart)) {
      if (title instanceof TextTitle text) text.setFont(letters(text.getFont()));
      if (title instanceof LegendTitle items) items.setItemFont(letters(items.getItemFont()));
    }
    Plot plot = chart.getPlot();
    if (plot instanceof XYPlot xy) {
      if (scale != null) xy.setDomainAxis(scaled(xy.getDomainAxis(), scale, name));
      adapt(xy);
    } else if (scale != null) {
      throw noScale(name);
    }
    if (plot instanceof CategoryPlot categories) {
      adapt(categories.getDomainAxis());
      adapt(categories.getRangeAxis());
    }
    if (legend != null) place(chart, legend, name);
  }

  private static List<Title> titles(JFreeChart chart) {
    Stream<Title> below = Stream.of(chart.getSubtitles().toArray(new Title[0]));
    return Stream.concat(Stream.ofNullable(chart.getTitle()), below).toList();
  }

  private void adapt(XYPlot plot) {
    adapt(plot.getDomainAxis());
    adapt(plot.getRangeAxis());
    for (Object annotation : plot.getAnnotations()) {
      if (annotation instanceof XYTextAnnotation text) text.setFont(letters(text.getFont()));
    }
    for (Layer layer : List.of(Layer.FOREGROUND, Layer.BACKGROUND)) {
      adapt(plot.getRangeMarkers(layer));
      adapt(plot.getDomainMarkers(layer));
    }
  }

  private void adapt(@Nullable Collection<?> markers) {
    if (markers == null) return;
    for (Object each : markers) {
      if (each instanceof Marker marker) marker.setLabelFont(letters(marker.getLabelFont()));
    }
  }

  private void adapt(Axis axis) {
    axis.setLabelFont(letters(axis.getLabelFont()));
    axis.setTickLabelFont(letters(axis.getTickLabelFont()));
  }

  /** Of what is laid out while it is drawn. */
  private ChartStyle.Letters drawn() {
    Font text = face.font().deriveFont(ChartStyle.text().getSize2D());
    float least = (float) (LEAST_LETTERS / unit());
    return new ChartStyle.Letters(text, least, least);
  }

  /** This face instead; neither larger than the text nor too small to be read. */
  private Font letters(Font given) {
    float most = drawn().text().getSize2D();
    float size = Math.max(drawn().smallest(), Math.min(most, given.getSize2D()));
    return face.font().deriveFont(size);
  }

  private static ValueAxis scaled(ValueAxis axis, Scale scale, String name) {
    if (!(axis instanceof LogAxis || axis instanceof NumberAxis) || axis instanceof SymbolAxis) {
      throw noScale(name);
    }
    if (axis instanceof LogAxis == (scale == Scale.LOG)) return axis;
    if (scale == Scale.LOG && axis.getLowerBound() <= 0) {
      throw new InputException(
          "--scale (log): the axis of " + name + " reaches zero, expected linear");
    }
    ValueAxis other =
        ChartStyle.axis(scale == Scale.LOG ? new DecadeAxis() : new LinearAxis(), axis.getLabel());
    other.setRange(axis.getRange());
    return other;
  }

  private static InputException noScale(String name) {
    return new InputException("--scale: " + name + " has no horizontal axis of numbers");
  }

  private static void place(JFreeChart chart, Place place, String name) {
    LegendTitle legend =
        titles(chart).stream()
            .filter(LegendTitle.class::isInstance)
            .map(LegendTitle.class::cast)
            .findFirst()
            .orElse(null);
    if (legend == null) return;
    switch (place) {
      case BELOW -> legend.setPosition(RectangleEdge.BOTTOM);
      case ABOVE -> legend.setPosition(RectangleEdge.TOP);
      case RIGHT -> legend.setPosition(RectangleEdge.RIGHT);
      case NONE -> chart.removeSubtitle(legend);
      case TOP_LEFT -> inside(chart, legend, RectangleAnchor.TOP_LEFT, name);
      case TOP_RIGHT -> inside(chart, legend, RectangleAnchor.TOP_RIGHT, name);
      case BOTTOM_LEFT -> inside(chart, legend, RectangleAnchor.BOTTOM_LEFT, name);
      case BOTTOM_RIGHT -> inside(chart, legend, RectangleAnchor.BOTTOM_RIGHT, name);
    }
  }

  private static void inside(
      JFreeChart chart, LegendTitle legend, RectangleAnchor corner, String name) {
    if (!(chart.getPlot() instanceof XYPlot plot)) {
      throw new InputException("--legend: " + name + " has no corner for it, expected none");
    }
    chart.removeSubtitle(legend);
    legend.setPosition(RectangleEdge.RIGHT); // one name a line
    legend.setBackgroundPaint(VEIL);
    boolean left = corner == RectangleAnchor.TOP_LEFT || corner == RectangleAnchor.BOTTOM_LEFT;
    boolean top = corner == RectangleAnchor.TOP_LEFT || corner == RectangleAnchor.TOP_RIGHT;
    plot.addAnnotation(
        new XYTitleAnnotation(left ? 0.01 : 0.99, top ? 0.98 : 0.02, legend, corner));
  }
}
