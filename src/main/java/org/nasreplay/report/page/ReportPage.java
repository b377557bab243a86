package org.nasreplay.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.PublishedComparison;
import org.nasreplay.analysis.PublishedResults;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.ResultFiles;
import org.nasreplay.report.table.Table;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.FrontSentence;
import org.nasreplay.report.text.LeadSentence;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SeedNoise;
import org.nasreplay.report.text.SmallPrint;
import org.nasreplay.space.Quantity;

/**
 * The page of a report: short first, details folded.
 *
 * @param provenance of the searchers that are shown
 * @param searchers how many there are
 * @param chosen searchers that a reader asked for, which stand out in tables as in charts
 * @param tables in the order of the page, the summary first
 * @param figures in the order of the page; the first leads it
 */
public record ReportPage(
    ReplayProvenance provenance,
    int searchers,
    PublishedResults papers,
    Statistics statistics,
    List<String> chosen,
    List<Table> tables,
    List<Figure> figures) {
  /**
   * A chart in the page.
   *
   * @param name of its files in the folder of charts, without extension
   * @param notes on how to read it, in sentences
   * @param svg one element
   * @param csv the numbers behind it, with a header
   */
  public record Figure(String name, List<String> notes, String svg, String csv) {
    /** What stands in the page for who points at the chart. */
    String numbers() {
      return Numbers.of(csv);
    }
  }

  /**
   * What the reader opens.
   *
   * @param id that links lead to
   */
  record Part(String id, String title, List<Table> tables, List<Figure> figures) {}

  /** Where the files of tables and charts lie, beside the page. */
  public static final String TABLES = "tables";

  public static final String CHARTS = "charts";

  /** The kind of chart that leads where there is one of each protocol. */
  private static final String LEAD = "progress";

  /** What they are made from. */
  static final List<String> RESULTS =
      List.of(
          ResultFiles.RUNS,
          ResultFiles.TRAJECTORIES,
          ResultFiles.OPTIMA,
          ResultFiles.SPACE,
          ResultFiles.PROVENANCE,
          ResultFiles.PROCESSOR);

  public String html() {
    return Page.html(JtereportGenerated::render, this);
  }

  /** How to make every table and chart again, from the folder that holds this page. */
  String rebuild() {
    String names = String.join(",", chosen);
    return "nasreplay report ." + (names.isEmpty() ? "" : " --highlight " + Text.shellWord(names));
  }

  String opening() {
    return Text.format(
        "%d searchers, %d protocols, %s runs each, replayed against %s (%s space).",
        searchers,
        provenance.protocols().size(),
        provenance.runsInWords(),
        provenance.table().file(),
        provenance.table().space());
  }

  /** That not all are shown, and which are; empty where all are. */
  String shown() {
    int shown = provenance.searchers().size();
    if (shown == searchers) return "";
    return Text.format(
        "Of the %d searchers %d are shown and tested against each other, as so many would hide each"
            + " other: a few of no sweep, and the best under each protocol. Tests correct for the"
            + " pairs that are shown, not for the choice. All are in %s and %s, and in whatever is"
            + " said of settings.",
        searchers, shown, TABLES + "/summary.csv", ResultFiles.RUNS);
  }

  /** What of it was not measured; empty where all was. */
  String modelled() {
    Set<Origin.Role> all = EnumSet.allOf(Origin.Role.class);
    List<Protocol> protocols = provenance.protocols();
    List<String> notes = protocols.stream().map(p -> Origin.answered(provenance, p, all)).toList();
    if (notes.stream().allMatch(Origin.NONE::equals)) return "";
    if (notes.stream().distinct().count() == 1) return notes.get(0);
    return IntStream.range(0, notes.size())
        .mapToObj(i -> protocols.get(i).name() + ": " + notes.get(i))
        .collect(Collectors.joining("; "));
  }

  /** The costs that count and were not measured, in words; empty where there is none. */
  String modelledCosts() {
    return provenance.protocols().stream()
        .flatMap(protocol -> Origin.modelledCosts(provenance, protocol).stream())
        .distinct()
        .collect(Collectors.joining(" and "));
  }

  private String rules(Protocol protocol) {
    String constraint =
        protocol.constraint() == null
            ? ""
            : ", answers with "
                + protocol.constraint().entrySet().stream()
                    .map(e -> e.getKey() + " in " + bounds(e.getValue()))
                    .findFirst()
                    .orElseThrow();
    return Text.format(
        "%s: %s%s, reward %s after %d epochs (%s), reported after %d epochs, %s%s%s",
        protocol.name(),
        protocol.front() == null
            ? ""
            : "front of reward against " + FrontSentence.costs(provenance, protocol) + ", ",
        protocol.budget(),
        protocol.reward().metric().label().replace('_', ' '),
        protocol.reward().epochs(),
        SeedNoise.of(provenance, protocol),
        protocol.report().epochs(),
        protocol.report().at().label(),
        constraint,
        SmallPrint.unvalidated(protocol));
  }

  private static String bounds(Protocol.Bounds bounds) {
    Quantity least = bounds.atLeast();
    Quantity most = bounds.atMost();
    return (least == null ? "(−∞" : "[" + amount(least))
        + ", "
        + (most == null ? "∞)" : amount(most) + "]")
        + (bounds.penalty() == null ? "" : ", by " + bounds.penalty());
  }

  private static String amount(Quantity amount) {
    return amount.unit().isEmpty()
        ? Decimals.grouped(amount.number().doubleValue())
        : amount.toString();
  }

  /** Who leads under a protocol, and what kind of numbers says so. */
  public static String verdict(
      ReplayProvenance provenance, Statistics statistics, Protocol protocol) {
    return ofKind(LeadSentence.of(provenance, statistics, protocol), provenance, protocol);
  }

  private static String ofKind(String sentence, ReplayProvenance provenance, Protocol protocol) {
    return Text.format(
        "%s (%s)", sentence, Origin.note(provenance, protocol, Origin.incumbents(protocol)));
  }

  /** A sentence for each protocol, and one on what papers say. */
  List<String> verdict() {
    if (provenance.ofFronts()) {
      return statistics.fronts().stream()
          .map(
              fronts -> ofKind(FrontSentence.of(provenance, fronts), provenance, fronts.protocol()))
          .toList();
    }
    List<String> lines = new ArrayList<>();
    for (Protocol protocol : provenance.protocols()) {
      lines.add(verdict(provenance, statistics, protocol));
    }
    List<PublishedComparison> replayed =
        statistics.publishedComparisons().stream().filter(PublishedComparison::searched).toList();
    if (!replayed.isEmpty()) {
      lines.add(
          Text.format(
              "Of %d published means, %d agree with ours, %d differ and %d cannot be tested (%s).",
              replayed.size(),
              count(replayed, PublishedComparison.Verdict.AGREES),
              count(replayed, PublishedComparison.Verdict.DIFFERS),
              count(replayed, PublishedComparison.Verdict.OPEN),
              Origin.note(provenance, Origin::answers)));
    }
    return lines;
  }

  /** What the verdict does not say, and by which rules it was found. */
  List<String> remarks() {
    List<String> lines = new ArrayList<>();
    for (Protocol protocol : provenance.protocols()) {
      lines.add(rules(protocol));
      for (String beside : LeadSentence.besides(statistics, protocol)) {
        lines.add(protocol.name() + ": " + beside);
      }
      for (String mismatch : papers.mismatches(provenance.published(), protocol)) {
        lines.add(
            Text.format(
                "%s: published numbers are not compared, as the suite has %s.",
                protocol.name(), mismatch));
      }
    }
    return lines;
  }

  private static long count(
      List<PublishedComparison> comparisons, PublishedComparison.Verdict verdict) {
    return comparisons.stream().filter(r -> r.verdict() == verdict).count();
  }

  Figure lead() {
    return figures.get(0);
  }

  /** The name of the protocol that a chart is of; null where it is of all. */
  @Nullable String protocol(Figure figure) {
    return provenance.protocols().stream()
        .map(Protocol::name)
        .filter(name -> figure.name().endsWith("-" + name))
        .max(Comparator.comparingInt(String::length))
        .orElse(null);
  }

  List<Part> parts() {
    return Stream.of(
            part(
                "fronts",
                "Who wins where",
                List.of("front-regret"),
                List.of("front-regret", "attainment")),
            part(
                "hypervolume",
                "Hypervolume on the way",
                List.of("front-milestones", "front-targets"),
                List.of("hypervolume")),
            part("front-pairs", "Pairs of fronts", List.of("front-comparisons"), List.of()),
            part(
                "paper", "Beside the paper", List.of("published", "networks"), List.of("networks")),
            part(
                "settings",
                "Settings",
                List.of("settings", "importance", "chosen"),
                List.of("settings")),
            part("budget", "At the budget", List.of(), List.of("answers")),
            part(
                "way",
                "On the way to the budget",
                List.of("milestones"),
                List.of("regret", LEAD, "ranks")),
            part("targets", "Time to targets", List.of("targets"), List.of("run-times")),
            part("optimum", "Trainings until the optimum", List.of("optimum"), List.of("optimum")),
            part("cost", "Search cost", List.of("search-cost"), List.of("search-cost")),
            part(
                "pairs",
                "Pairs and ranks",
                List.of("ranking", "improvements", "comparisons"),
                List.of("critical-difference", "wins")),
            part("landscape", "Accuracy and cost", List.of(), List.of("landscape")),
            part("table", "The table", List.of(), List.of("space", "correlations")))
        .filter(part -> !part.tables().isEmpty() || !part.figures().isEmpty())
        .toList();
  }

  /** The figures are of one protocol or of all, which their names say behind their kind. */
  private Part part(String id, String title, List<String> tables, List<String> kinds) {
    List<Figure> others = figures.subList(1, figures.size());
    return new Part(
        id,
        title,
        tables(tables),
        kinds.stream()
            .flatMap(kind -> others.stream().filter(f -> (f.name() + "-").startsWith(kind + "-")))
            .toList());
  }

  List<Table> tables(List<String> names) {
    return tables.stream().filter(table -> names.contains(table.name())).toList();
  }

  static String replayed(ReplayProvenance replay) {
    ReplayProvenance.Machine machine = replay.machine();
    return Text.format(
        "suite %s, %d runs, seed %d, NAS Replay %s on %s, %s, %d processors",
        replay.suite(),
        replay.runs(),
        replay.seed(),
        replay.code(),
        machine.os(),
        machine.java(),
        machine.processors());
  }
}
