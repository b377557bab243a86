package org.nasreplay.report.table;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Ranking;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.table.Table.Cell;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.table.Table.Standing;
import org.nasreplay.report.text.Csv;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/** The searchers over all protocols. */
public final class RankingTable {
  private RankingTable() {}

  /** Null where no searcher has a place. */
  public static @Nullable Table of(ReplayProvenance description, Statistics statistics) {
    Ranking ranking = statistics.ranking();
    if (ranking.places().isEmpty()) return null;
    double least =
        ranking.places().stream().mapToDouble(Ranking.Place::meanRank).min().orElseThrow();
    return new Table(
        "ranking",
        SmallPrint.of("The searchers over all protocols", description, Origin::incumbents),
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
                                Cell.interval(place.interval(), 3)))
                    .toList())),
        Stream.concat(
                Missing.notes(statistics.budgets()).stream(),
                Stream.of(
                    test(ranking),
                    "Score: interquartile mean over all runs, 0 for the table's mean network and 1"
                        + " for the best admitted one, none where the best is no better;"
                        + " bootstrap interval with the protocols as strata, none for single"
                        + " runs."))
            .toList(),
        Csv.of(
            List.of("searcher", "mean_rank", "score", "score_low", "score_high"),
            out -> {
              for (Ranking.Place place : ranking.places()) {
                out.printRecord(
                    place.searcher(),
                    Decimals.decimals(place.meanRank(), 4),
                    Decimals.cell(place.score(), 4),
                    Csv.low(place.interval()),
                    Csv.high(place.interval()));
              }
            }));
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
