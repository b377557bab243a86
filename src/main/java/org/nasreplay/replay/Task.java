package org.nasreplay.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.Benchmark;
import org.nasreplay.oracle.Evaluator;
import org.nasreplay.oracle.Reference;
import org.nasreplay.oracle.ReportedValues;
import org.nasreplay.oracle.Source;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.Constraint;
import org.nasreplay.search.ForwardingSession;
import org.nasreplay.search.Needs;
import org.nasreplay.search.Session;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.SearchSpace;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;

/** A protocol on a benchmark: everything that the runs of all its searchers share. */
public final class Task {
  private final Protocol protocol;
  private final SearchSpace space;
  private final Evaluator evaluator;
  private final Constraint constraint;
  private final CostModel cost;

  /** What an answer weighs against its reward; empty where it is one network. */
  private final List<CostModel> front;

  private final List<CostModel> costs;

  /** The same as searchers see them, the one that counts first. */
  private final List<CostModel> searchedCosts;

  private final ReportedValues valid;
  private final ReportedValues test;
  private final Reference reference;
  private final List<UsedSource> sources = new ArrayList<>();

  /**
   * A source and what the protocol needs it for: {@code reward}, {@code time}, or to report {@code
   * validation} or {@code test} accuracy.
   */
  public record UsedSource(String role, Source source) {}

  /**
   * A protocol made ready to run.
   *
   * @param costNames that results tell of networks; the first one counts where none is bounded
   * @throws InputException where the benchmark lacks values, or no network of the reference
   *     satisfies the constraint
   */
  public Task(Protocol protocol, Benchmark benchmark, List<String> costNames) {
    this.protocol = protocol;
    this.space = benchmark.space();
    Protocol.Reward reward = protocol.reward();
    this.evaluator =
        benchmark.evaluator(protocol.dataset(), reward.metric(), reward.epochs(), reward.seeds());
    if (protocol.budget().seconds() != null) evaluator.requirePrices();
    this.constraint = protocol.constraintOn(benchmark);
    this.costs = costNames.stream().map(name -> benchmark.cost(name, protocol.dataset())).toList();
    Protocol.Report report = protocol.report();
    this.valid =
        benchmark.reported(
            protocol.dataset(), Metric.VALID_ACCURACY, report.validEpochs(), List.of());
    this.test =
        benchmark.reported(protocol.dataset(), report.metric(), report.epochs(), report.seeds());
    this.front =
        protocol.frontCosts().stream()
            .map(name -> benchmark.cost(name, protocol.dataset()))
            .toList();
    CostModel bounded = front.isEmpty() ? constraint.cost() : front.get(0);
    this.cost = bounded == null ? costs.get(0) : bounded;
    this.searchedCosts =
        Stream.concat(
                Stream.of(cost), costs.stream().filter(each -> !each.name().equals(cost.name())))
            .toList();
    this.reference = benchmark.reference();
    use("reward", evaluator.rewardSources());
    use("time", evaluator.timeSources());
    use("validation", valid.sources());
    use("test", test.sources());
    if (reference.exhaustive()) requireAnAnswer();
    var open = new int[space.positions()];
    Arrays.fill(open, -1);
    if (cost.bounded() && !constraint.canBeMet(open)) {
      throw new InputException(
          Text.format(
              "protocol %s: no network satisfies the constraint, the %s lie from %s to %s",
              protocol.name(),
              cost.name(),
              cost.bounds(open).least(),
              cost.bounds(open).greatest()));
    }
  }

  /** One with the usual costs of the benchmark. */
  public Task(Protocol protocol, Benchmark benchmark) {
    this(protocol, benchmark, reported(List.of(protocol), benchmark));
  }

  /**
   * The costs that results tell of networks: all that are known on the dataset of every protocol,
   * and those that are bounded.
   *
   * @throws InputException where there is none
   */
  static List<String> reported(List<Protocol> protocols, Benchmark benchmark) {
    Set<String> names = new LinkedHashSet<>(benchmark.costs(protocols.get(0).dataset()));
    protocols.forEach(protocol -> names.retainAll(benchmark.costs(protocol.dataset())));
    protocols.stream().map(Protocol::boundedCost).filter(Objects::nonNull).forEach(names::add);
    protocols.stream().map(Protocol::frontCosts).forEach(names::addAll);
    if (names.isEmpty()) {
      throw new InputException(
          "the benchmark has no cost of every network, expected a column like flops"
              + " [multiply-adds]");
    }
    return List.copyOf(names);
  }

