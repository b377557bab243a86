package org.nasreplay.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;

/**
 * Which searchers of a report are told apart by colour, the same in all of its charts. As many as
 * the palette has colours are all coloured, in the suite's order; of more only the best, and the
 * others are grey.
 *
 * @param coloured labels, in the order of the colours
 * @param others labels of the grey ones, the best first
 */
record Highlights(List<String> coloured, List<String> others) {
  /** Of more than there are colours; so few are found again in a legend at a glance. */
  private static final int BEST = 5;

  /** What is drawn while it is set belongs to the searcher of this label. */
  static final RenderingHints.Key SEARCHER =
      new RenderingHints.Key(0x6e6173) {
        @Override
        public boolean isCompatibleValue(Object value) {
          return value instanceof String;
        }
      };

  static Highlights of(ReplayProvenance provenance, Statistics statistics) {
    return of(labels(provenance), () -> ranked(provenance, statistics));
  }

  /**
   * The same by another order.
   *
   * @param labels in the suite's order
   * @param best all of them, the best first; asked for only where there are too many for colours
   */
  static Highlights of(List<String> labels, Supplier<List<String>> best) {
    if (labels.size() <= ChartStyle.COLOURS) return new Highlights(labels, List.of());
    List<String> ranked = best.get();
    return new Highlights(ranked.subList(0, BEST), ranked.subList(BEST, ranked.size()));
  }

  /** All searchers along an axis. */
  static List<String> along(ReplayProvenance provenance, Statistics statistics, Order order) {
    return order == Order.AS_LISTED ? labels(provenance) : ranked(provenance, statistics);
  }

  private static List<String> labels(ReplayProvenance provenance) {
    return provenance.searchers().stream().map(ReplayProvenance.Searcher::label).toList();
  }

  /** The best first, by how many are better, over all protocols; without a mean, all are. */
  private static List<String> ranked(ReplayProvenance provenance, Statistics statistics) {
    List<String> labels = labels(provenance);
    Map<String, Double> sums = new HashMap<>();
    for (Protocol protocol : provenance.protocols()) {
      double[] means =
          labels.stream()
              .map(label -> statistics.budget(protocol, label))
              .mapToDouble(Highlights::order)
              .toArray();
      for (int i = 0; i < means.length; i++) {
        double own = means[i];
        double better = Arrays.stream(means).filter(other -> other < own).count();
        sums.merge(labels.get(i), better, Double::sum);
      }
    }
    return labels.stream().sorted(Comparator.comparingDouble(sums::get)).toList();
  }

  private static double order(FixedBudget budget) {
    return budget.test() == null || !budget.answers().complete()
        ? Double.MAX_VALUE
        : -budget.test().mean();
  }

  /** Coloured before grey: charts draw their first series last, above the others. */
  List<String> labels() {
    return Stream.concat(coloured.stream(), others.stream()).toList();
  }

  boolean coloured(String searcher) {
    return coloured.contains(searcher);
  }

  Color colour(String searcher) {
    return coloured(searcher) ? ChartStyle.colour(coloured.indexOf(searcher)) : ChartStyle.OTHERS;
  }

  Stroke stroke(String searcher) {
    return coloured(searcher) ? ChartStyle.stroke(coloured.indexOf(searcher)) : ChartStyle.THIN;
  }

  Shape mark(String searcher) {
    return coloured(searcher) ? ChartStyle.mark(coloured.indexOf(searcher)) : ChartStyle.DOT;
  }

  /** What is drawn from here on belongs to {@code searcher}; to nobody where that is empty. */
  static void tag(Graphics2D graphics, String searcher) {
    graphics.setRenderingHint(SEARCHER, searcher);
  }
}
