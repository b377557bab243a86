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
 * How much of a searcher's lead was there when it began. Where nothing constrains the cost, one
 * that trains the largest network first has at once what {@link Largest} answers without searching.
 *
 * @param protocol the protocol's name
 * @param searcher the label of one whose every run begins with the network that largest trains
 * @param rival the label of the best that begins elsewhere
 * @param lead how far the searcher's mean test accuracy is above the rival's, in points, above 0
 * @param begun how far that of largest is, in points
 * @param largest mean test accuracy of largest, in percent
 */
public record HeadStart(
    String protocol, String searcher, String rival, double lead, double begun, double largest) {

  /** Whether the greater part of the lead was there when it began. */
  public boolean isMostOfTheLead() {
    return begun >= lead / 2;
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
    double reference = mean(rival.get());
    return there.stream()
        .filter(budget -> !budget.searcher().equals(largest) && mean(budget) > reference)
        .map(
            budget ->
                new HeadStart(
                    protocol.name(),
                    budget.searcher(),
                    rival.get().searcher(),
                    mean(budget) - reference,
                    mean(baseline.get()) - reference,
                    mean(baseline.get())))
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