  private void use(String role, List<Source> used) {
    used.forEach(source -> sources.add(new UsedSource(role, source)));
  }

  private void requireAnAnswer() {
    if (best(reference.architectures(), test::of) != null) return;
    boolean admitted = reference.architectures().stream().anyMatch(constraint::admits);
    throw new InputException(
        Text.format(
            "protocol %s: no %s",
            protocol.name(),
            admitted
                ? Text.format(
                    "admitted architecture of the table has a %s after %d epochs",
                    protocol.report().metric(), protocol.report().epochs())
                : "architecture of the table satisfies the constraint"));
  }

  public Protocol protocol() {
    return protocol;
  }

  public SearchSpace space() {
    return space;
  }

  /** Where the numbers that decide the results come from. */
  public List<UsedSource> sources() {
    return List.copyOf(sources);
  }

  /**
   * How the numbers of a role came to be, see {@link UsedSource}.
   *
   * @return null where no source has the role: trainings need not have a price
   */
  public Provenance.@Nullable Kind kind(String role) {
    List<Provenance.Kind> kinds =
        sources.stream()
            .filter(used -> used.role().equals(role))
            .map(used -> used.source().provenance().kind())
            .toList();
    return kinds.isEmpty() ? null : Provenance.Kind.together(kinds);
  }

  /** What results tell of networks. */
  List<CostModel> costs() {
    return costs;
  }

  /** The networks that searchers are held against. */
  public Reference reference() {
    return reference;
  }

  /** Of every network of the reference: its cost, mean reward and reported test accuracy. */
  Results.Networks networks() {
    return new Results.Networks(
        values(cost::cost),
        values(evaluator::meanReward),
        values(test::of),
        front.size() < 2 ? null : values(front.get(1)::cost));
  }

  private double[] values(ToDoubleFunction<Architecture> value) {
    return reference.architectures().stream().mapToDouble(value).toArray();
  }

  /**
   * The admitted networks with the greatest mean reward and the greatest reported accuracy; of
   * networks that are not all listed the best known, those that {@code found} names among them.
   *
   * @param found in the space's notation
   */
  public List<Optimum> optima(Stream<String> found) {
    List<Architecture> known = new ArrayList<>(reference.architectures());
    if (!reference.exhaustive()) found.distinct().map(space::parse).forEach(known::add);
    return List.of(
        optimum("validation", best(known, evaluator::meanReward)),
        optimum("test", best(known, test::of)));
  }

  private Optimum optimum(String of, @Nullable Architecture a) {
    return new Optimum(
        protocol.name(),
        of,
        a == null ? "" : space.format(a),
        a == null ? Double.NaN : evaluator.meanReward(a),
        a == null ? Double.NaN : valid.of(a),
        a == null ? Double.NaN : test.of(a),
        costs(a));
  }

  private Map<String, Double> costs(@Nullable Architecture a) {
    Map<String, Double> all = new LinkedHashMap<>();
    for (CostModel each : costs) all.put(each.name(), a == null ? Double.NaN : each.cost(a));
    return all;
  }

  /** The first admitted architecture with the greatest value; null where none is admitted. */
  private @Nullable Architecture best(
      List<Architecture> known, ToDoubleFunction<Architecture> value) {
    Architecture best = null;
    double greatest = Double.NaN;
    for (Architecture each : known) {
      double its = value.applyAsDouble(each);
      if ((best == null || its > greatest) && !Double.isNaN(its) && constraint.admits(each)) {
        best = each;
        greatest = its;
      }
    }
    return best;
  }

  /**
   * Makes sure that a searcher finds what it asks for.
   *
   * @param label of the searcher
   * @throws InputException where it does not
   */
  public void require(String label, ConfiguredSearcher searcher) {
    Needs needs = searcher.create().get().needs(protocol.reward().epochs());
    String who = Text.format("searcher %s under protocol %s", label, protocol.name());
    for (int epochs : needs.epochs()) {
      try {
        evaluator.at(epochs);
      } catch (InputException e) {
        throw new InputException(
            Text.format(
                "%s trains for %d of %d epochs: %s",
                who, epochs, protocol.reward().epochs(), e.line()),
            e);
      }
    }
    boolean layered = space.layered() != null && constraint.cost() == null;
    boolean bounds = needs.costBounds() || (needs.layers() && !layered);
    if (bounds && !cost.bounded()) {
      throw new InputException(
          Text.format(
              "%s needs the bounds of %s, which are not known: the space has too many positions",
              who, cost.name()));
    }
    if (needs.allNetworks() && !reference.exhaustive()) {
      throw new InputException(
          Text.format("%s needs all networks of the space, which are too many to list", who));
    }
  }

