package org.nasreplay.report.table;

import static org.nasreplay.report.table.Columns.ifAny;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Effort;
import org.nasreplay.analysis.PublishedComparison;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Reproduction;
import org.nasreplay.analysis.Reproduction.Line;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Origin;

/** Every published number of the papers that are replayed, and ours. */
public final class ReproductionTable {
  private static final Columns<Line> COLUMNS =
      new Columns<Line>()
          .written("paper", line -> line.published().paper())
          .written("table", line -> line.published().table())
          .text("Method", "method", line -> line.published().method())
          .text("Dataset", "dataset", line -> line.published().dataset())
          .text("Split", "split", line -> line.published().split())
          .shown("Paper", line -> paper(line.published()))
          .written("published_mean", 2, line -> line.published().mean())
          .written("published_std", 2, line -> line.published().std())
          .written("published_runs", line -> runs(line.published()))
          .written("published_status", line -> line.published().status())
          .shown("Ours", line -> ours(line.comparison()))
          .written("replay", line -> line.replayed() == null ? null : line.replayed().folder())
          .written("searcher", ReproductionTable::searcher)
          .written("mean", 4, ours(PublishedComparison.Ours::mean))
          .written("std", 4, ours(PublishedComparison.Ours::std))
          .written("runs", line -> runs(line.comparison()))
          .shown("Difference", ReproductionTable::difference)
          .written("difference", 4, ifAny(Line::comparison, PublishedComparison::difference))
          .written("welch_p", line -> line.comparison() == null ? null : line.comparison().p())
          .text("Verdict", "verdict", line -> verdict(line.outcome()))
          .text("Kind of ours", "kind", ReproductionTable::kind)
          .written("reason", Line::reason);

  private ReproductionTable() {}

  public static Table of(Reproduction reproduction) {
    List<Line> lines = reproduction.tables().stream().flatMap(t -> t.lines().stream()).toList();
    boolean recalled = lines.stream().anyMatch(line -> !line.published().confirmed());
    return new Table(
        "reproduction",
        "Published numbers and ours, in percent",
        COLUMNS.headings(),
        reproduction.tables().stream()
            .map(
                table ->
                    new Group(
                        table.name(),
                        COLUMNS.cells(
                            table.lines().stream().filter(line -> line.comparison() != null))))
            .filter(group -> !group.rows().isEmpty())
            .toList(),
        List.of(
            "Mean ± population standard deviation, and behind a comma the number of runs; differences"
                + " in points, ours minus published.",
            "Agrees or differs: Welch's test of equal means, α = 0.05; to agree is not to be told apart"
                + " by the runs there are, so fewer runs agree more easily. Untested: the paper gives"
                + " no deviation or number of runs, or the row is one network and no sample.",
            "The kind is that of the accuracies, and of what else entered where it is another:"
                + " measured by training networks, modelled, or analytic, which is computed from the"
                + " architecture.",
            recalled ? "* recalled: could not be checked against the paper." : "",
            "The file has the numbers that are not replayed as well, with the reason."),
        COLUMNS.csv(lines));
  }

  /** A verdict in a word or two. */
  public static String verdict(Reproduction.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Function<Line, @Nullable Double> ours(
      Function<PublishedComparison.Ours, @Nullable Double> number) {
    return line -> line.comparison() == null ? null : number.apply(line.comparison().ours());
  }

  private static Cell paper(PublishedResults.Row row) {
    return Cell.number(
        spread(row.mean(), row.std(), runs(row)) + (row.confirmed() ? "" : " *"), row.mean());
  }

  private static Cell ours(@Nullable PublishedComparison comparison) {
    if (comparison == null) return Cell.EMPTY;
    PublishedComparison.Ours ours = Objects.requireNonNull(comparison.ours());
    return Cell.number(spread(ours.mean(), ours.std(), ours.runs()), ours.mean());
  }

  private static String spread(double mean, @Nullable Double std, @Nullable Integer runs) {
    return Decimals.spread(mean, std) + (runs == null ? "" : Text.format(", %,d", runs));
  }

  private static Cell difference(Line line) {
    if (line.comparison() == null) return Cell.EMPTY;
    Double difference = line.comparison().difference();
    return Cell.number(Decimals.signed(difference), difference);
  }

  private static @Nullable Integer runs(PublishedResults.Row row) {
    return row.runs() == 0 ? null : row.runs();
  }

  private static @Nullable Integer runs(@Nullable PublishedComparison comparison) {
    return comparison == null || comparison.ours() == null ? null : comparison.ours().runs();
  }

  private static @Nullable String searcher(Line line) {
    return line.comparison() == null || line.comparison().ours() == null
        ? null
        : line.comparison().ours().name();
  }

  /** What enters ours: a network was not searched, so that it took no time. */
  private static String kind(Line line) {
    Protocol protocol = line.protocol();
    if (line.replayed() == null || line.comparison() == null || protocol == null) return "";
    boolean test = line.published().split().equals("test");
    Set<Origin.Role> entering =
        EnumSet.of(Origin.Role.REWARD, test ? Origin.Role.TEST : Origin.Role.VALIDATION);
    if (line.comparison().searched() && Effort.of(protocol.budget()) == Effort.SECONDS) {
      entering.add(Origin.Role.TIME);
    }
    return Origin.kinds(line.replayed().provenance(), protocol, entering);
  }
}
