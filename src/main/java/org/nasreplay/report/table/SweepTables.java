package org.nasreplay.report.table;

import static org.nasreplay.report.table.Columns.ifAny;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.Importance;
import org.nasreplay.analysis.Sweeps;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/** What the settings of sweeps do. */
public final class SweepTables {
  private static final String DEFAULTS = "default settings";
  private static final String BEST = "best of each";

  private SweepTables() {}

  /** None where there are no sweeps. */
  public static List<Table> of(ReplayProvenance provenance, Sweeps sweeps) {
    List<Table> tables = new ArrayList<>();
    if (!sweeps.effects().isEmpty()) {
      tables.add(settings(provenance, sweeps));
      tables.add(importance(provenance, sweeps));
    }
    if (!sweeps.transfers().isEmpty()) tables.add(chosen(provenance, sweeps));
    return tables;
  }

  /** The settings by sweep and searcher. */
  private static Map<List<String>, String> named(ReplayProvenance provenance) {
    Map<List<String>, String> named = new HashMap<>();
    for (ReplayProvenance.Searcher searcher : provenance.searchers()) {
      for (ReplayProvenance.Place place : searcher.places()) {
        List<String> each = new ArrayList<>();
        place.settings().forEach((setting, value) -> each.add(setting + "=" + value));
        named.put(List.of(place.sweep(), searcher.label()), String.join(", ", each));
      }
    }
    return named;
  }

  private static Table settings(ReplayProvenance provenance, Sweeps sweeps) {
    Map<List<String>, String> named = named(provenance);
    var columns =
        new Columns<Sweeps.Effect>()
            .written("protocol", Sweeps.Effect::protocol)
            .text("Sweep", "sweep", Sweeps.Effect::sweep)
            .text("Setting", "setting", Sweeps.Effect::setting)
            .text("Value", "value", Sweeps.Effect::value)
            .shown("Combinations", effect -> Cell.number((double) effect.combinations(), 0))
            .written("combinations", Sweeps.Effect::combinations)
            .number("Test", 2, "test_mean", Sweeps.Effect::mean)
            .interval("95 % interval", 2, "test_mean", Sweeps.Effect::interval)
            .number("Regret", 2, "regret", Sweeps.Effect::regret)
            .number(
                "Best's regret", 2, "best_regret", ifAny(Sweeps.Effect::best, FixedBudget::regret))
            .shown(
                "Best",
                effect ->
                    Cell.text(
                        named.getOrDefault(
                            List.of(effect.sweep(), searcher(effect.best())), Decimals.NONE)))
            .written("best", effect -> searcher(effect.best()));
    return Table.byProtocol(
        "settings",
        "Settings of sweeps: accuracy at the budget in percent, whatever the other settings are",
        columns,
        sweeps.effects(),
        Sweeps.Effect::protocol,
        provenance,
        Origin::incumbents,
        Stream.concat(
                gaps(sweeps, "and left out of the means"),
                Stream.of(
                    "Test: mean over all combinations with this value, which count alike; its"
                        + " interval, of these combinations, is by the normal approximation, none"
                        + " for single runs. Best: the one of them with the greatest mean, which"
                        + " looks better than it is, as it was chosen by the runs that are shown of"
                        + " it."))
            .toList());
  }

  private static String searcher(@Nullable FixedBudget budget) {
    return budget == null ? "" : budget.searcher();
  }

  /** Why some combinations are not among the others. */
  private static Stream<String> gaps(Sweeps sweeps, String result) {
    if (sweeps.gaps().isEmpty()) return Stream.empty();
    return Stream.of(
        Text.format(
            "Not replayed, or with runs that lack a test accuracy, %s: %s.",
            result,
            String.join(
                "; ",
                sweeps.gaps().stream()
                    .map(
                        gap ->
                            Text.format(
                                "of %s on %s %s of %s combinations",
                                gap.sweep(),
                                gap.protocol(),
                                Decimals.grouped(gap.missing()),
                                Decimals.grouped(gap.all())))
                    .toList())));
  }

  private static Table importance(ReplayProvenance provenance, Sweeps sweeps) {
    var columns =
        new Columns<Importance>()
            .written("protocol", Importance::protocol)
            .text("Sweep", "sweep", Importance::sweep)
            .text("Settings", "settings", SweepTables::settings)
            .shown("Variance, %", each -> share(each))
            .written("share", 4, Importance::share)
            .shown("By chance, %", each -> percent(each.chance()))
            .written("chance", 4, Importance::chance)
            .written("variance", Importance::variance);
    return Table.byProtocol(
        "importance",
        "Importance of settings: share of the variance of combinations",
        columns,
        sweeps.importances(),
        Importance::protocol,
        provenance,
        Origin::incumbents,
        Stream.concat(
                gaps(sweeps, "so that nothing is said of importance"),
                Stream.of(
                    "Functional analysis of variance (Hutter, Hoos and Leyton-Brown, ICML 2014) of"
                        + " mean test accuracies over the whole grid, so that it is exact: of one"
                        + " setting, the variance of the means over all others; of two, what they do"
                        + " together beyond that. Shares of a sweep add up to 100.",
                    "By chance: what runs that differ as they do would show where settings did"
                        + " nothing. It is a part of the share, and not taken off."))
            .toList());
  }

