package org.nasreplay.report.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jfree.chart.LegendItemCollection;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Improvement;
import org.nasreplay.analysis.RankCorrelation;
import org.nasreplay.analysis.Ranking;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;
import org.nasreplay.table.Metric;

/** Searchers over all protocols, and the protocols' tables beside each other. */
public final class RankCharts {
  private RankCharts() {}

  /**
   * Mean ranks, each with half the critical difference of Nemenyi's test on either side: whose
   * lines do not overlap differ. Demšar, "Statistical Comparisons of Classifiers over Multiple Data
   * Sets", JMLR 2006, section 3.2.2. Null where there is no such test.
   */
  public static @Nullable Picture criticalDifference(
      ReplayProvenance provenance, Statistics statistics, Highlights highlights) {
    Ranking ranking = statistics.ranking();
    Double critical = ranking.criticalDifference();
    if (critical == null) return null;
    List<Ranking.Place> places =
        ranking.places().stream()
            .sorted(Comparator.comparingDouble(Ranking.Place::meanRank))
            .toList();
    double best = places.get(0).meanRank();
    double worst = places.get(places.size() - 1).meanRank();
    boolean told = worst - best >= critical;
    List<String> names = new ArrayList<>();
    var plot = new LabelledPlot();
    for (Ranking.Place place : places) {
      double half = told ? critical / 2 : 0;
      plot.addAnnotation(
          new RankAnnotation(place.searcher(), names.size(), place.meanRank(), half, highlights));
      names.add(place.searcher() + " " + Decimals.decimals(place.meanRank(), 2));
    }
    var x = ChartStyle.axis(new LinearAxis(1), "mean rank, 1 is best");
    x.setRange(0.5, places.size() + 0.5); // a line goes on where there is no rank
    plot.setDomainAxis(x);
    plot.setRangeAxis(new NameAxis(places.stream().map(Ranking.Place::searcher).toList(), names));
    plot.getRangeAxis().setInverted(true);
    plot.setRangeGridlinesVisible(false);
    plot.setFixedLegendItems(new LegendItemCollection());
    int protocols = provenance.protocols().size();
    String title = Text.format("Mean ranks over %d protocols", protocols);
    String difference = Decimals.decimals(critical, 2);
    String small =
        SmallPrint.of(
            told
                ? "lines that do not overlap: a difference, " + difference + " or more"
                : Text.format("%d protocols are too few to tell any two apart", protocols),
            provenance,
            Origin::incumbents);
    List<String> notes = new ArrayList<>(Missing.notes(statistics.budgets()));
    if (!told) {
      notes.add(
          Text.format(
              "By Nemenyi's test at 5 %% two mean ranks over so few protocols would have to differ by"
                  + " %s.",
              difference));
    }
    return new Picture(
        "critical-difference",
        Text.format(
            "%s: %s. Critical difference %s; %s.",
            title, String.join("; ", names), difference, small),
        notes,
        ChartStyle.chart(title, small, plot),
        Csv.of(
            List.of("searcher", "mean_rank", "critical_difference"),
            out -> {
              for (Ranking.Place place : places) {
                out.printRecord(
                    place.searcher(),
                    Decimals.decimals(place.meanRank(), 4),
                    Decimals.decimals(critical, 4));
              }
            }));
  }

  /** A mark at a mean rank, and a line as far as ranks are not told apart from it. */
  private static final class RankAnnotation extends Drawing {
    private static final long serialVersionUID = 1L;

    private final String searcher;
    private final int row;
    private final double rank;
    private final double half;
    private final transient Highlights highlights;

    RankAnnotation(String searcher, int row, double rank, double half, Highlights highlights) {
      this.searcher = searcher;
      this.row = row;
      this.rank = rank;
      this.half = half;
      this.highlights = highlights;
    }

    @Override
    void draw(Canvas canvas) {
      Graphics2D graphics = canvas.graphics();
      double middle = canvas.down(row);
      double from = canvas.across(rank - half);
      double to = canvas.across(rank + half);
      double at = canvas.across(rank);
      Highlights.tag(graphics, searcher);
      graphics.setPaint(highlights.colour(searcher));
      graphics.setStroke(new BasicStroke(3));
      if (half > 0) graphics.draw(new Line2D.Double(from, middle, to, middle));
      graphics.fill(
          AffineTransform.getTranslateInstance(at, middle)
              .createTransformedShape(highlights.mark(searcher)));
    }
  }

