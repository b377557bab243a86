package org.nasreplay.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Results;
import org.nasreplay.report.chart.Picture;
import org.nasreplay.report.table.Columns;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;
import org.nasreplay.study.StudyCharts.Line;
import org.nasreplay.study.StudyCharts.Scale;

/** Picture, numbers and findings on how many runs tell a searcher from the next best. */
public final class PowerReport {
  private static final int[] DRAWN = {5, 10, 20, 50, 100, 200, 500};
  private static final int MOST = 2000;

  private static final Columns<Power> POWER =
      new Columns<Power>()
          .written("protocol", Power::protocol)
          .written("searcher", Power::searcher)
          .written("rival", Power::rival)
          .written("lead", 4, Power::lead)
          .written("runs", Power::runs)
          .written("told", 3, Power::told)
          .written("right", 3, Power::right);

  private static final Columns<Power.Needed> NEEDED =
      new Columns<Power.Needed>()
          .written("protocol", Power.Needed::protocol)
          .written("searcher", Power.Needed::searcher)
          .written("rival", Power.Needed::rival)
          .written("runs", Power.Needed::runs)
          .written("tried", Power.Needed::most);

  private PowerReport() {}

  /**
   * The study of one replay.
   *
   * @param searcher the label of the one in question
   */
  public static StudyPage of(Results results, String searcher) {
    List<Power> powers = Power.of(results, searcher, DRAWN);
    List<Power.Needed> needed = Power.needed(results, searcher, MOST);
    String note = Origin.note(results.provenance(), Origin::incumbents);
    var page =
        new StudyPage(
            Text.format("How many runs tell %s from the next best searcher?", searcher), note);
    List<Line> lines = new ArrayList<>();
    for (Power.Needed one : needed) {
      List<Power> own = powers.stream().filter(p -> p.protocol().equals(one.protocol())).toList();
      lines.add(
          new Line(
              one.protocol() + " against " + one.rival(),
              lines.size(),
              own.stream().mapToDouble(Power::runs).toArray(),
              own.stream().mapToDouble(Power::told).toArray()));
      page.finding(
          Text.format(
              "%s: %s %s %s by %s points; told apart at 5 %% with 5, 20, 100, 500 runs: %s; %s",
              one.protocol(),
              searcher,
              own.get(0).lead() < 0
                  ? "is behind"
                  : own.get(0).lead() > 0 ? "leads" : "is level with",
              one.rival(),
              Decimals.decimals(Math.abs(own.get(0).lead()), 3),
              String.join(
                  ", ",
                  own.stream()
                      .filter(p -> List.of(5, 20, 100, 500).contains(p.runs()))
                      .map(p -> Decimals.decimals(p.told(), 2))
                      .toList()),
              one.runs() == 0
                  ? Text.format("%d runs are not enough for 80 %%", one.most())
                  : Text.format("%d runs are needed for 80 %%", one.runs())));
    }
    page.answer(answer(searcher, needed));
    List<FixedBudget> budgets = FixedBudget.of(results);
    Missing.notes(budgets).forEach(page::finding);
    for (Protocol protocol : results.provenance().protocols()) {
      if (needed.stream().anyMatch(one -> one.protocol().equals(protocol.name()))) continue;
      page.finding(
          Text.format(
              "%s: no test, as %s and a rival need two runs or more, all of them with a test"
                  + " accuracy",
              protocol.name(), searcher));
    }
    String title = "How often n runs of each tell the two apart at 5 %";
    String small =
        SmallPrint.of(
            Text.format(
                "Mann-Whitney U test on %s runs drawn again", results.provenance().runsInWords()),
            results.provenance(),
            Origin::incumbents);
    page.picture(
        new Picture(
            "power",
            title + ", by protocol: " + small + ".",
            Missing.notes(budgets),
            StudyCharts.lines(
                title,
                small,
                Scale.logarithmic("runs of each searcher"),
                Scale.linear("share of draws"),
                lines),
            POWER.csv(powers)));
    page.data(
        "runs-needed", "runs that are enough for 80 %; 0: more than were tried", NEEDED, needed);
    return page;
  }

  private static String answer(String searcher, List<Power.Needed> needed) {
    if (needed.isEmpty()) return Text.format("Nothing can be tested: %s has no rival.", searcher);
    return Text.format(
        "With a power of 80 %% at 5 %% it takes %s.",
        needed.stream()
            .map(
                one ->
                    Text.format(
                        "%s to tell %s from %s on %s",
                        one.runs() == 0
                            ? "more than " + one.most() + " runs"
                            : one.runs() + " runs",
                        searcher,
                        one.rival(),
                        one.protocol()))
            .collect(Collectors.joining(", ")));
  }
}
