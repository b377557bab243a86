package org.nasreplay.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Comparison;
import org.nasreplay.analysis.Effort;
import org.nasreplay.analysis.FrontRun;
import org.nasreplay.analysis.Fronts;
import org.nasreplay.analysis.SampleSummary;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.text.CostScale;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.FrontSentence;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/** What the fronts of searchers are worth: at the budget, on the way to it, and where. */
public final class FrontTable {
  private static final double[] MILESTONES = {0.1, 0.25, 0.5, 1};

  private final ReplayProvenance provenance;
  private final List<Fronts> all;

  /** A searcher under a protocol. */
  private record Row(Fronts fronts, Fronts.Sample sample) {
    SampleSummary hypervolume() {
      return sample.summary(FrontRun::hypervolume);
    }

    double mean(ToDoubleFunction<FrontRun> value) {
      return sample.summary(value).mean();
    }
  }

  /** Numbers of all searchers in one place of a protocol, of which one is the best. */
  private record Line(
      Fronts fronts, String label, double of, List<@Nullable Double> values, List<String> texts) {
    Cell cell(int searcher, boolean least) {
      Double value = values.get(searcher);
      boolean best =
          value != null
              && Double.isFinite(value)
              && values.stream().allMatch(v -> v == null || (least ? value <= v : value >= v));
      return Cell.number(texts.get(searcher), value).bestIf(best);
    }
  }

  /** A number of a line in the file. */
  private record Written(Line line, int searcher) {}

  private FrontTable(ReplayProvenance provenance, List<Fronts> all) {
    this.provenance = provenance;
    this.all = all;
  }

  /** In the order of the page, the summary first. */
  public static List<Table> of(ReplayProvenance provenance, List<Fronts> all) {
    var tables = new FrontTable(provenance, all);
    List<Table> made =
        new ArrayList<>(
            List.of(tables.summary(), tables.regret(), tables.milestones(), tables.targets()));
    if (provenance.searchers().size() > 1) made.add(tables.comparisons());
    return made;
  }

  private Table summary() {
    List<Row> rows =
        all.stream().flatMap(f -> f.ranking().stream().map(s -> new Row(f, s))).toList();
    Columns<Row> columns =
        new Columns<Row>()
            .written("protocol", row -> row.fronts().protocol().name())
            .text("Searcher", "searcher", row -> row.sample().searcher())
            .written("runs", row -> row.sample().runs().size())
            .written("mean_evaluations", 2, row -> row.sample().meanEvaluations())
            .shown("Hypervolume, %", FrontTable::hypervolume)
            .written("hypervolume_mean", 6, row -> row.hypervolume().mean())
            .written("hypervolume_std", 6, row -> row.hypervolume().std())
            .written("hypervolume_lower_quartile", 6, row -> row.hypervolume().quartiles().lower())
            .written("hypervolume_median", 6, row -> row.hypervolume().quartiles().median())
            .written("hypervolume_upper_quartile", 6, row -> row.hypervolume().quartiles().upper())
            .shown("95 % interval", FrontTable::interval)
            .written("hypervolume_mean_low", 6, row -> end(row, true))
            .written("hypervolume_mean_high", 6, row -> end(row, false))
            .shown("Epsilon", row -> Cell.number(row.mean(FrontRun::epsilon), 3))
            .written("epsilon_mean", 6, row -> row.mean(FrontRun::epsilon))
            .shown("IGD+", row -> Cell.number(row.mean(FrontRun::distance), 3))
            .written("igd_plus_mean", 6, row -> row.mean(FrontRun::distance))
            .shown("Coverage, %", row -> Cell.number(100 * row.mean(FrontRun::coverage), 1))
            .written("coverage_mean", 6, row -> row.mean(FrontRun::coverage))
            .number("Networks", 1, "front_size_mean", row -> row.mean(f -> f.front().size()))
            .written("networks_without_value", row -> valueless(row.sample()))
            .shown("Evaluations", row -> Cell.number(row.sample().meanEvaluations(), 1))
            .shown("Runs", row -> Cell.number((double) row.sample().runs().size(), 0));
    String truth = FrontSentence.truth(provenance);
    List<String> notes = new ArrayList<>(Missing.searchers(provenance));
    notes.addAll(missing());
    notes.add(
        "A run's front: the evaluated networks that no other one beats in reward and cost, by their"
            + " reported test accuracy.");
    notes.add(
        Text.format(
            "Hypervolume, in %% of that of the %s; additive epsilon, IGD+ and coverage of it too."
                + " Every objective is scaled to the range of the %s, the reference point a tenth"
                + " behind its worst values. Mean ± population standard deviation over runs, and"
                + " the 95 %% bootstrap interval of the mean.",
            truth, truth));
    if (!provenance.reference().exhaustive()) {
      notes.add(
          "The best known front: of the networks drawn at random and all that a run had on its"
              + " front.");
    }
    notes.add(
        "Greatest hypervolume in bold; "
            + Cell.TIED
            + " not significantly different from it (Mann-Whitney with Holm's correction, α ="
            + " 0.05).");
    return byProtocol(
        "fronts", "Fronts at the budget", columns, rows, row -> row.fronts().protocol(), notes);
  }