  /**
   * How likely a searcher is better than another, of those that are compared; null where none are.
   */
  public static @Nullable Picture wins(
      ReplayProvenance provenance, Statistics statistics, Highlights highlights) {
    List<Improvement> improvements = statistics.improvements();
    if (improvements.isEmpty()) return null;
    List<String> compared = improvements.stream().map(Improvement::a).distinct().toList();
    List<String> names = highlights.along().stream().filter(compared::contains).toList();
    var values = new double[names.size()][names.size()];
    for (int i = 0; i < names.size(); i++) values[i][i] = Double.NaN;
    for (Improvement each : improvements) {
      values[names.indexOf(each.a())][names.indexOf(each.b())] = each.probability();
    }
    String title = "How often the row's searcher is better";
    return matrix(
        "wins",
        title,
        SmallPrint.of("than the column's, in % of pairs of runs", provenance, Origin::incumbents),
        Missing.notes(statistics.budgets()),
        names,
        values,
        new HeatMap.Scale(0, 0.5, 1));
  }

  /** A square one of shares or coefficients, written in percent. */
  private static Picture matrix(
      String name,
      String title,
      String smallPrint,
      List<String> notes,
      List<String> labels,
      double[][] values,
      HeatMap.Scale scale) {
    var text = new StringJoiner("; ");
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        if (i == j || Double.isNaN(values[i][j])) continue;
        text.add(Text.format("%s, %s: %s", labels.get(i), labels.get(j), percent(values[i][j])));
      }
    }
    return new Picture(
        name,
        Text.format("%s, %s. %s.", title, smallPrint, text),
        notes,
        HeatMap.of(
            title, smallPrint, labels, null, labels, null, values, RankCharts::percent, scale),
        Csv.of(
            List.of("row", "column", "value"),
            out -> {
              for (int i = 0; i < values.length; i++) {
                for (int j = 0; j < values.length; j++) {
                  if (Double.isNaN(values[i][j])) continue;
                  out.printRecord(labels.get(i), labels.get(j), Decimals.decimals(values[i][j], 4));
                }
              }
            }));
  }

  private static String percent(double share) {
    return Decimals.decimals(100 * share, 0);
  }

  /**
   * How alike rewards and reported accuracies of all protocols rank the same architectures, by
   * Spearman's coefficient, over fidelities and over datasets. What two protocols share stands
   * once; null where they share all.
   */
  public static @Nullable Picture correlations(Results results) {
    ReplayProvenance provenance = results.provenance();
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (Protocol protocol : provenance.protocols()) {
      Results.Networks table = Objects.requireNonNull(results.networks().get(protocol.name()));
      Protocol.Reward reward = protocol.reward();
      boolean one = reward.seeds().kind() == SeedPolicy.Kind.FIXED;
      List<String> rewarding = one ? List.of(reward.seeds().seed()) : List.of();
      columns.putIfAbsent(
          named(protocol, reward.metric(), reward.epochs(), rewarding), table.reward());
      Protocol.Report report = protocol.report();
      columns.putIfAbsent(
          named(protocol, report.metric(), report.epochs(), report.seeds()), table.testAccuracy());
    }
    if (columns.size() < 2) return null;
    int networks = provenance.reference().networks();
    List<String> names = List.copyOf(columns.keySet());
    double[][] correlations = RankCorrelation.spearman(List.copyOf(columns.values()));
    String constant =
        IntStream.range(0, names.size())
            .filter(i -> Double.isNaN(correlations[i][i]))
            .mapToObj(names::get)
            .collect(Collectors.joining(", "));
    return matrix(
        "correlations",
        "Rank correlation of fidelities and datasets",
        SmallPrint.joined(
            "Spearman's, in %; @ epochs of training",
            provenance.reference().exhaustive()
                ? ""
                : SmallPrint.networks(provenance, networks, networks),
            constant.isEmpty() ? "" : "empty without an order",
            Origin.note(provenance, Origin::networks)),
        constant.isEmpty()
            ? List.of()
            : List.of("Without an order, as networks are equal in it: " + constant + "."),
        names,
        correlations,
        new HeatMap.Scale(-1, 0, 1));
  }

  /** As in {@code cifar10 valid @12} and, of some seeds, {@code cifar10 test @50 seeds 2, 3}. */
  private static String named(Protocol protocol, Metric metric, int epochs, List<String> seeds) {
    return Text.format(
        "%s %s @%d%s",
        protocol.dataset().label(),
        metric.label().replace("_accuracy", ""),
        epochs,
        seeds.isEmpty()
            ? ""
            : (seeds.size() == 1 ? " seed " : " seeds ") + String.join(", ", seeds));
  }
}
