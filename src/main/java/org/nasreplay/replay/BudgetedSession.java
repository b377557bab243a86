package org.nasreplay.replay;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.nasreplay.oracle.Evaluator;
import org.nasreplay.oracle.SimulatedClock;
import org.nasreplay.search.Constraint;
import org.nasreplay.search.Session;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.SearchSpace;

/** A session that asks an evaluator, pays from a budget and remembers how the incumbent changed. */
public final class BudgetedSession implements Session {
  private final Evaluator evaluator;
  private final Evaluator.Fidelity whole;
  private final Constraint constraint;
  private final List<CostModel> costs;

  /** What an answer weighs against its reward; empty where it is one network. */
  private final List<CostModel> front;

  private final boolean hasFront;

  private final SimulatedClock clock;
  private final long evaluationBudget;
  private final UniformRandomProvider random;
  private final UniformRandomProvider answerRandom;

  private long evaluations;

  /** What another thread sees of the evaluations: now and then, since it costs a memory barrier. */
  private volatile long shown;

  private double best = Double.NEGATIVE_INFINITY;

  // The time of the evaluation before the last one, and how many steps there were then: the last
  // one alone can cross the budget. A count names the incumbent without a reference, of which the
  // garbage collector would have to be told at every evaluation.
  private double secondsBefore;
  private int stepsBefore;

  private Architecture[] improvements = new Architecture[16];
  private double[] rewards = new double[16];
  private double[] times = new double[16];
  private long[] counts = new long[16];
  private int steps;

  /** The step with the best reward; where the answer is one network, the last. */
  private int incumbentStep = -1;

  /** The steps that no later one beats, as far as {@link #onFront}. */
  private int[] frontSteps = new int[16];

  private int onFront;

  /**
   * A session at its start.
   *
   * @param costs what {@link #costs()} answers: the constrained cost first, or FLOPs
   * @param front what {@link #front()} answers
   * @param seed of both generators: the searcher's, and the one that draws among stored seeds
   */
  public BudgetedSession(
      Evaluator evaluator,
      Protocol.Budget budget,
      Constraint constraint,
      List<CostModel> costs,
      List<CostModel> front,
      long seed) {
    this.front = front;
    this.hasFront = !front.isEmpty();
    this.evaluator = evaluator;
    this.whole = evaluator.at(evaluator.epochs());
    this.constraint = constraint;
    this.costs = costs;
    this.clock = new SimulatedClock(budget.secondsOrInfinity());
    Integer count = budget.evaluations();
    this.evaluationBudget = count == null ? Long.MAX_VALUE : count;
    var generator = (JumpableUniformRandomProvider) RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    this.answerRandom = generator.jump();
    this.random = generator;
  }

  /** The same where there is one cost. */
  public BudgetedSession(
      Evaluator evaluator,
      Protocol.Budget budget,
      Constraint constraint,
      CostModel cost,
      long seed) {
    this(evaluator, budget, constraint, List.of(cost), List.of(), seed);
  }

  @Override
  public SearchSpace space() {
    return evaluator.space();
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
    return costs.get(0);
  }

  @Override
  public List<CostModel> costs() {
    return costs;
  }

  @Override
  public List<CostModel> front() {
    return front;
  }

  @Override
  public Budget budget() {
    return new Budget(clock.budget(), evaluationBudget);
  }

  @Override
  public int epochs() {
    return evaluator.epochs();
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
    return evaluate(architecture, evaluator.at(epochs));
  }

  private double evaluate(Architecture architecture, Evaluator.Fidelity fidelity) {
    if (exhausted()) throw new IllegalStateException("evaluation after the budget is spent");
    return evaluate(architecture, fidelity, fidelity.draw(architecture, answerRandom));
  }