  private static Cell hypervolume(Row row) {
    SampleSummary of = row.hypervolume();
    Double std = of.std();
    Cell cell =
        Cell.number(
            Decimals.spread(100 * of.mean(), std == null ? null : 100 * std), 100 * of.mean());
    Fronts.Sample best = row.fronts().ranking().get(0);
    if (best.equals(row.sample())) return cell.standing(Cell.Standing.BEST);
    boolean told = row.fronts().comparison(best.searcher(), row.sample().searcher()).significant();
    return cell.standing(told ? Cell.Standing.PLAIN : Cell.Standing.TIED);
  }

  private static Cell interval(Row row) {
    var interval = row.sample().interval();
    return interval == null
        ? Cell.text(Decimals.NONE)
        : Cell.number(
            Decimals.interval(100 * interval.low(), 100 * interval.high(), 2), interval.low());
  }

  private static @Nullable Double end(Row row, boolean low) {
    var interval = row.sample().interval();
    return interval == null ? null : (Double) (low ? interval.low() : interval.high());
  }

  private static int valueless(Fronts.Sample sample) {
    return sample.fronts().stream().mapToInt(FrontRun::valueless).sum();
  }

  /** That networks lack values; none where none does. */
  private List<String> missing() {
    int lacking =
        all.stream().flatMap(f -> f.samples().stream()).mapToInt(FrontTable::valueless).sum();
    return lacking == 0
        ? List.of()
        : List.of(
            Text.format(
                "%,d networks on the fronts of runs have no test accuracy in the table and add"
                    + " nothing to these.",
                lacking));
  }

  private Table regret() {
    List<Line> lines = new ArrayList<>();
    for (Fronts fronts : all) {
      CostScale scale = CostScale.of(provenance.cost(fronts.protocol()));
      int decimals = scale.of() > 1 ? 1 : 2;
      for (int target = 0; target < fronts.targets().length; target++) {
        int at = target;
        double cost = fronts.targets()[target];
        lines.add(
            line(
                fronts,
                Text.format(
                    "≤ %s %s", Decimals.decimals(cost / scale.of(), decimals), scale.label()),
                cost,
                sample -> sample.regret(at).median(),
                value -> Decimals.decimals(value, 2)));
      }
    }
    List<String> notes = new ArrayList<>(missing());
    notes.add(
        "What the network with the greatest reward that costs no more is below the best that costs"
            + " no more, in points of test accuracy: the median over runs, none where half of them"
            + " have no network so cheap. The least in bold.");
    return lines(
        "front-regret",
        "Regret at targets of cost: who wins where",
        "Target",
        "cost",
        "median_regret",
        4,
        lines,
        true,
        notes);
  }

  private Table milestones() {
    List<Line> lines = new ArrayList<>();
    for (Fronts fronts : all) {
      for (double share : MILESTONES) {
        int moment = fronts.moment(share);
        if (moment < 0) continue;
        double spent = fronts.moments()[moment];
        lines.add(
            line(
                fronts,
                Decimals.grouped(spent) + " " + Effort.of(fronts.protocol().budget()).unit(),
                spent,
                sample -> 100 * sample.summary(front -> front.onTheWay()[moment]).mean(),
                value -> Decimals.decimals(value, 2)));
      }
    }
    return lines(
        "front-milestones",
        "Hypervolume on the way to the budget, in %",
        "After",
        "spent",
        "hypervolume_percent",
        4,
        lines,
        false,
        List.of("Mean over runs; the greatest in bold."));
  }

