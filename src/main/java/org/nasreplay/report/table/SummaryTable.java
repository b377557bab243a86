package org.nasreplay.report.table;

import static org.nasreplay.report.table.Columns.ifAny;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Answers;
import org.nasreplay.analysis.Comparison;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.SampleSummary;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.report.table.Cell.Standing;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/** What searchers reach at the budget. */
public final class SummaryTable {
  private static final String VALIDATION = "Validation";

  private SummaryTable() {}

  public static Table of(Results results, Statistics statistics) {
    return of(results, statistics, statistics.budgets());
  }

  /**
   * The same of a part of the searchers.
   *
   * @param all what all of them reach, which the CSV file has
   */
  public static Table of(Results results, Statistics statistics, List<FixedBudget> all) {
    ReplayProvenance provenance = results.provenance();
    Columns<FixedBudget> columns = columns(provenance, statistics);
    boolean validated = statistics.budgets().stream().anyMatch(ours -> ours.valid() != null);
    if (!validated) columns.notShown(VALIDATION);
    return new Table(
        "summary",
        "Accuracy at the budget, in percent",
        columns.headings(),
        Group.byProtocol(
            provenance,
            Origin::answers,
            protocol -> {
              Optimum validation = results.optimum(protocol.name(), "validation");
              Optimum test = results.optimum(protocol.name(), "test");
              List<List<Cell>> rows = new ArrayList<>();
              rows.addAll(columns.cells(statistics.ranked(protocol.name()).stream()));
              rows.add(columns.cells(optimum(results.name(validation), validation, test)));
              rows.add(columns.cells(optimum(results.name(test), test, test)));
              return rows;
            }),
        notes(provenance, statistics, validated),
        columns.csv(all));
  }

  private static Columns<FixedBudget> columns(ReplayProvenance provenance, Statistics statistics) {
    Map<String, FixedBudget> best = new HashMap<>();
    for (FixedBudget budget : statistics.budgets()) {
      if (!budget.answers().complete()) continue;
      best.merge(budget.protocol(), budget, (a, b) -> mean(b) > mean(a) ? b : a);
    }
    return new Columns<FixedBudget>()
        .written("protocol", FixedBudget::protocol)
        .written("dataset", ours -> provenance.protocol(ours.protocol()).dataset())
        .text("Searcher", "searcher", FixedBudget::searcher)
        .written("runs", ours -> ours.answers().runs())
        .written("runs_with_answer", ours -> ours.answers().answered())
        .written("mean_evaluations", 2, FixedBudget::evaluations)
        .written("mean_seconds", 1, FixedBudget::seconds)
        .written("valid_mean", 4, ifAny(FixedBudget::valid, SampleSummary::mean))
        .written("valid_std", 4, ifAny(FixedBudget::valid, SampleSummary::std))
        .ends("valid_mean_low", "valid_mean_high", FixedBudget::validInterval)
        .shown(
            "Test",
            ours ->
                Cell.spread(ours.test(), ours.answers().runs())
                    .standing(standing(statistics, best.get(ours.protocol()), ours)))
        .written("test_mean", 4, test(SampleSummary::mean))
        .written("test_std", 4, test(SampleSummary::std))
        .interval("95 % interval", 2, "test_mean", FixedBudget::testInterval)
        .written("test_lower_quartile", 4, test(sample -> sample.quartiles().lower()))
        .written("test_median", 4, test(sample -> sample.quartiles().median()))
        .written("test_upper_quartile", 4, test(sample -> sample.quartiles().upper()))
        .number(
            "Interquartile mean",
            2,
            "test_interquartile_mean",
            test(SampleSummary::interquartileMean))
        .interval("95 % interval", 2, "test_interquartile_mean", FixedBudget::robustInterval)
        .number("Regret", 2, "test_regret", FixedBudget::regret)
        .shown(VALIDATION, ours -> Cell.spread(ours.valid(), ours.answers().runs()))
        .shown("Evaluations", ours -> Cell.number(ours.evaluations(), 1))
        .shown("Runs", ours -> runs(ours.answers()))
        .written("runs_with_value", ours -> ours.answers().valued())
        .written("surrogate", ours -> modelled(provenance, ours));
  }

  private static Function<FixedBudget, @Nullable Double> test(
      Function<SampleSummary, @Nullable Double> number) {
    return ifAny(FixedBudget::test, number);
  }

  private static Cell runs(Answers answers) {
    return Cell.number(Missing.runs(answers), (double) answers.runs());
  }

