package org.nasreplay.report.table;

import static org.nasreplay.report.table.Columns.ifAny;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.FixedTarget;
import org.nasreplay.analysis.SearchCost;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.analysis.Target;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/**
 * What a search costs until it reaches a target, in trainings, in time and beside random search.
 */
public final class SearchCostTable {
  private static final double DAY = 24;
  private static final String OWN_TIME = "Own time per evaluation";

  private SearchCostTable() {}

  public static Table of(ReplayProvenance provenance, Statistics statistics) {
    boolean priced = statistics.costs().stream().anyMatch(cost -> priced(cost.target()));
    boolean random =
        provenance.searchers().stream().anyMatch(s -> s.name().equals(SearchCost.BASELINE));
    boolean timed = statistics.costs().stream().anyMatch(cost -> cost.processorSeconds() != null);
    var columns =
        new Columns<SearchCost>()
            .written("protocol", cost -> cost.target().protocol())
            .written("target", cost -> cost.target().target().label())
            .written("test_accuracy", 4, cost -> cost.target().target().accuracy())
            .text("Searcher", "searcher", cost -> cost.target().searcher())
            .shown("Reached by", cost -> reached(cost.target()))
            .written("runs", cost -> cost.target().answers().runs())
            .written("successes", cost -> successes(cost.target()))
            .shown("Trainings", cost -> spent(cost, cost.evaluations(), 1))
            .written("trainings", 2, SearchCost::evaluations)
            .shown("GPU hours", cost -> spent(cost, cost.hours(), 1))
            .written("gpu_hours", 4, SearchCost::hours)
            .shown("GPU days", cost -> spent(cost, days(cost), 2))
            .written("gpu_days", 5, SearchCostTable::days)
            .shown("Trainings saved", cost -> saved(cost.saved(), SearchCost.Saved::evaluations, 0))
            .written("saved_trainings", 2, ifAny(SearchCost::saved, SearchCost.Saved::evaluations))
            .shown("GPU hours saved", cost -> saved(cost.saved(), SearchCost.Saved::hours, 1))
            .written("saved_gpu_hours", 4, ifAny(SearchCost::saved, SearchCost.Saved::hours))
            .shown(OWN_TIME, SearchCostTable::ownTime)
            .written("own_seconds_per_evaluation", SearchCost::processorSeconds);
    if (!priced) columns.notShown("GPU hours").notShown("GPU days").notShown("GPU hours saved");
    if (!random) columns.notShown("Trainings saved").notShown("GPU hours saved");
    if (!timed) columns.notShown(OWN_TIME);
    return new Table(
        "search-cost",
        "What a search costs until it reaches a target",
        columns.headings(),
        provenance.protocols().stream()
            .flatMap(protocol -> groups(provenance, statistics, protocol, columns).stream())
            .toList(),
        notes(priced, random, timed),
        columns.csv(statistics.costs()));
  }

  /** One for each target. */
  private static List<Group> groups(
      ReplayProvenance provenance,
      Statistics statistics,
      Protocol protocol,
      Columns<SearchCost> columns) {
    List<SearchCost> own =
        statistics.costs().stream()
            .filter(cost -> cost.target().protocol().equals(protocol.name()))
            .toList();
    return own.stream()
        .map(cost -> cost.target().target())
        .distinct()
        .map(
            target ->
                new Group(
                    SmallPrint.of(
                        title(protocol, target), provenance, protocol, Origin.incumbents(protocol)),
                    columns.cells(
                        own.stream()
                            .filter(cost -> cost.target().target().equals(target))
                            .sorted(Comparator.comparingDouble(SearchCostTable::cheapest)))))
        .toList();
  }

  /** By trainings, as these are always known; who never reaches the target comes last. */
  private static double cheapest(SearchCost cost) {
    Double evaluations = cost.evaluations();
    return evaluations == null ? Double.POSITIVE_INFINITY : evaluations;
  }

  private static String title(Protocol protocol, Target target) {
    return Text.format(
        "%s: %s, %s %%", protocol.name(), target.label(), Decimals.decimals(target.accuracy(), 2));
  }

  private static List<String> notes(boolean priced, boolean random, boolean timed) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Trainings and times are expected of a search that is started again until it reaches the"
            + " target: what successful runs spend until then and the others in all, over the number"
            + " of successes. Where few of many runs reach it, that is little to go by; never where"
            + " none does; unknown where an incumbent has no test accuracy in the table.");
    notes.add(
        "A training that is cut short counts as one, so that hours say more of who cuts them; one that is"
            + " repeated counts again.");
    notes.add(
        priced
            ? "GPU hours and days are simulated: the trainings' own times, one after the other."
            : "Trainings have no price here, so there are no GPU hours.");
    notes.add(
        random
            ? "Saved: against random search, which reaches the target, too; none where one of the"
                + " two does not."
            : "Random search was not replayed, so nothing says what is saved against it.");
    notes.add(
        timed
            ? "Own time: of a processor, measured while this was replayed, Java's warming up"
                + " included; it differs from replay to replay, and no result depends on it."
            : "Nobody measured what the searchers themselves took of a processor.");
    return notes;
  }

  private static boolean priced(FixedTarget target) {
    return target.reached() != null && target.reached().seconds() != null;
  }

  private static @Nullable Integer successes(FixedTarget target) {
    return target.reached() == null ? null : target.reached().successes();
  }

  private static Cell reached(FixedTarget target) {
    Integer successes = successes(target);
    return successes == null
        ? Cell.text("unknown")
        : Cell.number(
            Text.format("%,d of %,d", successes, target.answers().runs()), successes.doubleValue());
  }

  private static @Nullable Double days(SearchCost cost) {
    Double hours = cost.hours();
    return hours == null ? null : hours / DAY;
  }

  private static Cell spent(SearchCost cost, @Nullable Double amount, int decimals) {
    if (amount != null) {
      return Cell.number(
          amount >= 100 ? Decimals.grouped(amount) : Decimals.decimals(amount, decimals), amount);
    }
    FixedTarget.Reached reached = cost.target().reached();
    if (reached == null) return Cell.text("unknown");
    return Cell.text(reached.successes() == 0 ? "never" : Decimals.NONE);
  }

  private static Cell saved(
      SearchCost.@Nullable Saved saved,
      Function<SearchCost.Saved, @Nullable Double> number,
      int decimals) {
    Double amount = saved == null ? null : number.apply(saved);
    return amount == null
        ? Cell.text(Decimals.NONE)
        : Cell.number(
            (Math.abs(amount) >= 100
                    ? Decimals.grouped(amount)
                    : Decimals.decimals(amount, decimals))
                .replace('-', '−'),
            amount);
  }

  private static Cell ownTime(SearchCost cost) {
    Double seconds = cost.processorSeconds();
    if (seconds == null) return Cell.text(Decimals.NONE);
    double micro = 1e6 * seconds;
    return Cell.number(
        (micro >= 100 ? Decimals.grouped(micro) : Decimals.decimals(micro, 1)) + " µs", micro);
  }
}
