package org.nasreplay.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.analysis.Sweeps;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.report.MadeUpResults;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What holds for every chart of a report, whatever the results. */
class EveryChartTest {
  private static final double LEAST_OF_TEXT = 4.5; // WCAG 2.1, 1.4.3
  private static final double LEAST_OF_MARKS = 3; // 1.4.11

  /** Of text in a box: what is above capitals and below the line may touch. */
  private static final double TIGHT = 0.2;

  /** Results that charts must cope with. */
  enum Case {
    SMALL(List.of("random", "tpe", "layernas"), 20, MadeUpResults.SECONDS),
    CROWDED(
        IntStream.range(0, 15).mapToObj(i -> "searcher-of-a-longer-name-" + i).toList(),
        20,
        MadeUpResults.SECONDS),
    SETTINGS(
        IntStream.range(0, 9)
            .mapToObj(i -> "layernas {buckets=100, keep=" + i + ", direction=backward}")
            .toList(),
        3,
        MadeUpResults.SECONDS),
    ONE_OF_EACH(List.of("random"), 1, MadeUpResults.SECONDS),
    EVALUATIONS(List.of("random", "tpe", "layernas"), 20, MadeUpResults.EVALUATIONS),
    LONG(List.of("random", "tpe"), 20, new Protocol.Budget(200_000.0, null)),
    LONGEST(List.of("random", "tpe"), 20, new Protocol.Budget(10_000_000.0, null));

    private final List<String> searchers;
    private final int runs;
    private final Protocol.Budget budget;

    Case(List<String> searchers, int runs, Protocol.Budget budget) {
      this.searchers = searchers;
      this.runs = runs;
      this.budget = budget;
    }

    /** Accuracies of a searcher lie around 91 to 93, those of the first in one run far below. */
    private double[] incumbents(String searcher, int run) {
      if (this == ONE_OF_EACH) return new double[] {92};
      int rank = searchers.indexOf(searcher);
      double end = 91 + 2.0 * rank / searchers.size() + 0.03 * run;
      return rank == 0 && run % 10 == 0 ? new double[] {50, 60} : new double[] {90, end - 0.5, end};
    }

    Results results() {
      var table = new double[101];
      Arrays.setAll(table, i -> this == ONE_OF_EACH ? 92 : 90 + 0.04 * i);
      List<Protocol> protocols =
          Stream.of("cifar10", "cifar100")
              .limit(runs > 1 ? 2 : 1)
              .map(name -> MadeUpResults.protocol(name, budget, null))
              .toList();
      return MadeUpResults.of(protocols, searchers, runs, table, this::incumbents);
    }
  }

  private static List<Picture> pictures(Results results) {
    Statistics statistics = Statistics.of(results, PublishedResults.bundled());
    var highlights = Highlights.of(results.provenance(), statistics);
    ReplayProvenance swept = swept(results.provenance());
    List<Picture> pictures = new ArrayList<>();
    for (Protocol protocol : results.provenance().protocols()) {
      pictures.addAll(TimeCharts.of(results, statistics, protocol, highlights));
      pictures.add(LandscapeChart.of(results, statistics, protocol, highlights));
      pictures.add(AnswerCharts.boxes(results, statistics, protocol, highlights));
      pictures.add(AnswerCharts.space(results, statistics, protocol, highlights));
      pictures.addAll(SettingsChart.of(swept, Sweeps.of(swept, statistics.budgets()), protocol));
    }
    Stream.of(
            OptimumChart.of(results, statistics, highlights),
            SearchCostChart.of(results.provenance(), statistics, highlights),
            RankCharts.criticalDifference(results.provenance(), statistics, highlights),
            RankCharts.wins(results.provenance(), statistics, highlights),
            RankCharts.correlations(results))
        .filter(Objects::nonNull)
        .forEach(pictures::add);
    return pictures;
  }

