package org.nasreplay.report.chart;

import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.nasreplay.analysis.PublishedNetwork;
import org.nasreplay.analysis.Quartiles;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.report.text.CostScale;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/**
 * Accuracy against cost over all protocols: answers as lines, published networks as marks. It is
 * the picture that papers draw of their networks.
 */
public final class NetworksChart {
  /** Of marks beside lines: a hundred in their usual size would hide these. */
  private static final double SMALL = 0.6;

  /** The answers of a searcher under one protocol, by their median cost on the axis. */
  private record Answer(
      String searcher, String protocol, double cost, int runs, Quartiles accuracy) {}

  private NetworksChart() {}

  /** One for every dataset and cost of the protocols; none where the suite names no networks. */
  public static List<Picture> of(Results results, Statistics statistics) {
    ReplayProvenance provenance = results.provenance();
    Suite.Published published = provenance.published();
    Suite.Networks networks = published == null ? null : published.networks();
    if (networks == null) return List.of();
    Map<String, List<Protocol>> alike =
        provenance.protocols().stream()
            .collect(
                Collectors.groupingBy(
                    p -> p.dataset().label() + "-" + provenance.cost(p).name(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return alike.entrySet().stream()
        .flatMap(each -> of(each.getKey(), results, statistics, each.getValue(), networks).stream())
        .toList();
  }

  /** None where no published network has the cost. */
  private static List<Picture> of(
      String name,
      Results results,
      Statistics statistics,
      List<Protocol> protocols,
      Suite.Networks networks) {
    ReplayProvenance provenance = results.provenance();
    Protocol any = protocols.get(0);
    ReplayProvenance.Cost cost = provenance.cost(any);
    List<PublishedNetwork> beside = PublishedNetwork.beside(networks.beside(), any, cost.name());
    List<PublishedNetwork> marks = PublishedNetwork.beside(networks.marks(), any, cost.name());
    List<PublishedNetwork> all = Stream.concat(beside.stream(), marks.stream()).toList();
    if (all.isEmpty()) return List.of();
    CostScale scale = CostScale.of(cost);
    List<Answer> answers = answers(results, protocols, cost.name());

    Highlights highlights = Highlights.of(provenance, statistics);
    YIntervalSeriesCollection lines = lines(highlights, statistics, protocols, answers, scale);
    var x = ChartStyle.axis(new LinearAxis(), scale.label());
    x.setRange(0, greatest(answers, all, cost.name()) / scale.of() * 1.02);
    var y = ChartStyle.axis(new LinearAxis(), "top-1 accuracy, %");
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (PublishedNetwork network : all) {
      least = Math.min(least, network.accuracy());
      most = Math.max(most, network.accuracy());
    }
    for (Answer answer : answers) {
      least = Math.min(least, answer.accuracy().lower());
      most = Math.max(most, answer.accuracy().upper());
    }
    double margin = Math.max(0.04 * (most - least), 0.5);
    y.setRange(least - margin, most + margin);

    XYSeriesCollection near = points(beside, cost.name(), scale);
    var plot = new LabelledPlot(near, x, y, marks(near.getSeriesCount(), ChartStyle.INK, true));
    plot.setDataset(1, lines);
    plot.setRenderer(1, new LineRenderer(highlights, 0.22));
    XYSeriesCollection far = points(marks, cost.name(), scale);
    plot.setDataset(2, far);
    plot.setRenderer(2, marks(far.getSeriesCount(), ChartStyle.CLOUD, false));

    String title = any.dataset() + ": answers beside published networks";
    String reported =
        protocols.stream()
            .flatMap(protocol -> provenance.reported(protocol).stream())
            .map(ReplayProvenance.UsedColumn::column)
            .distinct()
            .collect(Collectors.joining(", "));
    String many = "median and quartiles of " + SmallPrint.runs(provenance);
    String trained =
        all.stream().map(PublishedNetwork::training).distinct().collect(Collectors.joining(" or "));
    String small =
        SmallPrint.joined(
            Text.format(
                "lines: %s, %s", reported, SmallPrint.single(provenance) ? "of 1 run" : many),
            "marks: " + trained,
            Origin.together(
                protocols.stream().map(p -> Origin.note(provenance, p, Origin.incumbents(p)))));
    List<String> notes = new ArrayList<>();
    for (Protocol protocol : protocols) {
      notes.addAll(Missing.notes(statistics.budgets(), protocol.name()));
    }
    notes.add(networks.note());
    return List.of(
        new Picture(
            "networks-" + name,
            Text.format(
                "%s, over %s: %s. Median answers: %s. %s.",
                title, scale.label(), small, said(answers, scale), said(beside, cost, scale)),
            notes,
            ChartStyle.chart(title, small, plot),
            csv(answers, all, cost.name())));
  }

  private static List<Answer> answers(Results results, List<Protocol> protocols, String cost) {
    List<Answer> answers = new ArrayList<>();
    for (ReplayProvenance.Searcher searcher : results.provenance().searchers()) {
      for (Protocol protocol : protocols) {
        List<Run> valued =
            results.runs(protocol.name(), searcher.label()).stream()
                .filter(run -> !Double.isNaN(run.testAccuracy()))
                .toList();
        if (valued.isEmpty()) continue;
        answers.add(
            new Answer(
                searcher.label(),
                protocol.name(),
                Quartiles.of(valued.stream().mapToDouble(run -> run.cost(cost)).toArray()).median(),
                valued.size(),
                Quartiles.of(valued.stream().mapToDouble(Run::testAccuracy).toArray())));
      }
    }
    return answers;
  }

  private static YIntervalSeriesCollection lines(
      Highlights highlights,
      Statistics statistics,
      List<Protocol> protocols,
      List<Answer> answers,
      CostScale scale) {
    var lines = new YIntervalSeriesCollection();
    for (String searcher : highlights.labels()) {
      boolean complete =
          protocols.stream().allMatch(p -> statistics.budget(p, searcher).answers().complete());
      var line = new YIntervalSeries(complete ? searcher : searcher + " (some runs)");
      answers.stream()
          .filter(answer -> answer.searcher().equals(searcher))
          .sorted(Comparator.comparingDouble(Answer::cost))
          .forEach(
              answer ->
                  line.add(
                      answer.cost() / scale.of(),
                      answer.accuracy().median(),
                      answer.accuracy().lower(),
                      answer.accuracy().upper()));
      lines.addSeries(line);
    }
    return lines;
  }

  /** A series for every collection. */
  private static XYSeriesCollection points(
      List<PublishedNetwork> networks, String cost, CostScale scale) {
    Map<String, XYSeries> series = new LinkedHashMap<>();
    for (PublishedNetwork network : networks) {
      series
          .computeIfAbsent(network.collection(), XYSeries::new)
          .add(cost(network, cost) / scale.of(), network.accuracy());
    }
    var all = new XYSeriesCollection();
    series.values().forEach(all::addSeries);
    return all;
  }

  private static double cost(PublishedNetwork network, String cost) {
    return Objects.requireNonNull(network.costs().get(cost));
  }

  private static double greatest(
      List<Answer> answers, List<PublishedNetwork> networks, String cost) {
    return Stream.concat(
            answers.stream().map(Answer::cost), networks.stream().map(n -> cost(n, cost)))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static XYLineAndShapeRenderer marks(int series, Paint paint, boolean stars) {
    var renderer = new XYLineAndShapeRenderer(false, true);
    var smaller = AffineTransform.getScaleInstance(SMALL, SMALL);
    for (int i = 0; i < series; i++) {
      Shape mark = smaller.createTransformedShape(ChartStyle.mark(i));
      renderer.setSeriesShape(i, stars && i == 0 ? ChartStyle.STAR : mark);
      renderer.setSeriesPaint(i, paint);
    }
    return renderer;
  }

  private static String said(List<Answer> answers, CostScale scale) {
    var said = new StringJoiner("; ");
    for (Answer answer : answers) {
      said.add(
          Text.format(
              "%s %s %s %% with %s",
              answer.searcher(),
              answer.protocol(),
              Decimals.decimals(answer.accuracy().median(), 2),
              Decimals.decimals(answer.cost() / scale.of(), 1)));
    }
    return said.toString();
  }

  private static String said(
      List<PublishedNetwork> beside, ReplayProvenance.Cost cost, CostScale scale) {
    return beside.stream()
        .map(
            network ->
                Text.format(
                    "%s %s %% with %s",
                    network.name(),
                    Decimals.decimals(network.accuracy(), 1),
                    Decimals.decimals(cost(network, cost.name()) / scale.of(), 1)))
        .collect(Collectors.joining("; "));
  }

  private static String csv(List<Answer> answers, List<PublishedNetwork> networks, String cost) {
    return Csv.of(
        List.of("of", "network", cost, "lower_quartile", "median", "upper_quartile", "runs"),
        out -> {
          for (Answer answer : answers) {
            out.printRecord(
                answer.searcher(),
                answer.protocol(),
                Decimals.decimals(answer.cost(), 4),
                Decimals.decimals(answer.accuracy().lower(), 4),
                Decimals.decimals(answer.accuracy().median(), 4),
                Decimals.decimals(answer.accuracy().upper(), 4),
                answer.runs());
          }
          for (PublishedNetwork network : networks) {
            out.printRecord(
                network.collection(),
                network.name(),
                Decimals.decimals(cost(network, cost), 4),
                "",
                Decimals.decimals(network.accuracy(), 4),
                "",
                "");
          }
        });
  }
}
