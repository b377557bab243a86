package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.search.Largest;

/**
 * How much of what a searcher reaches was there when it began. Where nothing constrains the cost,
 * one that trains the largest network first has at once what {@link Largest} answers without
 * searching.
 *
 * @param protocol the protocol's name
 * @param searcher the label of one whose every run begins with the network that largest trains
 * @param rival the label of the best that begins elsewhere
 * @param reached the searcher's mean test accuracy, in percent
 * @param largest that of largest
 * @param elsewhere that of the rival
 */
public record HeadStart(
    String protocol,
    String searcher,
    String rival,
    double reached,
    double largest,
    double elsewhere) {

  /** How far the searcher is above the rival, in points; 0 or less where it is not. */
  public double lead() {
    return reached - elsewhere;
  }

  /** How much of the lead, where there is one, was there when it began, in points. */
  public double begun() {
    return Math.max(0, Math.min(reached, largest) - elsewhere);
  }

  /** How far the searcher ends below where it begins, in points; 0 or less where it does not. */
  public double lost() {
    return largest - reached;
  }

  /** Of every protocol. */
  static List<HeadStart> of(Results results, List<FixedBudget> budgets) {
    return results.provenance().protocols().stream()
        .flatMap(protocol -> of(results, protocol, budgets).stream())
        .toList();
  }

  /** None where there is a constraint, or no searcher that is largest. */
  static List<HeadStart> of(Results results, Protocol protocol, List<FixedBudget> budgets) {
    Optional<String> baselineLabel =
        results.provenance().searchers().stream()
            .filter(searcher -> searcher.name().equals(Largest.NAME))
            .map(ReplayProvenance.Searcher::label)
            .findFirst();
    if (protocol.constraint() != null || baselineLabel.isEmpty()) return List.of();
    String largest = baselineLabel.get();
    String network = results.runs(protocol.name(), largest).get(0).architecture();
    List<FixedBudget> there = new ArrayList<>();
    List<FixedBudget> elsewhere = new ArrayList<>();
    for (FixedBudget budget : budgets) {
      if (!budget.protocol().equals(protocol.name()) || !budget.answers().complete()) continue;
      boolean begins =
          results.runs(protocol.name(), budget.searcher()).stream()
              .allMatch(run -> begins(run, network));
      (begins ? there : elsewhere).add(budget);
    }
    Optional<FixedBudget> rival =
        elsewhere.stream().max(Comparator.comparingDouble(HeadStart::mean));
    Optional<FixedBudget> baseline =
        there.stream().filter(budget -> budget.searcher().equals(largest)).findFirst();
    if (rival.isEmpty() || baseline.isEmpty()) return List.of();
    return there.stream()
        .filter(budget -> !budget.searcher().equals(largest))
        .map(
            budget ->
                new HeadStart(
                    protocol.name(),
                    budget.searcher(),
                    rival.get().searcher(),
                    mean(budget),
                    mean(baseline.get()),
                    mean(rival.get())))
        .toList();
  }

  private static boolean begins(Run run, String network) {
    if (run.trajectory().isEmpty()) return false;
    Run.Step first = run.trajectory().get(0);
    return first.evaluations() == 1 && first.architecture().equals(network);
  }

  private static double mean(FixedBudget complete) {
    return Objects.requireNonNull(complete.test()).mean();
  }
}
