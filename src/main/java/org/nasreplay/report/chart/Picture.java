package org.nasreplay.report.chart;

import com.pngencoder.PngEncoder;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.DOMGroupManager;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.batik.svggen.SVGIDGenerator;
import org.apache.batik.svggen.SimpleImageHandler;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.text.TextUtils;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.Text;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A chart, what it says to those who cannot see it, and the numbers behind it.
 *
 * @param name of its files, without extension
 * @param alternative what it shows, in a sentence or two
 * @param notes on how to read it, in sentences; they stand below it on a page
 * @param chart the one model of all its formats
 * @param csv the numbers, with a header
 */
public record Picture(
    String name, String alternative, List<String> notes, JFreeChart chart, String csv) {

  /** What it is always written as, beside its numbers. */
  public static final List<String> KINDS = List.of("svg", "png");

  /** What it is written as on demand: a page of the chart's size, in points. */
  static final String PDF = "pdf";

  /** Pixels of a PNG per unit of the chart. */
  private static final int SCALE = 2;

  /** Of PNG, from 0 to 9: the last fifth of a file's bytes would take four fifths of its time. */
  private static final int COMPRESSION = 6;

  static {
    TextUtils.setUseDrawRotatedStringWorkaround(false); // it would turn letters into outlines
  }

  /** What {@link #write} and {@link #writePdf} write. */
  public List<String> files(boolean pdf) {
    Stream<String> kinds = Stream.concat(KINDS.stream(), Stream.of("csv"));
    return Stream.concat(kinds, pdf ? Stream.of(PDF) : Stream.empty())
        .map(kind -> name + "." + kind)
        .toList();
  }

  /** A chart that its own small print explains. */
  public Picture(String name, String alternative, JFreeChart chart, String csv) {
    this(name, alternative, List.of(), chart, csv);
  }

  /** Writes PNG, SVG and CSV; returns the SVG, to be put into a page. */
  public String write(Path folder) {
    String svg = svg();
    AtomicFile.writeUnforced(folder.resolve(name + ".svg"), svg + "\n");
    AtomicFile.writeUnforced(folder.resolve(name + ".csv"), csv);
    byte[] png = png();
    AtomicFile.writeUnforced(
        folder.resolve(name + ".png"), temporary -> Files.write(temporary, png));
    return svg;
  }

  /** Writes a vector PDF, the same bytes every time. */
  public void writePdf(Path folder) {
    AtomicFile.writeUnforced(folder.resolve(name + "." + PDF), this::drawPdf);
  }

  private void drawPdf(Path file) throws IOException {
    try (var document = new PDDocument()) {
      document.setDocumentId(1L); // otherwise the time
      var page = new PDPage(new PDRectangle(ChartStyle.WIDTH, ChartStyle.HEIGHT));
      document.addPage(page);
      var graphics = new PdfBoxGraphics2D(document, ChartStyle.WIDTH, ChartStyle.HEIGHT);
      chart.draw(graphics, new Rectangle2D.Double(0, 0, ChartStyle.WIDTH, ChartStyle.HEIGHT));
      graphics.dispose();
      try (var content = new PDPageContentStream(document, page)) {
        content.drawForm(graphics.getXFormObject());
      }
      document.save(file.toFile());
    }
  }

  private byte[] png() {
    var image =
        new BufferedImage(
            SCALE * ChartStyle.WIDTH, SCALE * ChartStyle.HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    chart.draw(graphics, new Rectangle2D.Double(0, 0, ChartStyle.WIDTH, ChartStyle.HEIGHT));
    graphics.dispose();
    return new PngEncoder()
        .withBufferedImage(image)
        .withMultiThreadedCompressionEnabled(false)
        .withCompressionLevel(COMPRESSION)
        .toBytes();
  }

  /** In memory: otherwise the library keeps what it writes in a file of its own elsewhere. */
  private static void encode(RenderedImage image, OutputStream out) throws IOException {
    try (var whole = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(image, "png", whole);
    }
  }

  /** One element without a prologue, sized by its surroundings. */
  public String svg() {
    return svg(ChartStyle.WIDTH, ChartStyle.HEIGHT, ChartStyle.Letters.REPORT);
  }

  /** The same, drawn on another canvas, in units of the chart, and with other letters. */
  String svg(double width, double height, ChartStyle.Letters letters) {
    Document document;
    try {
      document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument("http://www.w3.org/2000/svg", "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform has an XML parser", e);
    }
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setGenericImageHandler(new SimpleImageHandler(new EmbeddedPng()));
    // Several pictures share a page, so their ids must differ.
    context.setIDGenerator(
        new SVGIDGenerator() {
          @Override
          public String generateID(String prefix) {
            return name + "-" + super.generateID(prefix);
          }
        });
    context.setPrecision(2); // a hundredth of a point is never seen
    var graphics = new TaggedSvg(context);
    letters.use(graphics);
    chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    Element root = graphics.getRoot();
    NodeList definitions = root.getElementsByTagName("defs");
    for (int i = 0; i < definitions.getLength(); i++) {
      ((Element) definitions.item(i)).removeAttribute("id"); // the same in all pictures, unused
    }
    root.setAttribute("viewBox", Text.format("0 0 %.0f %.0f", width, height));
    root.setAttribute("role", "img");
    root.setAttribute("aria-label", alternative);
    var out = new StringWriter();
    try {
      graphics.stream(root, out, false, false);
    } catch (SVGGraphics2DIOException e) {
      throw new UncheckedIOException(e); // a StringWriter never fails
    }
    String text = out.toString();
    return text.substring(text.indexOf("<svg")).strip();
  }

  /** Elements that belong to a searcher say so: a page can hide them. */
  private static final class TaggedSvg extends SVGGraphics2D {
    TaggedSvg(SVGGeneratorContext context) {
      super(context, false);
      var tagging =
          new DOMGroupManager(gc, domTreeManager) {
            @Override
            public void addElement(Element element, short method) {
              if (gc.getRenderingHint(Highlights.SEARCHER) instanceof String name
                  && !name.isEmpty()) {
                element.setAttribute("data-searcher", name);
              }
              super.addElement(element, method);
            }
          };
      domTreeManager.removeGroupManager(domGroupManager);
      domTreeManager.addGroupManager(tagging);
      setDOMGroupManager(tagging);
    }
  }

  /** Images inside a chart, without Batik's codecs. */
  private static final class EmbeddedPng extends ImageHandlerBase64Encoder {
    @Override
    public void encodeImage(RenderedImage image, OutputStream out) throws SVGGraphics2DIOException {
      try {
        encode(image instanceof BufferedImage whole ? IndexedImage.of(whole) : image, out);
      } catch (IOException e) {
        throw new SVGGraphics2DIOException(e);
      }
    }
  }
}