  /** A session under this protocol, at its start. */
  public BudgetedSession session(long seed) {
    return new BudgetedSession(
        evaluator, protocol.budget(), constraint, searchedCosts, front, seed);
  }

  /** The answers after {@code epochs} epochs. */
  Evaluator.Fidelity fidelity(int epochs) {
    return evaluator.at(epochs);
  }

  /** What a searcher is told of an accuracy: the same, or less a penalty. */
  double told(Architecture architecture, double accuracy) {
    Penalty penalty = protocol.penalty();
    return penalty == null
        ? accuracy
        : penalty.reward(accuracy, cost.cost(architecture), Penalty.target(constraint.range()));
  }

  /** One whole run. */
  public Run run(String label, ConfiguredSearcher searcher, int number, long seed) {
    return run(label, searcher, number, seed, session(seed));
  }

  /** One whole run in a session at its start. */
  Run run(
      String label, ConfiguredSearcher searcher, int number, long seed, BudgetedSession session) {
    return run(label, searcher, number, seed, session, session);
  }

  /**
   * One whole run under somebody's eyes; the same run as without.
   *
   * @param watcher is told after every evaluation
   */
  public Run run(
      String label, ConfiguredSearcher searcher, int number, long seed, Watcher watcher) {
    BudgetedSession session = session(seed);
    var watched =
        new ForwardingSession(session) {
          private int seen;

          @Override
          public double evaluate(Architecture architecture) {
            return told(super.evaluate(architecture));
          }

          @Override
          public double evaluate(Architecture architecture, int epochs) {
            return told(super.evaluate(architecture, epochs));
          }

          private double told(double reward) {
            boolean better = session.steps() > seen;
            if (better) seen = session.steps();
            watcher.evaluated(
                session.evaluations(), session.seconds(), better ? step(session, seen - 1) : null);
            return reward;
          }
        };
    return run(label, searcher, number, seed, session, watched);
  }

  /** Sees a run while it goes on. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * Something was evaluated.
     *
     * @param evaluations so far
     * @param seconds simulated so far
     * @param incumbent the new one; null where the old one stays
     */
    void evaluated(long evaluations, double seconds, Run.@Nullable Step incumbent);
  }

  private Run run(
      String label,
      ConfiguredSearcher searcher,
      int number,
      long seed,
      BudgetedSession session,
      Session seen) {
    Penalty penalty = protocol.penalty();
    searcher.create().get().search(penalty == null ? seen : penalty.applied(seen));
    return finished(label, number, seed, session);
  }

  /** A session that is at its end as a run. */
  Run finished(String label, int number, long seed, BudgetedSession session) {
    List<Run.Step> trajectory =
        IntStream.range(0, session.steps()).mapToObj(i -> step(session, i)).toList();
    Architecture last = session.incumbent();
    return new Run(
        protocol.name(),
        label,
        number,
        seed,
        session.evaluations(),
        session.seconds(),
        last == null ? "" : space.format(last),
        last == null ? Double.NaN : session.best(),
        last == null ? Double.NaN : valid.of(last),
        last == null ? Double.NaN : test.of(last),
        costs(last),
        atBudget(valid, session, last),
        atBudget(test, session, last),
        trajectory);
  }

  private double atBudget(
      ReportedValues values, BudgetedSession session, @Nullable Architecture last) {
    if (last == null) return Double.NaN;
    return switch (protocol.report().at()) {
      case LAST -> values.of(last);
      case INTERPOLATED -> session.atBudget(values::of, protocol.budget().secondsOrInfinity());
    };
  }

  private Run.Step step(BudgetedSession session, int i) {
    Architecture a = session.stepArchitecture(i);
    return new Run.Step(
        session.stepEvaluations(i),
        session.stepSeconds(i),
        space.format(a),
        session.stepReward(i),
        valid.of(a),
        test.of(a),
        front.stream().map(cost -> cost.cost(a)).toList());
  }
}