  private static String settings(Importance importance) {
    return importance.settings().isEmpty()
        ? "three and more together"
        : String.join(" × ", importance.settings());
  }

  private static Cell share(Importance importance) {
    Double share = importance.share();
    return share == null ? Cell.text("no difference") : percent(share);
  }

  private static Cell percent(@Nullable Double share) {
    return share == null
        ? Cell.text(Decimals.NONE)
        : Cell.number(Decimals.decimals(100 * share, 1), share);
  }

  /**
   * A row of the matrix of where settings are chosen and judged.
   *
   * @param budgets by the protocol that judges
   */
  private record Row(
      String sweep, String chosenOn, String searcher, Map<String, FixedBudget> budgets) {}

  private static Table chosen(ReplayProvenance provenance, Sweeps sweeps) {
    List<Sweeps.Transfer> transfers = sweeps.transfers();
    Map<List<String>, String> named = named(provenance);
    var shown =
        new Columns<Row>()
            .shown("Chosen on", row -> Cell.text(row.chosenOn()))
            .shown(
                "Settings",
                row ->
                    Cell.text(
                        named.getOrDefault(List.of(row.sweep(), row.searcher()), row.searcher())));
    for (Protocol protocol : provenance.protocols()) {
      shown.shown(
          "Regret on " + protocol.name(), row -> regret(row.budgets().get(protocol.name())));
    }
    var written =
        new Columns<Sweeps.Transfer>()
            .written("sweep", Sweeps.Transfer::sweep)
            .written("chosen_on", Sweeps.Transfer::chosenOn)
            .written("searcher", Sweeps.Transfer::searcher)
            .written("protocol", Sweeps.Transfer::protocol)
            .written("regret", 4, transfer -> transfer.judged().regret())
            .written("default_regret", 4, ifAny(Sweeps.Transfer::byDefault, FixedBudget::regret))
            .written("best_regret", 4, transfer -> transfer.best().regret());
    return new Table(
        "chosen",
        "Settings chosen on one dataset and judged on the others, by regret in points",
        shown.headings(),
        transfers.stream()
            .map(Sweeps.Transfer::sweep)
            .distinct()
            .map(
                sweep ->
                    new Group(
                        SmallPrint.of(sweep, provenance, Origin::incumbents),
                        shown.cells(
                            rows(transfers.stream().filter(t -> t.sweep().equals(sweep)).toList())
                                .stream())))
            .toList(),
        List.of(
            "Chosen is the combination with the greatest mean test accuracy. Where it is judged by"
                + " the runs that it was chosen by, its regret is less than it would be in others, and"
                + " so is that of the best of each.",
            "Default settings: where they are a combination of the sweep; none otherwise."),
        written.csv(transfers));
  }

  private static Cell regret(@Nullable FixedBudget budget) {
    return budget == null ? Cell.text(Decimals.NONE) : Cell.number(budget.regret(), 2);
  }

  /** Of one sweep: where its settings are chosen, then what they compete with. */
  private static List<Row> rows(List<Sweeps.Transfer> own) {
    Map<String, Row> rows = new LinkedHashMap<>();
    Map<String, FixedBudget> defaults = new LinkedHashMap<>();
    Map<String, FixedBudget> best = new LinkedHashMap<>();
    for (Sweeps.Transfer each : own) {
      rows.computeIfAbsent(
              each.chosenOn(),
              on -> new Row(each.sweep(), on, each.searcher(), new LinkedHashMap<>()))
          .budgets()
          .put(each.protocol(), each.judged());
      best.put(each.protocol(), each.best());
      if (each.byDefault() != null) defaults.put(each.protocol(), each.byDefault());
    }
    List<Row> all = new ArrayList<>(rows.values());
    String searcher =
        defaults.values().stream().findFirst().map(FixedBudget::searcher).orElse(Decimals.NONE);
    all.add(new Row(own.get(0).sweep(), DEFAULTS, searcher, defaults));
    all.add(new Row(own.get(0).sweep(), BEST, "", best));
    return all;
  }
}
