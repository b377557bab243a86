package org.nasreplay.report;

import java.util.List;
import org.nasreplay.analysis.Ranking;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Description;
import org.nasreplay.report.Table.Cell;
import org.nasreplay.report.Table.Group;
import org.nasreplay.report.Table.Standing;

/** The searchers over all protocols. */
final class RankingTable {
  private RankingTable() {}

  static Table of(Description description, Ranking ranking) {
    double least =
        ranking.places().stream().mapToDouble(Ranking.Place::meanRank).min().orElseThrow();
    return new Table(
        "ranking",
        "The searchers over all protocols · " + Surrogate.note(description),
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
                                    Fixed.interval(place.interval(), 3), place.interval().low())))
                    .toList())),
        List.of(
            Double.isNaN(ranking.criticalDifference())
                ? "Mean ranks are tested where there are three searchers and two protocols or more."
                : Text.format(
                    "Friedman's test: p %s; critical difference of mean ranks at α = 0.05: %s.",
                    Fixed.equal(ranking.p()), Fixed.decimals(ranking.criticalDifference(), 2)),
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
}