  /** Evaluates where it is known which answer was drawn. */
  double evaluate(Architecture architecture, Evaluator.Fidelity fidelity, int answer) {
    double reward = fidelity.reward(architecture, answer);
    secondsBefore = clock.seconds();
    stepsBefore = steps;
    clock.advance(fidelity.seconds(architecture, answer));
    if ((++evaluations & 15) == 0) shown = evaluations;
    boolean better = reward > best;
    if ((better || (hasFront && joinsFront(architecture, reward)))
        && constraint.admits(architecture)) {
      if (better) {
        best = reward;
        incumbentStep = steps;
      }
      remember(architecture, reward);
    }
    return reward;
  }

  /** Whether no network on the front is as good in reward and all costs. */
  private boolean joinsFront(Architecture architecture, double reward) {
    for (int i = 0; i < onFront; i++) {
      int step = frontSteps[i];
      if (covers(improvements[step], rewards[step], architecture, reward)) return false;
    }
    return true;
  }

  private boolean covers(Architecture a, double rewardOfA, Architecture b, double rewardOfB) {
    if (rewardOfA < rewardOfB) return false;
    for (int i = 0; i < front.size(); i++) {
      if (front.get(i).cost(a) > front.get(i).cost(b)) return false;
    }
    return true;
  }

  /** Puts the newest step on the front, in the place of those that it covers. */
  private void moveFront() {
    int newest = steps - 1;
    int kept = 0;
    for (int i = 0; i < onFront; i++) {
      int step = frontSteps[i];
      boolean covered =
          covers(improvements[newest], rewards[newest], improvements[step], rewards[step]);
      if (!covered) frontSteps[kept++] = step;
    }
    if (kept == frontSteps.length) frontSteps = Arrays.copyOf(frontSteps, 2 * kept);
    frontSteps[kept] = newest;
    onFront = kept + 1;
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
    if (!front.isEmpty()) moveFront();
  }

  public long evaluations() {
    return evaluations;
  }

  /** How many evaluations there are at least, as any thread may ask. */
  long shown() {
    return shown;
  }

  /** How much of the budget is spent, about and as any thread may ask, 0..1. */
  double share() {
    double ofEvaluations = shown / (double) evaluationBudget;
    return Math.min(1, Math.max(ofEvaluations, clock.share()));
  }

  @Override
  public double seconds() {
    return clock.seconds();
  }

  /**
   * The architecture with the best reward that satisfies the constraint; null before there is one.
   */
  public @Nullable Architecture incumbent() {
    return incumbentStep < 0 ? null : improvements[incumbentStep];
  }

  /** The greatest reward of an architecture that satisfies the constraint. */
  double best() {
    return best;
  }

  /** How often the incumbent has changed, or the front. */
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
   * The incumbent's value at the budget: on the line between the last evaluation before the budget
   * and the first one at or after it. A run that ended earlier keeps its last incumbent, and one
   * whose first incumbent crosses the budget has no other value.
   *
   * <p>NATS-Bench takes the two evaluations nearest to the budget in time instead. Both of them can
   * lie before it, and its line then goes on to values that no incumbent has.
   *
   * @param values of architectures
   * @param budget in simulated seconds
   * @return between the values of the two incumbents; NaN where there is no incumbent, or where one
   *     of the two has no value
   */
  public double atBudget(ToDoubleFunction<Architecture> values, double budget) {
    if (steps == 0) return Double.NaN;
    double last = values.applyAsDouble(improvements[steps - 1]);
    boolean crossed = clock.seconds() > budget;
    if (!crossed || stepsBefore == 0 || stepsBefore == steps) return last;
    double before = values.applyAsDouble(improvements[stepsBefore - 1]);
    return between(secondsBefore, before, clock.seconds(), last, budget);
  }

  /** The value at {@code t} on the line from (t1, v1) to (t2, v2), t1 &lt;= t &lt; t2. */
  static double between(double t1, double v1, double t2, double v2, double t) {
    double value = v1 + (v2 - v1) * (t - t1) / (t2 - t1);
    // Rounding must not carry it past either end.
    return v1 < v2 ? Math.min(value, v2) : Math.max(value, v2);
  }
}
