package org.nasreplay.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.nasreplay.analysis.Comparison;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.FixedTarget;
import org.nasreplay.analysis.Improvement;
import org.nasreplay.analysis.Milestone;
import org.nasreplay.analysis.Ranking;
import org.nasreplay.analysis.RunTimes;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.replay.Description;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.report.Table.Cell;
import org.nasreplay.report.Table.Group;
import org.nasreplay.report.Table.Standing;

/** The statistics as tables. */
final class Tables {
  private final Results results;
  private final Statistics statistics;
  private final Description description;

  Tables(Results results, Statistics statistics) {
    this.results = results;
    this.statistics = statistics;
    this.description = results.description();
  }

  private List<Group> byProtocol(Function<Protocol, List<List<Cell>>> rows) {
    return description.protocols().stream().map(p -> new Group(title(p), rows.apply(p))).toList();
  }

  private String title(Protocol protocol) {
    return protocol.name() + " · " + Surrogate.note(description, protocol.name());
  }

  private String caption(String text) {
    return text + " · " + Surrogate.note(description);
  }

  /** What is reached at the budget. */
  Table summary() {
    return new Table(
        "summary",
        "Accuracy at the budget, in percent",
        List.of(
            "Searcher",
            "Runs",
            "Evaluations",
            "Validation",
            "Test",
            "95 % interval",
            "Interquartile mean",
            "95 % interval",
            "Regret"),
        byProtocol(this::summary),
        List.of(
            "Mean ± population standard deviation over runs; 95 % bootstrap intervals of the mean"
                + " and of the interquartile mean of the test accuracy.",
            "Regret: points below the best admitted network of the table.", TIED_NOTE),
        SummaryCsv.of(description, statistics.budgets()));
  }

  private static final String TIED_NOTE =
      "Best in bold; "
          + Table.TIED
          + " not significantly different from it (Mann-Whitney with Holm's correction, α = 0.05).";

  private List<List<Cell>> summary(Protocol protocol) {
    List<FixedBudget> budgets =
        statistics.budgets().stream().filter(b -> b.protocol().equals(protocol.name())).toList();
    FixedBudget best =
        budgets.stream()
            .filter(b -> b.answered() > 0)
            .max(Comparator.comparingDouble(b -> b.test().mean()))
            .orElse(budgets.get(0));
    List<List<Cell>> rows = new ArrayList<>();
    for (FixedBudget ours : budgets) {
      String runs =
          ours.answered() == ours.runs()
              ? Integer.toString(ours.runs())
              : "%d, %d without an answer".formatted(ours.runs(), ours.runs() - ours.answered());
      Standing standing =
          ours.answered() == 0
              ? Standing.PLAIN
              : ours.equals(best)
                  ? Standing.BEST
                  : differs(best, ours) ? Standing.PLAIN : Standing.TIED;
      rows.add(
          List.of(
              Cell.text(ours.searcher()),
              Cell.number(runs, ours.runs()),
              Cell.number(ours.evaluations(), 1),
              Cell.number(Fixed.spread(ours.valid()), ours.valid().mean()),
              Cell.number(Fixed.spread(ours.test()), ours.test().mean()).standing(standing),
              Cell.number(Fixed.interval(ours.testInterval()), ours.testInterval().low()),
              Cell.number(ours.test().interquartileMean(), 2),
              Cell.number(Fixed.interval(ours.robustInterval()), ours.robustInterval().low()),
              Cell.number(ours.regret(), 2)));
    }
    return rows;
  }

  private boolean differs(FixedBudget one, FixedBudget other) {
    Comparison pair = statistics.comparison(one.protocol(), one.searcher(), other.searcher());
    return pair != null && pair.significant();
  }

  /** What is reached on the way. */
  Table milestones() {
    return new Table(
        "milestones",
        "Test accuracy of the incumbents on the way, in percent",
        List.of(
            "Searcher",
            "Spent",
            "Runs with an incumbent",
            "Mean",
            "Median",
            "Quartiles",
            "Interquartile mean",
            "95 % interval",
            "Regret"),
        byProtocol(
            protocol ->
                statistics.milestones().stream()
                    .filter(milestone -> milestone.protocol().equals(protocol.name()))
                    .map(Tables::row)
                    .toList()),
        List.of(
            "Mean ± population standard deviation; 95 % bootstrap interval of the interquartile"
                + " mean.",
            "Milestones in evaluations end where some run has to stop."),
        Csv.of(
            List.of(
                "protocol",
                "searcher",
                "seconds",
                "evaluations",
                "runs",
                "runs_with_incumbent",
                "test_mean",
                "test_std",
                "test_lower_quartile",
                "test_median",
                "test_upper_quartile",
                "test_interquartile_mean",
                "interquartile_mean_low",
                "interquartile_mean_high",
                "test_regret"),
            out -> {
              for (Milestone m : statistics.milestones()) {
                out.printRecord(
                    m.protocol(),
                    m.searcher(),
                    m.spent().seconds(),
                    m.spent().evaluations(),
                    m.runs(),
                    m.answered(),
                    Fixed.decimals(m.test().mean(), 4),
                    Fixed.decimals(m.test().std(), 4),
                    Fixed.decimals(m.test().quartiles().lower(), 4),
                    Fixed.decimals(m.test().quartiles().median(), 4),
                    Fixed.decimals(m.test().quartiles().upper(), 4),
                    Fixed.decimals(m.test().interquartileMean(), 4),
                    Fixed.decimals(m.robustInterval().low(), 4),
                    Fixed.decimals(m.robustInterval().high(), 4),
                    Fixed.decimals(m.regret(), 4));
              }
            }));
  }