  private Table targets() {
    List<Line> lines = new ArrayList<>();
    for (Fronts fronts : all) {
      Effort effort = Effort.of(fronts.protocol().budget());
      for (int level = 0; level < FrontRun.LEVELS.size(); level++) {
        int at = level;
        double share = FrontRun.LEVELS.get(level);
        List<Double> values =
            fronts.samples().stream().map(sample -> sample.expected(at, effort)).toList();
        List<String> texts =
            IntStream.range(0, values.size())
                .mapToObj(
                    i -> {
                      Fronts.Sample sample = fronts.samples().get(i);
                      return Text.format(
                          "%s (%s %%)",
                          Decimals.grouped(values.get(i)),
                          Decimals.decimals(
                              100.0 * sample.successes(at) / sample.runs().size(), 0));
                    })
                .toList();
        lines.add(
            new Line(fronts, Decimals.decimals(100 * share, 0) + " %", 100 * share, values, texts));
      }
    }
    String units =
        String.join(
            " or ",
            all.stream()
                .map(fronts -> Effort.of(fronts.protocol().budget()).unit())
                .distinct()
                .toList());
    return lines(
        "front-targets",
        Text.format(
            "Expected %s until a share of the hypervolume of the %s (share of runs that reach it)",
            units, FrontSentence.truth(provenance)),
        "Hypervolume",
        "hypervolume_percent",
        "expected",
        2,
        lines,
        true,
        List.of(
            "What the successful runs spend until then and the others in all, over the number of"
                + " successes; inf where no run reaches it. The least in bold."));
  }

  private static Line line(
      Fronts fronts,
      String label,
      double of,
      Function<Fronts.Sample, Double> value,
      Function<Double, String> text) {
    List<@Nullable Double> values = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Fronts.Sample sample : fronts.samples()) {
      double each = value.apply(sample);
      values.add(Double.isFinite(each) ? (Double) each : null);
      texts.add(Double.isFinite(each) ? text.apply(each) : Decimals.NONE);
    }
    return new Line(fronts, label, of, values, texts);
  }

  /** A table of lines, with a column for each searcher; its file has a row for each number. */
  private Table lines(
      String name,
      String caption,
      String heading,
      String of,
      String number,
      int decimals,
      List<Line> lines,
      boolean least,
      List<String> notes) {
    var shown = new Columns<Line>().shown(heading, line -> Cell.text(line.label()));
    for (int i = 0; i < provenance.searchers().size(); i++) {
      int searcher = i;
      shown.shown(provenance.searchers().get(i).label(), line -> line.cell(searcher, least));
    }
    var written =
        new Columns<Written>()
            .written("protocol", each -> each.line().fronts().protocol().name())
            .written(of, 4, each -> each.line().of())
            .written("searcher", each -> searcher(each).searcher())
            .written(number, decimals, each -> each.line().values().get(each.searcher()));
    Table table = byProtocol(name, caption, shown, lines, line -> line.fronts().protocol(), notes);
    return new Table(
        name,
        caption,
        table.headings(),
        table.groups(),
        notes,
        written.csv(
            lines.stream()
                .flatMap(
                    line ->
                        IntStream.range(0, line.values().size())
                            .mapToObj(i -> new Written(line, i)))
                .toList()));
  }

  private static Fronts.Sample searcher(Written each) {
    return each.line().fronts().samples().get(each.searcher());
  }

  private Table comparisons() {
    Columns<Comparison> columns =
        new Columns<Comparison>()
            .shown("Pair", pair -> Cell.text(pair.a() + " – " + pair.b()))
            .written("protocol", Comparison::protocol)
            .written("a", Comparison::a)
            .written("b", Comparison::b)
            .number("P(first is better)", 3, "a12", Comparison::superiority)
            .p("p", "p", Comparison::p)
            .p("p, Holm", "p_holm", Comparison::adjusted)
            .shown("Significantly better", pair -> Cell.text(better(pair)));
    return byProtocol(
        "front-comparisons",
        "Pairs of searchers by the hypervolume of their runs at the budget",
        columns,
        all.stream().flatMap(fronts -> fronts.comparisons().stream()).toList(),
        pair -> provenance.protocol(pair.protocol()),
        List.of(
            "P(first is better): Vargha and Delaney's A12, ties half.",
            "Two-sided Mann-Whitney U test, for all pairs of a protocol by Holm's method, α ="
                + " 0.05."));
  }

  private static String better(Comparison pair) {
    if (!pair.significant()) return "none";
    return pair.superiority() > 0.5 ? pair.a() : pair.b();
  }

  private <R> Table byProtocol(
      String name,
      String caption,
      Columns<R> columns,
      List<R> rows,
      Function<R, Protocol> protocol,
      List<String> notes) {
    List<Table.Group> groups =
        provenance.protocols().stream()
            .map(
                of ->
                    new Table.Group(
                        SmallPrint.of(
                            of.name()
                                + ", test accuracy against "
                                + FrontSentence.costs(provenance, of),
                            provenance,
                            of,
                            Origin.incumbents(of)),
                        columns.cells(rows.stream().filter(row -> protocol.apply(row).equals(of)))))
            .toList();
    return new Table(name, caption, columns.headings(), groups, notes, columns.csv(rows));
  }
}
