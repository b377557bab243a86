package org.nasreplay.report.table;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Ranking;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/** The searchers over all protocols. */
public final class RankingTable {
  private RankingTable() {}

  /** Null where no searcher has a place. */
  public static @Nullable Table of(ReplayProvenance provenance, Statistics statistics) {
    Ranking ranking = statistics.ranking();
    if (ranking.places().isEmpty()) return null;
    double least =
        ranking.places().stream().mapToDouble(Ranking.Place::meanRank).min().orElseThrow();
    Columns<Ranking.Place> columns =
        new Columns<Ranking.Place>()
            .text("Searcher", "searcher", Ranking.Place::searcher)
            .shown(
                "Mean rank",
                place -> Cell.number(place.meanRank(), 2).bestIf(place.meanRank() == least))
            .written("mean_rank", 4, Ranking.Place::meanRank)
            .number("Score", 3, "score", Ranking.Place::score)
            .interval("95 % interval", 3, "score", Ranking.Place::interval);
    return new Table(
        "ranking",
        SmallPrint.of("The searchers over all protocols", provenance, Origin::incumbents),
        columns.headings(),
        List.of(
            new Group(
                "",
                columns.cells(
                    ranking.places().stream()
                        .sorted(Comparator.comparingDouble(Ranking.Place::meanRank))))),
        Stream.concat(
                Missing.notes(statistics.budgets()).stream(),
                Stream.of(
                    test(ranking),
                    "Score: interquartile mean over all runs, 0 for the table's mean network and 1"
                        + " for the best admitted one, none where the best is no better;"
                        + " bootstrap interval with the protocols as strata, none for single"
                        + " runs."))
            .toList(),
        columns.csv(ranking.places()));
  }

  private static String test(Ranking ranking) {
    Double difference = ranking.criticalDifference();
    if (difference == null) {
      return "Mean ranks are tested where there are three ranked searchers and two protocols or"
          + " more.";
    }
    Double p = ranking.p();
    return Text.format(
        "Friedman's test: %s; critical difference of mean ranks at α = 0.05: %s.",
        p == null ? "none, as all are tied" : "p " + Decimals.equal(p),
        Decimals.decimals(difference, 2));
  }
}
