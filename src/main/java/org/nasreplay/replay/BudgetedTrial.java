package org.nasreplay.replay;

import java.util.Arrays;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.nasreplay.oracle.Oracle;
import org.nasreplay.oracle.SimulatedClock;
import org.nasreplay.search.Constraint;
import org.nasreplay.search.Trial;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.SearchSpace;

/** A trial that asks an oracle, pays from a budget and remembers how the incumbent changed. */
public final class BudgetedTrial implements Trial {
  private final Oracle oracle;
  private final Oracle.Fidelity whole;
  private final Constraint constraint;
  private final CostModel cost;
  private final SimulatedClock clock;
  private final long evaluationBudget;
  private final UniformRandomProvider random;
  private final UniformRandomProvider answerRandom;

  private long evaluations;
  private @Nullable Architecture incumbent;
  private double best = Double.NEGATIVE_INFINITY;

  // The last three points of (time, incumbent): one of them crosses the budget, and the two that
  // are nearest to it in time are always among them.
  private double time1;
  private double time2;
  private double time3;
  private @Nullable Architecture incumbent2;
  private @Nullable Architecture incumbent3;

  private Architecture[] improvements = new Architecture[16];
  private double[] rewards = new double[16];
  private double[] times = new double[16];
  private long[] counts = new long[16];
  private int steps;

  /**
   * A trial at its start.
   *
   * @param cost what {@link #cost()} answers: the constrained cost, or FLOPs
   * @param seed of both generators: the searcher's, and the one that draws among stored seeds
   */
  public BudgetedTrial(
      Oracle oracle, Protocol.Budget budget, Constraint constraint, CostModel cost, long seed) {
    this.oracle = oracle;
    this.whole = oracle.at(oracle.epochs());
    this.constraint = constraint;
    this.cost = cost;
    this.clock = new SimulatedClock(budget.secondsOrInfinity());
    Integer count = budget.evaluations();
    this.evaluationBudget = count == null ? Long.MAX_VALUE : count;
    var generator = (JumpableUniformRandomProvider) RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    this.answerRandom = generator.jump();
    this.random = generator;
  }

  @Override
  public SearchSpace space() {
    return oracle.space();
  }

  @Override
  public UniformRandomProvider random() {
    return random;
  }

  @Override
  public Constraint constraint() {
    return constraint;
  }

  @Override
  public CostModel cost() {
    return cost;
  }

  @Override
  public int epochs() {
    return oracle.epochs();
  }

  @Override
  public boolean exhausted() {
    return clock.exhausted() || evaluations >= evaluationBudget;
  }

  @Override
  public double evaluate(Architecture architecture) {
    return evaluate(architecture, whole);
  }

  @Override
  public double evaluate(Architecture architecture, int epochs) {
    return evaluate(architecture, oracle.at(epochs));
  }

  private double evaluate(Architecture architecture, Oracle.Fidelity fidelity) {
    if (exhausted()) throw new IllegalStateException("evaluation after the budget is spent");
    int answer = fidelity.draw(architecture, answerRandom);
    double reward = fidelity.reward(architecture, answer);
    clock.advance(fidelity.seconds(architecture, answer));
    evaluations++;
    time3 = time2;
    incumbent3 = incumbent2;
    time2 = time1;
    incumbent2 = incumbent;
    time1 = clock.seconds();
    if (reward > best && constraint.admits(architecture)) {
      best = reward;
      incumbent = architecture;
      remember(architecture, reward);
    }
    return reward;
  }

  private void remember(Architecture architecture, double reward) {
    if (steps == improvements.length) {
      improvements = Arrays.copyOf(improvements, 2 * steps);
      rewards = Arrays.copyOf(rewards, 2 * steps);
      times = Arrays.copyOf(times, 2 * steps);
      counts = Arrays.copyOf(counts, 2 * steps);
    }
    improvements[steps] = architecture;
    rewards[steps] = reward;
    times[steps] = clock.seconds();
    counts[steps] = evaluations;
    steps++;
  }

  public long evaluations() {
    return evaluations;
  }

  public double seconds() {
    return clock.seconds();
  }

  /**
   * The architecture with the best reward that satisfies the constraint; null before there is one.
   */
  public @Nullable Architecture incumbent() {
    return incumbent;
  }

  /** How often the incumbent has changed. */
  public int steps() {
    return steps;
  }

  public Architecture stepArchitecture(int step) {
    return improvements[step];
  }

  public double stepReward(int step) {
    return rewards[step];
  }

  public double stepSeconds(int step) {
    return times[step];
  }

  public long stepEvaluations(int step) {
    return counts[step];
  }

  /**
   * The incumbent's value at the budget, as NATS-Bench reads it: on the line through the two
   * recorded points (time, incumbent) that are nearest to the budget in time.
   *
   * @param values by architecture index
   * @param budget in simulated seconds
   * @return NaN where there is no incumbent
   */
  public double interpolated(double[] values, double budget) {
    if (incumbent == null) return Double.NaN;
    double last = values[incumbent.index()];
    if (incumbent2 == null) return last;
    double second = values[incumbent2.index()];
    // Of three points in time order the nearest two are neighbours; a tie goes to the earlier ones.
    if (incumbent3 == null || Math.abs(time1 - budget) < Math.abs(time3 - budget)) {
      return onLine(time2, second, time1, last, budget);
    }
    return onLine(time3, values[incumbent3.index()], time2, second, budget);
  }

  private static double onLine(double t1, double v1, double t2, double v2, double t) {
    return t1 == t2 ? v2 : v1 + (v2 - v1) * (t - t1) / (t2 - t1);
  }
}
