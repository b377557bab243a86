package org.nasreplay.report.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.PublishedNetwork;
import org.nasreplay.analysis.SampleSummary;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Suite;
import org.nasreplay.report.table.Table.Group;
import org.nasreplay.report.text.CostScale;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Missing;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/** What networks cost and reach that others have published, beside the answers. */
public final class NetworksTable {
  private NetworksTable() {}

  /**
   * A row.
   *
   * @param of the protocol that is answered, or the collection of a published network
   * @param shown the accuracy, in percent
   * @param accuracy the same; null where no run has one
   * @param std over the runs; null of a single network
   * @param costs by name; means over the runs
   * @param kind how the accuracy is known
   */
  private record Row(
      String of,
      String name,
      Cell shown,
      @Nullable Double accuracy,
      @Nullable Double std,
      Map<String, Double> costs,
      String kind,
      String source) {}

  /** Null where the suite names none. */
  public static @Nullable Table of(Results results, Statistics statistics) {
    ReplayProvenance provenance = results.provenance();
    Suite.Published published = provenance.published();
    Suite.Networks networks = published == null ? null : published.networks();
    if (networks == null) return null;
    var columns = new Columns<Row>().written("of", Row::of).text("Network", "network", Row::name);
    for (ReplayProvenance.Cost cost : provenance.costs()) {
      columns
          .shown(CostScale.of(cost).label(), row -> cost(row, cost))
          .written(cost.name(), 4, row -> row.costs().get(cost.name()));
    }
    columns
        .shown("Top-1, %", Row::shown)
        .written("test_accuracy", 4, Row::accuracy)
        .written("std", 4, Row::std)
        .text("Provenance", "provenance", Row::kind)
        .written("source", Row::source);
    Function<Protocol, List<Row>> answers =
        protocol ->
            provenance.searchers().stream()
                .map(searcher -> answer(results, statistics, protocol, searcher.label()))
                .toList();
    Map<String, List<Row>> beside =
        provenance.protocols().stream()
            .flatMap(
                protocol ->
                    PublishedNetwork.beside(
                        networks.beside(), protocol, provenance.cost(protocol).name())
                        .stream())
            .distinct()
            .map(NetworksTable::published)
            .collect(Collectors.groupingBy(Row::of, LinkedHashMap::new, Collectors.toList()));
    List<Group> groups =
        new ArrayList<>(
            Group.byProtocol(
                provenance,
                Origin::incumbents,
                protocol -> columns.cells(answers.apply(protocol).stream())));
    beside.forEach((name, rows) -> groups.add(new Group(name, columns.cells(rows.stream()))));
    return new Table(
        "networks",
        SmallPrint.joined(
            "Answers, and " + String.join(" and ", networks.beside()),
            Origin.note(provenance, Origin::incumbents)),
        columns.headings(),
        groups,
        notes(statistics, networks),
        columns.csv(
            Stream.concat(provenance.protocols().stream().map(answers), beside.values().stream())
                .flatMap(List::stream)
                .toList()));
  }

  private static List<String> notes(Statistics statistics, Suite.Networks networks) {
    List<String> notes = new ArrayList<>(Missing.notes(statistics.budgets()));
    notes.add(networks.note());
    notes.add(
        "Of answers mean ± population standard deviation of the accuracy, and means of the costs.");
    return notes;
  }

  private static Row answer(
      Results results, Statistics statistics, Protocol protocol, String searcher) {
    ReplayProvenance provenance = results.provenance();
    List<Run> runs = results.runs(protocol.name(), searcher);
    FixedBudget budget = statistics.budget(protocol, searcher);
    Map<String, Double> costs = new LinkedHashMap<>();
    for (String cost : provenance.costNames()) {
      double[] values = SampleSummary.values(runs, run -> run.cost(cost));
      if (values.length > 0) costs.put(cost, SampleSummary.mean(values));
    }
    SampleSummary test = budget.test();
    List<ReplayProvenance.UsedColumn> reported = provenance.reported(protocol);
    return new Row(
        protocol.name(),
        searcher,
        Cell.spread(test, runs.size()),
        test == null ? null : test.mean(),
        test == null ? null : test.std(),
        costs,
        distinct(reported, ReplayProvenance.UsedColumn::column),
        distinct(reported, ReplayProvenance.UsedColumn::source));
  }

  private static String distinct(
      List<ReplayProvenance.UsedColumn> columns,
      Function<ReplayProvenance.UsedColumn, String> part) {
    return columns.stream().map(part).distinct().collect(Collectors.joining(", "));
  }

  private static Row published(PublishedNetwork network) {
    return new Row(
        network.collection(),
        network.name(),
        Cell.number(Decimals.decimals(network.accuracy(), 1), network.accuracy()),
        network.accuracy(),
        null,
        network.costs(),
        network.confirmed() ? network.training() : network.training() + ", unconfirmed",
        network.source());
  }

  /** A cost that no network of the space has is said to be outside. */
  private static Cell cost(Row row, ReplayProvenance.Cost cost) {
    Double value = row.costs().get(cost.name());
    if (value == null) return Cell.EMPTY;
    double scale = CostScale.of(cost).of();
    Double least = cost.least();
    Double greatest = cost.greatest();
    String text = number(value / scale);
    if (least != null && value < least) {
      text = Text.format("%s, below the space's least, %s", text, number(least / scale));
    } else if (greatest != null && value > greatest) {
      text = Text.format("%s, above the space's greatest, %s", text, number(greatest / scale));
    }
    return Cell.number(text, value);
  }

  /** As many decimals as it has, at most two: what is published as 61 is no 61.00. */
  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
