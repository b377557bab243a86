package org.nasreplay.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.TableOracle;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.Constraint;
import org.nasreplay.search.ForwardingSession;
import org.nasreplay.search.Session;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.surrogate.TopologyTimes;

/** A protocol on a table: everything that the runs of all its searchers share. */
public final class Task {
  private final Protocol protocol;
  private final BenchmarkTable table;
  private final EnumerableSpace space;
  private final TableOracle oracle;
  private final Constraint constraint;
  private final CostModel flops;
  private final CostModel params;
  private final double[] meanReward;
  private final double[] valid;
  private final double[] test;
  private final List<UsedColumn> columns = new ArrayList<>();

  /**
   * A column and what the protocol needs it for: {@code reward}, {@code time}, or to report {@code
   * validation} or {@code test} accuracy.
   */
  public record UsedColumn(String role, Column column) {}

  /**
   * A protocol made ready to run.
   *
   * @throws InputException where the table lacks a column, or no architecture satisfies the
   *     constraint
   */
  public Task(Protocol protocol, BenchmarkTable measured) {
    this.protocol = protocol;
    this.table = TopologyTimes.complete(measured);
    this.space = table.space();
    Protocol.Reward reward = protocol.reward();
    this.oracle =
        new TableOracle(
            table, protocol.dataset(), reward.metric(), reward.epochs(), reward.seeds());
    if (protocol.budget().seconds() != null) oracle.requirePrices();
    this.constraint = protocol.constraintOn(space);
    this.flops = space.cost("flops", protocol.dataset());
    this.params = space.cost("params", protocol.dataset());
    List<Column> rewards = oracle.rewardColumns(reward.epochs());
    rewards.forEach(c -> columns.add(new UsedColumn("reward", c)));
    rewards.stream()
        .flatMap(c -> oracle.timeColumns(c).stream())
        .distinct()
        .forEach(c -> columns.add(new UsedColumn("time", c)));
    this.meanReward =
        table.mean(
            ColumnKey.of(
                rewards.get(0).key().dataset(), reward.epochs(), reward.metric(), ColumnKey.MEAN));
    this.valid = reported("validation", Metric.VALID_ACCURACY, protocol.report().validEpochs());
    this.test = reported("test", protocol.report().metric(), protocol.report().epochs());
    if (best(test) < 0) {
      boolean admitted =
          IntStream.range(0, space.size()).anyMatch(i -> constraint.admits(space.architecture(i)));
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
  }

  private double[] reported(String role, Metric metric, int epochs) {
    var dataset =
        metric == Metric.VALID_ACCURACY ? protocol.dataset().searchSplit() : protocol.dataset();
    ColumnKey key = ColumnKey.of(dataset, epochs, metric, ColumnKey.MEAN);
    for (Column column : table.meanColumns(key)) columns.add(new UsedColumn(role, column));
    return table.mean(key);
  }

  public Protocol protocol() {
    return protocol;
  }

  public EnumerableSpace space() {
    return space;
  }

  /** The columns that decide the results, for provenance. */
  public List<UsedColumn> columns() {
    return List.copyOf(columns);
  }

  /**
   * How the numbers of a role came to be, see {@link UsedColumn}.
   *
   * @return null where no column has the role: trainings need not have a price
   */
  public Provenance.@Nullable Kind kind(String role) {
    List<Provenance.Kind> kinds =
        columns.stream()
            .filter(used -> used.role().equals(role))
            .map(used -> used.column().kind())
            .toList();
    return kinds.isEmpty() ? null : Provenance.Kind.together(kinds);
  }

  /** Reward by architecture index, mean over the seeds, in percent. */
  public double[] meanReward() {
    return meanReward;
  }

  /** Reported test accuracy by architecture index, in percent. */
  public double[] test() {
    return test;
  }

  public double flops(int index) {
    return flops.cost(space.architecture(index));
  }

  /**
   * The admitted architectures with the greatest mean reward and the greatest reported accuracy.
   */
  public List<Optimum> optima() {
    return List.of(optimum("validation", best(meanReward)), optimum("test", best(test)));
  }

  private Optimum optimum(String of, int index) {
    Architecture a = space.architecture(index);
    return new Optimum(
        protocol.name(),
        of,
        space.format(a),
        meanReward[index],
        valid[index],
        test[index],
        flops.cost(a),
        params.cost(a));
  }

  /** The first admitted architecture with the greatest value; −1 where none is admitted. */
  private int best(double[] values) {
    int best = -1;
    for (int i = 0; i < values.length; i++) {
      if ((best < 0 || values[i] > values[best])
          && !Double.isNaN(values[i])
          && constraint.admits(space.architecture(i))) {
        best = i;
      }
    }
    return best;
  }

  /** A session under this protocol, at its start. */
  public BudgetedSession session(long seed) {
    CostModel bounded = constraint.cost();
    return new BudgetedSession(
        oracle, protocol.budget(), constraint, bounded == null ? flops : bounded, seed);
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

  private Run finished(String label, int number, long seed, BudgetedSession session) {
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
        last == null ? Double.NaN : trajectory.get(trajectory.size() - 1).reward(),
        last == null ? Double.NaN : valid[last.index()],
        last == null ? Double.NaN : test[last.index()],
        last == null ? Double.NaN : flops.cost(last),
        last == null ? Double.NaN : params.cost(last),
        atBudget(valid, session, last),
        atBudget(test, session, last),
        trajectory);
  }

  private double atBudget(double[] values, BudgetedSession session, @Nullable Architecture last) {
    if (last == null) return Double.NaN;
    return switch (protocol.report().at()) {
      case LAST -> values[last.index()];
      case INTERPOLATED -> session.atBudget(values, protocol.budget().secondsOrInfinity());
    };
  }

  private Run.Step step(BudgetedSession session, int i) {
    Architecture a = session.stepArchitecture(i);
    return new Run.Step(
        session.stepEvaluations(i),
        session.stepSeconds(i),
        space.format(a),
        session.stepReward(i),
        valid[a.index()],
        test[a.index()]);
  }
}
