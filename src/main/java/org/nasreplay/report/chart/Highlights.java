package org.nasreplay.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.FrontRun;
import org.nasreplay.analysis.Fronts;
import org.nasreplay.analysis.SampleSummary;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;

/**
 * Which searchers of a report are told apart by colour, and in which order they stand; the same in
 * all of its charts. As many as the palette has colours are all coloured, in the suite's order; of
 * more only the best, over all protocols and of each, and the chosen ones, and the others are grey.
 *
 * @param coloured labels, in the order of the colours
 * @param others labels of the grey ones, the best first
 * @param chosen labels that a reader asked for; a part of the coloured ones
 * @param along all labels, as they stand along an axis
 * @param order along axes and in legends
 */
public record Highlights(
    List<String> coloured,
    List<String> others,
    List<String> chosen,
    List<String> along,
    Order order) {
  /** In which order searchers stand along an axis and in a legend. */
  public enum Order {
    /** The best first. */
    BY_RESULT,
    /** As the results list them. */
    AS_LISTED
  }

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

  /** The best few, in the order of the results. */
  public static Highlights of(ReplayProvenance provenance, Statistics statistics) {
    return of(provenance, statistics, List.of(), Order.BY_RESULT);
  }

  /**
   * The chosen ones and, as far as there are colours, the best few.
   *
   * @param given names of searchers, as {@link #chosen} takes them
   */
  public static Highlights of(
      ReplayProvenance provenance, Statistics statistics, List<String> given, Order order) {
    List<String> labels =
        provenance.searchers().stream().map(ReplayProvenance.Searcher::label).toList();
    List<String> ranked = ranked(provenance, statistics, labels);
    List<String> leaders = leaders(provenance, statistics, ranked);
    return of(labels, ranked, leaders, chosen(given, labels), order);
  }

  /**
   * The labels that are meant.
   *
   * @throws InputException where there is none of a name, or more are chosen than there are colours
   */
  public static List<String> chosen(List<String> given, List<String> labels) {
    List<String> chosen =
        given.stream().map(name -> Names.find("searcher", name, labels)).distinct().toList();
    if (chosen.size() > ChartStyle.COLOURS) {
      throw new InputException(
          Text.format(
              "%d searchers to highlight, expected %d at most, as there are no more colours",
              chosen.size(), ChartStyle.COLOURS));
    }
    return chosen;
  }

  /**
   * The same by another order.
   *
   * @param labels in the suite's order
   * @param ranked the same, the best first
   * @param leaders the best of each protocol, as a chart whose best is grey would mislead
   */
  static Highlights of(
      List<String> labels,
      List<String> ranked,
      List<String> leaders,
      List<String> chosen,
      Order order) {
    List<String> listed = order == Order.AS_LISTED ? labels : ranked;
    if (labels.size() <= ChartStyle.COLOURS) {
      return new Highlights(labels, List.of(), chosen, listed, order);
    }
    Set<String> coloured = new HashSet<>(chosen);
    Stream.concat(leaders.stream(), ranked.stream().limit(BEST))
        .forEach(
            best -> {
              if (coloured.size() < ChartStyle.COLOURS) coloured.add(best);
            });
    return new Highlights(
        ranked.stream().filter(coloured::contains).toList(),
        ranked.stream().filter(label -> !coloured.contains(label)).toList(),
        chosen,
        listed,
        order);
  }

  /** The best first, by how many are better, over all protocols; what has no number is worst. */
  private static List<String> ranked(
      ReplayProvenance provenance, Statistics statistics, List<String> labels) {
    Map<String, Double> sums = new HashMap<>();
    for (Protocol protocol : provenance.protocols()) {
      double[] worth =
          labels.stream().mapToDouble(label -> worth(statistics, protocol, label)).toArray();
      for (int i = 0; i < worth.length; i++) {
        double own = worth[i];
        double better = Arrays.stream(worth).filter(other -> other > own).count();
        sums.merge(labels.get(i), better, Double::sum);
      }
    }
    return labels.stream().sorted(Comparator.comparingDouble(sums::get)).toList();
  }

  /**
   * The best of each protocol by mean, as tables have it, and by median, as most charts do; of
   * several that are level the one that is best over all.
   */
  private static List<String> leaders(
      ReplayProvenance provenance, Statistics statistics, List<String> ranked) {
    return provenance.protocols().stream()
        .flatMap(
            protocol ->
                Stream.<ToDoubleFunction<String>>of(
                        label -> worth(statistics, protocol, label),
                        label -> median(statistics, protocol, label))
                    .map(worth -> Collections.max(ranked, Comparator.comparingDouble(worth))))
        .distinct()
        .sorted(Comparator.comparingInt(ranked::indexOf))
        .toList();
  }

  private static double median(Statistics statistics, Protocol protocol, String label) {
    if (!statistics.fronts().isEmpty()) return worth(statistics, protocol, label);
    FixedBudget budget = statistics.budget(protocol, label);
    SampleSummary test = budget.test();
    return test == null || !budget.answers().complete()
        ? -Double.MAX_VALUE
        : test.quartiles().median();
  }

  private static double worth(Statistics statistics, Protocol protocol, String label) {
    for (Fronts fronts : statistics.fronts()) {
      if (fronts.protocol().equals(protocol))
        return fronts.sample(label).summary(FrontRun::hypervolume).mean();
    }
    FixedBudget budget = statistics.budget(protocol, label);
    SampleSummary test = budget.test();
    return test == null || !budget.answers().complete() ? -Double.MAX_VALUE : test.mean();
  }

  /** Whether legends follow the results, not the order in which searchers are listed. */
  boolean byResult() {
    return order == Order.BY_RESULT;
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