  private static String modelled(ReplayProvenance provenance, FixedBudget ours) {
    Protocol protocol = provenance.protocol(ours.protocol());
    Set<Origin.Role> entering = Origin.answers(protocol);
    if (ours.seconds() != null) entering.add(Origin.Role.TIME);
    return String.join("+", Origin.modelled(provenance, protocol, entering));
  }

  private static List<String> notes(
      ReplayProvenance provenance, Statistics statistics, boolean validated) {
    List<String> notes = new ArrayList<>(Missing.searchers(provenance));
    notes.addAll(Missing.notes(statistics.budgets()));
    notes.add(
        "Mean ± population standard deviation over runs; 95 % bootstrap intervals of the mean and"
            + " of the interquartile mean of the test accuracy. A single run has neither.");
    notes.add("Charts name medians, which differ from means where runs are spread unevenly.");
    boolean all = provenance.reference().exhaustive();
    notes.add(
        "Regret: points below the "
            + (all ? "best admitted network of the table." : "best known network."));
    provenance.protocols().stream()
        .flatMap(protocol -> SmallPrint.atBudget(protocol).stream())
        .distinct()
        .forEach(notes::add);
    notes.add(
        "Best in bold; "
            + Cell.TIED
            + " not significantly different from it (Mann-Whitney with Holm's correction, α ="
            + " 0.05).");
    List<Protocol> protocols = provenance.protocols();
    String optimal = all ? "optimal " : "best known ";
    String rewards =
        protocols.stream()
            .map(protocol -> optimal + (protocol.reward().ofValidation() ? "validation" : "reward"))
            .distinct()
            .collect(Collectors.joining(", "));
    boolean means = protocols.stream().anyMatch(p -> !oneTraining(p.reward()));
    notes.add(
        Text.format(
            "%s and %stest: %s greatest reward%s, and with the greatest test accuracy"
                + " (optima.csv).",
            capitalised(rewards),
            optimal,
            all
                ? "the admitted networks of the table with the"
                : "of the admitted networks that were drawn at random or found by a searcher, those"
                    + " with the",
            means ? ", mean over the seeds" : ""));
    protocols.stream()
        .flatMap(protocol -> optimumOfRewards(protocol, optimal, validated).stream())
        .distinct()
        .forEach(notes::add);
    return notes;
  }

  private static boolean oneTraining(Protocol.Reward reward) {
    return reward.seeds().kind() == SeedPolicy.Kind.FIXED;
  }

  private static String capitalised(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Why a searcher's validation accuracy may exceed the optimal one; none where it cannot. */
  private static List<String> optimumOfRewards(
      Protocol protocol, String optimal, boolean validated) {
    Protocol.Reward reward = protocol.reward();
    int reported = protocol.report().validEpochs();
    if (reward.ofValidation() && reward.epochs() == reported) return List.of();
    return List.of(
        Text.format(
            "%s%s is best in the reward, the %s%s after %d epochs%s%s.",
            capitalised(optimal),
            reward.ofValidation() ? "validation" : "reward",
            oneTraining(reward) ? "" : "mean ",
            reward.ofValidation() ? "validation accuracy" : "test accuracy",
            reward.epochs(),
            oneTraining(reward) ? " of seed " + reward.seeds().seed() : "",
            validated
                ? Text.format(
                    "; the column %s is the accuracy after %d epochs, in which other networks may be"
                        + " better",
                    VALIDATION, reported)
                : ""));
  }

  private static double mean(FixedBudget complete) {
    return Objects.requireNonNull(complete.test()).mean();
  }

  private static Standing standing(
      Statistics statistics, @Nullable FixedBudget best, FixedBudget ours) {
    if (best == null || !ours.answers().complete()) return Standing.PLAIN;
    if (mean(ours) == mean(best)) return Standing.BEST;
    return differs(statistics, best, ours) ? Standing.PLAIN : Standing.TIED;
  }

  private static boolean differs(Statistics statistics, FixedBudget one, FixedBudget other) {
    Comparison pair = statistics.comparison(one.protocol(), one.searcher(), other.searcher());
    return pair != null && pair.significant();
  }

  private static Map<String, Cell> optimum(String name, Optimum optimum, Optimum best) {
    return Map.of(
        "Searcher",
        Cell.text(name),
        "Test",
        accuracy(optimum.testAccuracy()),
        "Regret",
        accuracy(best.testAccuracy() - optimum.testAccuracy()),
        VALIDATION,
        accuracy(optimum.validAccuracy()));
  }

  /** Of a network, NaN where the table has none. */
  private static Cell accuracy(double value) {
    return Cell.number(Double.isNaN(value) ? null : value, 2);
  }
}