  /** As if all searchers were combinations of two settings. */
  private static ReplayProvenance swept(ReplayProvenance all) {
    List<ReplayProvenance.Searcher> searchers = new ArrayList<>();
    for (ReplayProvenance.Searcher each : all.searchers()) {
      int i = searchers.size();
      var settings =
          Map.of("population", Integer.toString(100 * i), "acceptance-threshold", "0." + i % 4);
      searchers.add(
          new ReplayProvenance.Searcher(
              each.label(),
              each.name(),
              each.settings(),
              List.of(new ReplayProvenance.Place("a-searcher", settings, false))));
    }
    return all.of(all.protocols(), searchers);
  }

  /** A piece of text, and where its letters are. */
  private record Written(String text, Color colour, Rectangle2D box) {}

  @ParameterizedTest
  @EnumSource
  void textLiesInsideThePictureAndNoneCoversAnother(Case of) throws Exception {
    var picture = new Rectangle2D.Double(0, 0, ChartStyle.WIDTH, ChartStyle.HEIGHT);
    for (Picture each : pictures(of.results())) {
      List<Written> texts = texts(svg(each));
      assertThat(texts).as(each.name()).hasSizeGreaterThan(3);
      for (int i = 0; i < texts.size(); i++) {
        Written one = texts.get(i);
        assertThat(picture.contains(one.box())).as("%s: %s", each.name(), one).isTrue();
        for (Written other : texts.subList(0, i)) {
          assertThat(one.box().intersects(other.box()))
              .as("%s: %s and %s", each.name(), one, other)
              .isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void searcherHasAColourOfItsOwnInAllChartsOrIsGrey(Case of) throws Exception {
    Set<Color> shared = new HashSet<>(HeatMap.colours());
    shared.addAll(List.of(ChartStyle.INK, ChartStyle.PAPER));
    Map<String, Set<Color>> colours = new TreeMap<>();
    for (Picture each : pictures(of.results())) {
      if (each.name().equals("search-cost")) continue; // its colours are the protocols'
      for (Element element : elements(svg(each), "*")) {
        if (!element.hasAttribute("data-searcher")) continue;
        Color colour = painted(element);
        if (shared.contains(colour)) continue;
        colours
            .computeIfAbsent(element.getAttribute("data-searcher"), s -> new HashSet<>())
            .add(colour);
      }
    }
    assertThat(colours.keySet()).containsExactlyInAnyOrderElementsOf(of.searchers);
    assertThat(colours.values()).allMatch(own -> own.size() == 1);
    List<Color> told =
        colours.values().stream()
            .flatMap(Set::stream)
            .filter(colour -> !colour.equals(ChartStyle.OTHERS))
            .toList();
    assertThat(told).doesNotHaveDuplicates();
    assertThat(told).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyColourHasItsOwnInTheDarkAndTextStandsOutFromBoth(Case of) throws Exception {
    Map<Color, Color> dark = ChartStyle.dark();
    for (Picture each : pictures(of.results())) {
      Element svg = svg(each);
      for (Written text : texts(svg)) {
        assertThat(contrast(text.colour(), ChartStyle.PAPER)).isGreaterThan(LEAST_OF_TEXT);
        assertThat(contrast(dark(text.colour()), ChartStyle.DARK_PAPER))
            .as("%s: %s", each.name(), text)
            .isGreaterThan(LEAST_OF_TEXT);
      }
      for (Element shape : elements(svg, "path", "rect", "line", "circle", "ellipse", "polygon")) {
        if (inside(shape, "clipPath")) continue;
        assertThat(dark).as(each.name()).containsKey(painted(shape));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesAlongAnAxisStayDifferentWhereTheyAreCut(Case of) throws Exception {
    for (Picture each : pictures(of.results())) {
      if (!Set.of("wins", "answers-cifar10", "critical-difference").contains(each.name())) continue;
      Map<String, String> written = new TreeMap<>();
      for (Element text : elements(svg(each), "text")) {
        if (!text.hasAttribute("data-searcher")) continue;
        written.merge(
            text.getAttribute("data-searcher"), text.getTextContent(), (a, b) -> a + " " + b);
      }
      assertThat(written.keySet()).as(each.name()).containsAll(of.searchers);
      assertThat(written.values()).as(each.name()).doesNotHaveDuplicates();
    }
  }

  @Test
  void whatLiesFarBelowTheRestDoesNotSqueezeIt() throws Exception {
    var table = new double[] {40, 90, 91, 92, 93};
    Results results =
        MadeUpResults.of(
            List.of(MadeUpResults.protocol("cifar10", MadeUpResults.EVALUATIONS, null)),
            List.of("random", "tpe", "layernas", "largest"),
            5,
            table,
            (searcher, run) ->
                searcher.equals("largest") ? new double[] {60} : new double[] {90, 91, 92});
    Picture accuracy =
        pictures(results).stream()
            .filter(each -> each.name().equals("progress-cifar10"))
            .findAny()
            .orElseThrow();
    assertThat(accuracy.notes())
        .contains("The axis leaves out what lies far below the rest, here of largest.");
    assertThat(texts(svg(accuracy)).stream().map(Written::text))
        .contains("91.0")
        .doesNotContain("70");
  }

  @Test
  void marksOfManyProtocolsHaveTheColoursOfTheirSearchers() throws Exception {
    List<Protocol> protocols =
        IntStream.range(0, 10)
            .mapToObj(i -> MadeUpResults.protocol("p" + i, MadeUpResults.EVALUATIONS, null))
            .toList();
    List<String> searchers = List.of("random", "tpe");
    Results results =
        MadeUpResults.of(
            protocols, searchers, 5, new double[] {90, 91, 92}, (s, run) -> new double[] {90, 92});
    Statistics statistics = Statistics.of(results, PublishedResults.bundled());
    Highlights highlights = Highlights.of(results.provenance(), statistics);
    Picture costs =
        Objects.requireNonNull(SearchCostChart.of(results.provenance(), statistics, highlights));
    Element svg = svg(costs);
    assertThat(texts(svg).stream().map(Written::text))
        .anyMatch(text -> text.contains("a mark for each of 10 protocols"))
        .doesNotContain("p0");
    for (Element mark : elements(svg, "path", "ellipse", "circle")) {
      if (!mark.hasAttribute("data-searcher")) continue;
      assertThat(painted(mark)).isEqualTo(highlights.colour(mark.getAttribute("data-searcher")));
    }
  }

  @Test
  void seriesAndNumbersInCellsStandOut() {
    for (int i = 0; i <= ChartStyle.COLOURS; i++) { // the last is the others' grey
      Color colour = ChartStyle.colour(i);
      assertThat(contrast(colour, ChartStyle.PAPER)).isGreaterThan(LEAST_OF_MARKS);
      assertThat(contrast(dark(colour), ChartStyle.DARK_PAPER)).isGreaterThan(LEAST_OF_MARKS);
    }
    for (Color cell : HeatMap.colours()) {
      assertThat(contrast(ChartStyle.INK, cell)).isGreaterThan(LEAST_OF_TEXT);
      assertThat(contrast(dark(ChartStyle.INK), dark(cell))).isGreaterThan(LEAST_OF_TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pictureHasNoMorePointsThanItHasPlaces(Case of) throws Exception {
    for (Picture each : pictures(of.results())) {
      for (Element path : elements(svg(each), "path")) {
        long points = path.getAttribute("d").chars().filter(c -> c == 'L' || c == 'M').count();
        assertThat(points).as(each.name()).isLessThan(2 * ChartStyle.WIDTH);
        assertThat(path.getAttribute("d")).doesNotContainPattern("\\.\\d{3}");
      }
    }
  }

  private static Color dark(Color light) {
    return Objects.requireNonNull(ChartStyle.dark().get(light));
  }

  private static Element svg(Picture picture) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(picture.svg())))
        .getDocumentElement();
  }

  private static List<Element> elements(Element root, String... names) {
    List<Element> all = new ArrayList<>();
    for (String name : names) {
      NodeList found = root.getElementsByTagName(name);
      for (int i = 0; i < found.getLength(); i++) all.add((Element) found.item(i));
    }
    return all;
  }

  private static boolean inside(Element element, String name) {
    for (Element up = element; up != null; up = above(up)) {
      if (up.getTagName().equals(name)) return true;
    }
    return false;
  }

  private static @Nullable Element above(Element element) {
    return element.getParentNode() instanceof Element parent ? parent : null;
  }

  /** Of the element or, where it does not say, of what it is in. */
  private static String attribute(Element element, String name) {
    for (Element up = element; up != null; up = above(up)) {
      if (up.hasAttribute(name)) return up.getAttribute(name);
    }
    throw new AssertionError("no " + name);
  }

  /** What fills it or, where nothing does, what draws its line. */
  private static Color painted(Element element) {
    String fill = attribute(element, "fill");
    return colour(fill.equals("none") ? attribute(element, "stroke") : fill);
  }

  private static Color colour(String text) {
    if (text.equals("white")) return Color.WHITE;
    if (text.equals("black")) return Color.BLACK;
    Matcher rgb = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)").matcher(text);
    assertThat(rgb.matches()).as(text).isTrue();
    return new Color(
        Integer.parseInt(rgb.group(1)),
        Integer.parseInt(rgb.group(2)),
        Integer.parseInt(rgb.group(3)));
  }

  private static List<Written> texts(Element svg) {
    List<Written> texts = new ArrayList<>();
    for (Element text : elements(svg, "text")) {
      String size = attribute(text, "font-size").replace("px", "");
      int style = attribute(text, "font-weight").equals("bold") ? Font.BOLD : Font.PLAIN;
      Font font = new Font(Font.SANS_SERIF, style, 1).deriveFont(Float.parseFloat(size));
      double wide =
          font.getStringBounds(text.getTextContent(), new FontRenderContext(null, true, true))
              .getWidth();
      double high = 0.72 * font.getSize2D(); // of capitals
      double x = Double.parseDouble(text.getAttribute("x"));
      double y = Double.parseDouble(text.getAttribute("y"));
      var box = new Rectangle2D.Double(x, y - high + high * TIGHT, wide, high - 2 * high * TIGHT);
      Rectangle2D placed = transform(text).createTransformedShape(box).getBounds2D();
      texts.add(new Written(text.getTextContent(), painted(text), placed));
    }
    return texts;
  }

  /** Those of all groups that an element is in. */
  private static AffineTransform transform(Element element) {
    var all = new AffineTransform();
    for (Element up = element; up != null; up = above(up)) {
      AffineTransform own = new AffineTransform();
      Matcher step = Pattern.compile("(\\w+)\\(([^)]*)\\)").matcher(up.getAttribute("transform"));
      while (step.find()) {
        double[] n =
            Arrays.stream(step.group(2).split("[ ,]+")).mapToDouble(Double::parseDouble).toArray();
        switch (step.group(1)) {
          case "translate" -> own.translate(n[0], n.length > 1 ? n[1] : 0);
          case "scale" -> own.scale(n[0], n.length > 1 ? n[1] : n[0]);
          case "matrix" -> own.concatenate(new AffineTransform(n));
          case "rotate" -> {
            if (n.length == 3) own.rotate(Math.toRadians(n[0]), n[1], n[2]);
            else own.rotate(Math.toRadians(n[0]));
          }
          default -> throw new AssertionError(step.group());
        }
      }
      all.preConcatenate(own);
    }
    return all;
  }

  /** As WCAG 2.1 defines it, 1 to 21. */
  private static double contrast(Color a, Color b) {
    double x = luminance(a);
    double y = luminance(b);
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  }

  private static double luminance(Color colour) {
    double[] linear =
        IntStream.of(colour.getRed(), colour.getGreen(), colour.getBlue())
            .mapToDouble(c -> c / 255.0)
            .map(c -> c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4))
            .toArray();
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }
}
