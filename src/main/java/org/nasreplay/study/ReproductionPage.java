package org.nasreplay.study;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.analysis.Reproduction;
import org.nasreplay.analysis.Reproduction.Line;
import org.nasreplay.analysis.Reproduction.Outcome;
import org.nasreplay.analysis.Reproduction.PaperTable;
import org.nasreplay.analysis.Reproduction.Replayed;
import org.nasreplay.analysis.TrainingsToOptimum;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.Text;
import org.nasreplay.io.WrittenFiles;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.Report;
import org.nasreplay.report.page.Page;
import org.nasreplay.report.page.ReportPage;
import org.nasreplay.report.table.ReproductionTable;
import org.nasreplay.report.table.Table;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.LeadSentence;
import org.nasreplay.report.text.Origin;

/**
 * One page on what became of the papers' tables: every published number beside ours, what of it may
 * be claimed, and what cannot be replayed and why. It leads to the pages of the replays.
 *
 * @param table every number
 * @param studies what was found beside, in the order of the page; mostly nothing
 * @param command that makes this page again
 */
public record ReproductionPage(
    Reproduction reproduction, Table table, List<Findings> studies, String command) {
  public static final String PAGE = "index.html";

  /**
   * What a study found.
   *
   * @param folder that holds its page, beside this one
   * @param findings a sentence each
   */
  public record Findings(String folder, List<String> findings) {
    String page() {
      return folder + "/" + StudyPage.PAGE;
    }
  }

  /** What is said of one of the papers' tables before its numbers. */
  record Glance(PaperTable table) {
    String name() {
      return table.name();
    }

    int count(Outcome outcome) {
      return table.lines(outcome).size();
    }

    /** Of those that stand beside ours; empty where none does. */
    String largestDifference() {
      return table.lines().stream()
          .map(Line::difference)
          .filter(Objects::nonNull)
          .max(Comparator.comparingDouble(Math::abs))
          .map(Decimals::signed)
          .orElse("");
    }

    List<Replayed> replays() {
      return table.replays();
    }

    static String page(Replayed replayed) {
      return replayed.folder() + "/" + Report.PAGE;
    }
  }

  /**
   * Writes the page into {@code folder}, in which the replays and the studies have their folders.
   */
  public static void write(
      Reproduction reproduction, List<Findings> studies, String command, Path folder) {
    Table table = ReproductionTable.of(reproduction);
    Set<String> names = new LinkedHashSet<>(List.of(PAGE));
    table.files().forEach(file -> names.add(ReportPage.TABLES + "/" + file));
    WrittenFiles.in(folder).add(names);
    table.write(folder.resolve(ReportPage.TABLES));
    var page = new ReproductionPage(reproduction, table, studies, command);
    AtomicFile.write(folder.resolve(PAGE), Page.html(JtereproductionGenerated::render, page));
  }

  /** The outcome of all in a sentence, for the page and the command line. */
  public static String opening(Reproduction reproduction) {
    return Text.format(
        "Of %d published numbers %d agree with ours and %d differ (Welch's test, α = 0.05); %d stand"
            + " beside ours without a test, and %d are not replayed.",
        reproduction.tables().stream().mapToInt(table -> table.lines().size()).sum(),
        reproduction.count(Outcome.AGREES),
        reproduction.count(Outcome.DIFFERS),
        reproduction.count(Outcome.UNTESTED),
        reproduction.count(Outcome.NOT_REPLAYED));
  }

  String title() {
    return "What the papers report, and what the replay gives";
  }

  String opening() {
    return opening(reproduction);
  }

  List<Glance> glances() {
    return reproduction.tables().stream().map(Glance::new).toList();
  }

  /** Of which accuracies nobody has trained a network; empty where all are measured. */
  String modelled() {
    return replays()
        .filter(replayed -> !modelledAccuracies(replayed).isEmpty())
        .map(replayed -> replayed.provenance().table().file())
        .distinct()
        .collect(joining(" and "));
  }

  /** What may be said on the strength of this page, and what may not. */
  List<String> claims() {
    List<String> claims = new ArrayList<>();
    String measured = names(replayed -> modelledAccuracies(replayed).isEmpty());
    if (!measured.isEmpty()) {
      claims.add(
          Text.format(
              "Measured: %s. Networks that were trained answer, so that an agreement is a"
                  + " reproduction of the search.",
              measured));
    }
    String modelled = names(replayed -> !modelledAccuracies(replayed).isEmpty());
    if (!modelled.isEmpty()) {
      claims.add(
          Text.format(
              "Modelled: %s. An agreement says that model and searcher together behave as in the"
                  + " paper; it is no second measurement, and says nothing of any one network.",
              modelled));
    }
    for (PaperTable table : reproduction.tables()) {
      long recalled = table.lines().stream().filter(line -> !line.published().confirmed()).count();
      if (recalled == 0) continue;
      claims.add(
          Text.format(
              "Recalled: %d of %d numbers of %s could not be checked; nothing beside them says"
                  + " anything about the paper.",
              recalled, table.lines().size(), table.name()));
    }
    replays().map(ReproductionPage::largest).filter(said -> !said.isEmpty()).forEach(claims::add);
    return claims;
  }

  private String names(Predicate<Replayed> kind) {
    return replays()
        .filter(kind)
        .map(
            replayed ->
                Text.format("%s on %s", replayed.folder(), replayed.provenance().table().file()))
        .distinct()
        .collect(joining(", "));
  }

  /** Means that differ, by table, the farthest first. */
  List<String> differences() {
    return reproduction.tables().stream()
        .map(ReproductionPage::differences)
        .filter(said -> !said.isEmpty())
        .toList();
  }

  private static String differences(PaperTable table) {
    List<Line> lines =
        table.lines(Outcome.DIFFERS).stream()
            .sorted(Comparator.comparingDouble(line -> -Math.abs(difference(line))))
            .toList();
    if (lines.isEmpty()) return "";
    return Text.format(
        "%s: %d of %d tested means: %s.",
        table.name(),
        lines.size(),
        lines.size() + table.lines(Outcome.AGREES).size(),
        lines.stream()
            .map(
                line ->
                    Text.format(
                        "%s %s %s %s",
                        line.published().method(),
                        line.published().dataset(),
                        line.published().split(),
                        Decimals.signed(difference(line))))
            .collect(joining(", ")));
  }

  private static double difference(Line differing) {
    return Objects.requireNonNull(differing.difference());
  }

  /**
   * LayerNAS begins with the largest network: where nothing is constrained, what it leads by says
   * less about its search than about where that begins. Empty where the two were not both replayed.
   */
  private static String largest(Replayed replayed) {
    ReplayProvenance provenance = replayed.provenance();
    List<Protocol> free =
        provenance.protocols().stream().filter(p -> p.constraint() == null).toList();
    String largest = means(replayed, free, "largest");
    String layerNas = means(replayed, free, "layernas");
    if (largest.isEmpty() || layerNas.isEmpty()) return "";
    return Text.format(
        "%s: without a constraint LayerNAS begins with the largest network. To train that one and"
            + " stop gives %s %%, LayerNAS %s %%: what lies between the two is its search, the rest is"
            + " where it begins.",
        replayed.folder(), largest, layerNas);
  }

  /** By protocol; empty where the searcher was not run, or not all its runs have a value. */
  private static String means(Replayed replayed, List<Protocol> protocols, String searcher) {
    return replayed.provenance().searchers().stream()
        .filter(each -> each.name().equals(searcher))
        .findFirst()
        .map(
            each ->
                protocols.stream()
                    .map(protocol -> replayed.statistics().budget(protocol, each.label()))
                    .map(FixedBudget::test)
                    .map(test -> test == null ? Decimals.NONE : Decimals.decimals(test.mean(), 2))
                    .collect(joining(" / ")))
        .orElse("");
  }

  /** Who finds the best network with how few trainings, where that was counted. */
  List<String> efficiency() {
    return replays()
        .filter(replayed -> !replayed.optimum().isEmpty())
        .map(ReproductionPage::efficiency)
        .toList();
  }

  private static String efficiency(Replayed replayed) {
    Map<String, List<TrainingsToOptimum>> bySearcher =
        replayed.optimum().stream()
            .collect(
                groupingBy(TrainingsToOptimum::searcher, LinkedHashMap::new, Collectors.toList()));
    return Text.format(
        "%s: runs that find the best network by the reward, and in how many of %d protocols nobody is"
            + " expected to need fewer trainings: %s.",
        replayed.folder(),
        replayed.provenance().protocols().size(),
        bySearcher.entrySet().stream()
            .map(
                each ->
                    Text.format(
                        "%s %.0f %%, %d",
                        each.getKey(),
                        100.0
                            * each.getValue().stream().mapToInt(t -> t.found().length).sum()
                            / each.getValue().stream().mapToInt(TrainingsToOptimum::runs).sum(),
                        each.getValue().stream().filter(t -> isFewest(t, replayed)).count()))
            .collect(joining("; ")));
  }

  private static boolean isFewest(TrainingsToOptimum one, Replayed replayed) {
    return one.found().length > 0
        && replayed.optimum().stream()
            .filter(other -> other.protocol().equals(one.protocol()))
            .noneMatch(other -> other.expected() < one.expected());
  }

  /** Who leads, protocol by protocol, of each replay. */
  Map<String, List<String>> leaders() {
    Map<String, List<String>> leaders = new LinkedHashMap<>();
    replays()
        .forEach(
            replayed ->
                leaders.put(
                    replayed.folder(),
                    replayed.provenance().protocols().stream()
                        .flatMap(
                            p ->
                                Stream.concat(
                                    Stream.of(
                                        LeadSentence.of(
                                            replayed.provenance(), replayed.statistics(), p)),
                                    LeadSentence.besides(replayed.statistics(), p).stream()))
                        .toList()));
    return leaders;
  }

  /** The rows that have no number of ours, by why. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (PaperTable table : reproduction.tables()) {
      Map<String, Set<String>> byReason = new LinkedHashMap<>();
      for (Line line : table.lines(Outcome.NOT_REPLAYED)) {
        byReason
            .computeIfAbsent(line.reason(), reason -> new LinkedHashSet<>())
            .add(line.published().method());
      }
      byReason.forEach(
          (reason, methods) ->
              missing.add(
                  Text.format("%s, %s: %s.", table.name(), String.join(", ", methods), reason)));
    }
    return missing;
  }

  private Stream<Replayed> replays() {
    return reproduction.tables().stream().flatMap(table -> table.replays().stream());
  }

  /** What kind of numbers answered. */
  static String kinds(Replayed replayed) {
    ReplayProvenance provenance = replayed.provenance();
    return provenance.protocols().stream()
        .map(protocol -> Origin.kinds(provenance, protocol, Origin.answers(protocol)))
        .distinct()
        .collect(joining("; "));
  }

  /** The roles in which an accuracy is modelled. */
  private static List<String> modelledAccuracies(Replayed replayed) {
    ReplayProvenance provenance = replayed.provenance();
    return provenance.protocols().stream()
        .flatMap(
            protocol -> Origin.modelled(provenance, protocol, Origin.networks(protocol)).stream())
        .distinct()
        .toList();
  }
}