  private static List<Cell> row(Milestone m) {
    Double seconds = m.spent().seconds();
    Integer evaluations = m.spent().evaluations();
    return List.of(
        Cell.text(m.searcher()),
        Cell.number(
            seconds != null ? Fixed.grouped(seconds) + " s" : m.spent().toString(),
            seconds != null ? seconds : java.util.Objects.requireNonNull(evaluations)),
        Cell.number(m.answered(), 0),
        Cell.number(Fixed.spread(m.test()), m.test().mean()),
        Cell.number(m.test().quartiles().median(), 2),
        Cell.number(
            m.answered() == 0
                ? "none"
                : Fixed.decimals(m.test().quartiles().lower(), 2)
                    + "–"
                    + Fixed.decimals(m.test().quartiles().upper(), 2),
            m.test().quartiles().lower()),
        Cell.number(m.test().interquartileMean(), 2),
        Cell.number(Fixed.interval(m.robustInterval()), m.robustInterval().low()),
        Cell.number(m.regret(), 2));
  }

  /** What it takes to reach targets. */
  Table targets() {
    List<String> headings = new ArrayList<>(List.of("Target", "Test accuracy"));
    description.searchers().forEach(searcher -> headings.add(searcher.label()));
    return new Table(
        "targets",
        "Expected running time to a target, in simulated seconds (share of runs that reach it)",
        headings,
        byProtocol(this::targets),
        List.of(
            "The time of the successful runs to the target and the whole time of the others, over"
                + " the number of successes; inf where no run reaches it.",
            "The fastest in bold.",
            "Last row: area under the distribution of run times to 31 targets, as a share of the"
                + " whole, over the logarithm of time; the greatest in bold."),
        Csv.of(
            List.of(
                "protocol",
                "target",
                "test_accuracy",
                "searcher",
                "runs",
                "successes",
                "ert_seconds",
                "ert_evaluations"),
            out -> {
              for (FixedTarget t : statistics.targets()) {
                out.printRecord(
                    t.protocol(),
                    t.target().label(),
                    Fixed.decimals(t.target().accuracy(), 4),
                    t.searcher(),
                    t.runs(),
                    t.successes(),
                    Fixed.decimals(t.seconds(), 1),
                    Fixed.decimals(t.evaluations(), 2));
              }
            }));
  }

