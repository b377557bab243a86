package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Optimum;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Suite;

/**
 * What became of the tables of papers: every published number with ours beside it, or with the
 * reason why there is none.
 *
 * @param tables by paper, in the order of the published results
 */
public record Reproduction(List<PaperTable> tables) {
  private static final Set<String> OPTIMA =
      Set.of(Optimum.name("validation"), Optimum.name("test"));

  /**
   * A suite that compares itself with a table of a paper, which {@link Suite#published} names.
   *
   * @param leftOut names of its searchers that were not run
   * @param replayed null where it was not
   * @param reason why it was not, as the middle of a sentence; empty where it was
   */
  public record Source(
      Suite suite, Set<String> leftOut, @Nullable Replayed replayed, String reason) {
    Suite.Published published() {
      return Objects.requireNonNull(suite.published());
    }
  }

  /**
   * A replay that is finished.
   *
   * @param folder of its results, beside the page that tells of it
   * @param optimum what it takes to find the best network; empty where budgets are in seconds
   */
  public record Replayed(
      String folder,
      ReplayProvenance provenance,
      Statistics statistics,
      List<TrainingsToOptimum> optimum) {}

  /**
   * A table of a paper.
   *
   * @param sources the suites that compare themselves with it
   * @param lines its numbers, in the order of the published results
   */
  public record PaperTable(String paper, String table, List<Source> sources, List<Line> lines) {
    public String name() {
      return paper + ", " + table;
    }

    public List<Line> lines(Outcome outcome) {
      return lines.stream().filter(line -> line.outcome() == outcome).toList();
    }

    /** The replays of it that are finished. */
    public List<Replayed> replays() {
      return sources.stream().map(Source::replayed).filter(Objects::nonNull).toList();
    }
  }

  /** What can be said of a published number. */
  public enum Outcome {
    AGREES,
    DIFFERS,
    /** Ours stands beside it, and there is no test. */
    UNTESTED,
    NOT_REPLAYED
  }

  /**
   * A published number.
   *
   * @param replayed where ours is from; null without ours
   * @param comparison with ours; null without ours
   * @param reason why there is no number of ours, as the middle of a sentence; empty where there is
   */
  public record Line(
      PublishedResults.Row published,
      @Nullable Replayed replayed,
      @Nullable PublishedComparison comparison,
      String reason) {

    public Outcome outcome() {
      if (comparison == null) return Outcome.NOT_REPLAYED;
      return switch (comparison.verdict()) {
        case AGREES -> Outcome.AGREES;
        case DIFFERS -> Outcome.DIFFERS;
        case OPEN -> Outcome.UNTESTED;
      };
    }

    /** Ours minus published, in points; null without ours. */
    public @Nullable Double difference() {
      return comparison == null ? null : comparison.difference();
    }

    /** The protocol that ours was replayed under; null without ours. */
    public @Nullable Protocol protocol() {
      return replayed == null || comparison == null
          ? null
          : replayed.provenance().protocol(comparison.protocol());
    }
  }

  /**
   * Every number of every paper that some suite compares itself with.
   *
   * @param sources suites with {@link Suite#published}; of two that have a number, the one with
   *     more runs is asked
   */
  public static Reproduction of(List<Source> sources, PublishedResults papers) {
    List<String> told = sources.stream().map(s -> s.published().paper()).distinct().toList();
    List<PaperTable> tables = new ArrayList<>();
    for (PublishedResults.Row row : papers.rows()) {
      if (!told.contains(row.paper())) continue;
      PaperTable known =
          tables.stream()
              .filter(t -> t.paper().equals(row.paper()) && t.table().equals(row.table()))
              .findFirst()
              .orElse(null);
      if (known == null) {
        List<Source> own = sources.stream().filter(s -> row.isOf(s.published())).toList();
        known = new PaperTable(row.paper(), row.table(), own, new ArrayList<>());
        tables.add(known);
      }
      known.lines().add(line(row, known.sources(), papers));
    }
    return new Reproduction(tables);
  }

  /** How many numbers of all tables have this outcome. */
  public int count(Outcome outcome) {
    return tables.stream().mapToInt(table -> table.lines(outcome).size()).sum();
  }

  private static Line line(
      PublishedResults.Row row, List<Source> sources, PublishedResults papers) {
    return sources.stream()
        .map(Source::replayed)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparingInt(replayed -> -replayed.provenance().runs()))
        .flatMap(replayed -> beside(row, replayed))
        .findFirst()
        .orElseGet(() -> new Line(row, null, null, missing(row, sources, papers)));
  }

  private static Stream<Line> beside(PublishedResults.Row row, Replayed replayed) {
    return replayed.statistics().publishedComparisons().stream()
        .filter(comparison -> comparison.ours() != null && comparison.published().equals(row))
        .map(comparison -> new Line(row, replayed, comparison, ""));
  }

  private static String missing(
      PublishedResults.Row row, List<Source> sources, PublishedResults papers) {
    if (sources.isEmpty()) {
      return Text.format("no suite replays a table of the space %s", row.space());
    }
    if (row.budgetSeconds() == null && !OPTIMA.contains(row.method())) {
      return "the paper gives it no budget of trainings: it shares weights between networks or trains"
          + " none, and a table of networks that were trained one by one cannot answer it";
    }
    List<Source> comparable =
        sources.stream()
            .filter(
                source ->
                    source.suite().protocols().stream()
                        .anyMatch(p -> papers.comparable(source.published(), p).contains(row)))
            .toList();
    if (comparable.isEmpty()) return "no suite has its budget, constraint and length of training";
    for (Source source : comparable) {
      if (!source.reason().isEmpty()) return source.reason();
    }
    List<String> searchers =
        comparable.stream()
            .flatMap(source -> source.published().methods().entrySet().stream())
            .filter(method -> method.getValue().equals(row.method()))
            .map(method -> method.getKey())
            .distinct()
            .toList();
    for (Source source : comparable) {
      if (searchers.stream().anyMatch(source.leftOut()::contains)) {
        return "its searcher fits a model to every run, which takes minutes, and was left out;"
            + " --all-searchers runs it";
      }
    }
    return searchers.isEmpty()
        ? "no searcher of a suite stands for it"
        : Text.format(
            "no suite here runs %s, or the table has no accuracy of its answers",
            String.join(", ", searchers));
  }
}