  private List<List<Cell>> targets(Protocol protocol) {
    List<FixedTarget> targets =
        statistics.targets().stream().filter(t -> t.protocol().equals(protocol.name())).toList();
    int searchers = description.searchers().size();
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < targets.size(); i += searchers) {
      List<FixedTarget> line = targets.subList(i, i + searchers);
      double fastest = line.stream().mapToDouble(FixedTarget::seconds).min().orElseThrow();
      List<Cell> row = new ArrayList<>();
      row.add(Cell.text(line.get(0).target().label()));
      row.add(Cell.number(line.get(0).target().accuracy(), 2));
      for (FixedTarget target : line) {
        String share = Fixed.decimals(100.0 * target.successes() / target.runs(), 1);
        row.add(
            Cell.number(
                    "%s (%s %%)".formatted(Fixed.grouped(target.seconds()), share),
                    target.seconds())
                .standing(
                    target.successes() > 0 && target.seconds() == fastest
                        ? Standing.BEST
                        : Standing.PLAIN));
      }
      rows.add(row);
    }
    double end = TimeCharts.end(results, protocol);
    double[] areas =
        description.searchers().stream()
            .mapToDouble(
                s -> RunTimes.of(results, protocol, s.label()).area(end / TimeCharts.SPAN, end))
            .toArray();
    double greatest = java.util.Arrays.stream(areas).max().orElseThrow();
    List<Cell> row = new ArrayList<>(List.of(Cell.text("area under run times"), Cell.text("")));
    for (double area : areas) {
      row.add(Cell.number(area, 3).standing(area == greatest ? Standing.BEST : Standing.PLAIN));
    }
    rows.add(row);
    return rows;
  }

  /** Every pair of searchers. */
  Table comparisons() {
    return new Table(
        "comparisons",
        "Pairs of searchers by the test accuracy of their runs at the budget",
        List.of("Pair", "P(first is better)", "p", "p, Holm", "Significantly better"),
        byProtocol(
            protocol ->
                statistics.comparisons().stream()
                    .filter(pair -> pair.protocol().equals(protocol.name()))
                    .map(Tables::row)
                    .toList()),
        List.of(
            "P(first is better): Vargha and Delaney's A12, ties half.",
            "Two-sided Mann-Whitney U test, for all pairs of a protocol by Holm's method, α ="
                + " 0.05.",
            "A run without an answer counts as worse than every other."),
        Csv.of(
            List.of("protocol", "a", "b", "a12", "p", "p_holm"),
            out -> {
              for (Comparison c : statistics.comparisons()) {
                out.printRecord(
                    c.protocol(), c.a(), c.b(), Fixed.decimals(c.wins(), 4), c.p(), c.adjusted());
              }
            }));
  }

  private static List<Cell> row(Comparison pair) {
    return List.of(
        Cell.text(pair.a() + " – " + pair.b()),
        Cell.number(pair.wins(), 3),
        Cell.number(Fixed.p(pair.p()), pair.p()),
        Cell.number(Fixed.p(pair.adjusted()), pair.adjusted()),
        Cell.text(!pair.significant() ? "none" : pair.wins() > 0.5 ? pair.a() : pair.b()));
  }

  /** The searchers over all protocols. */
  Table ranking() {
    Ranking ranking = statistics.ranking();
    double least =
        ranking.places().stream().mapToDouble(Ranking.Place::meanRank).min().orElseThrow();
    return new Table(
        "ranking",
        caption("The searchers over all protocols"),
        List.of("Searcher", "Mean rank", "Score", "95 % interval"),
        List.of(
            new Group(
                "",
                ranking.places().stream()
                    .map(
                        place ->
                            List.of(
                                Cell.text(place.searcher()),
                                Cell.number(place.meanRank(), 2)
                                    .standing(
                                        place.meanRank() == least ? Standing.BEST : Standing.PLAIN),
                                Cell.number(place.score(), 3),
                                Cell.number(
                                    Fixed.interval(place.interval()), place.interval().low())))
                    .toList())),
        List.of(
            Double.isNaN(ranking.criticalDifference())
                ? "Mean ranks are tested where there are three searchers and two protocols or more."
                : "Friedman's test: p %s; critical difference of mean ranks at α = 0.05: %s."
                    .formatted(
                        equal(Fixed.p(ranking.p())),
                        Fixed.decimals(ranking.criticalDifference(), 2)),
            "Score: interquartile mean over all runs, 0 for the table's mean network and 1 for the"
                + " best admitted one; bootstrap interval with the protocols as strata."),
        Csv.of(
            List.of("searcher", "mean_rank", "score", "score_low", "score_high"),
            out -> {
              for (Ranking.Place place : ranking.places()) {
                out.printRecord(
                    place.searcher(),
                    Fixed.decimals(place.meanRank(), 4),
                    Fixed.decimals(place.score(), 4),
                    Fixed.decimals(place.interval().low(), 4),
                    Fixed.decimals(place.interval().high(), 4));
              }
            }));
  }

  /** {@code = 0.012}, {@code < 0.001}. */
  static String equal(String p) {
    return p.startsWith("<") ? p : "= " + p;
  }

  /** How likely the row is better than the column. */
  Table improvements() {
    List<String> headings = new ArrayList<>(List.of("Better than"));
    description.searchers().forEach(searcher -> headings.add(searcher.label()));
    List<List<Cell>> rows = new ArrayList<>();
    for (Description.Searcher a : description.searchers()) {
      List<Cell> row = new ArrayList<>(List.of(Cell.text(a.label())));
      for (Description.Searcher b : description.searchers()) {
        row.add(
            statistics.improvements().stream()
                .filter(i -> i.a().equals(a.label()) && i.b().equals(b.label()))
                .findFirst()
                .map(
                    i ->
                        Cell.number(
                            "%s (%s)"
                                .formatted(
                                    Fixed.decimals(i.probability(), 2),
                                    Fixed.interval(i.interval())),
                            i.probability()))
                .orElse(Cell.text("")));
      }
      rows.add(row);
    }
    return new Table(
        "improvements",
        caption("Probability that a run of the row is better than one of the column"),
        headings,
        List.of(new Group("", rows)),
        List.of(
            "Mean of A12 over the protocols, with its 95 % interval by the normal approximation."),
        Csv.of(
            List.of("a", "b", "probability", "low", "high"),
            out -> {
              for (Improvement i : statistics.improvements()) {
                out.printRecord(
                    i.a(),
                    i.b(),
                    Fixed.decimals(i.probability(), 4),
                    Fixed.decimals(i.interval().low(), 4),
                    Fixed.decimals(i.interval().high(), 4));
              }
            }));
  }
}
