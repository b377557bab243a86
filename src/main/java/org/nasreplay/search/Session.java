package org.nasreplay.search;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.Sampler;
import org.nasreplay.space.SearchSpace;

/** One run of a searcher under a protocol: what a searcher may ask, and nothing else. */
public interface Session {
  /**
   * The end of a run, whichever comes first; the evaluation that crosses it is the last one.
   *
   * @param seconds simulated; infinite where only evaluations are counted
   * @param evaluations {@link Long#MAX_VALUE} where only seconds are counted
   */
  record Budget(double seconds, long evaluations) {
    public static final Budget UNBOUNDED = new Budget(Double.POSITIVE_INFINITY, Long.MAX_VALUE);
  }

  SearchSpace space();

  /** The run's own generator; nothing else draws from it. */
  UniformRandomProvider random();

  /** What the answer must satisfy; an architecture outside may be trained, but is no answer. */
  Constraint constraint();

  /** The cost that the constraint bounds; where nothing is bounded, the usual one of the space. */
  CostModel cost();

  /** The costs that a searcher may ask for, {@link #cost()} first. */
  default List<CostModel> costs() {
    return List.of(cost());
  }

  /**
   * The costs that an answer weighs against its reward, {@link #cost()} first; empty where the
   * answer is one network.
   */
  default List<CostModel> front() {
    return List.of();
  }

  /** The length of a whole training, in epochs. */
  int epochs();

  /** What the run may spend. */
  default Budget budget() {
    return Budget.UNBOUNDED;
  }

  /** Simulated seconds that are spent; NaN where trainings have no price. */
  default double seconds() {
    return Double.NaN;
  }

  /** Whether the budget is spent; from then on nothing can be evaluated. */
  boolean exhausted();

  /**
   * Trains {@code architecture} at the protocol's fidelity and advances the simulated clock.
   *
   * @return the reward, validation accuracy in percent
   * @throws IllegalStateException where the session is exhausted
   * @throws org.nasreplay.table.MissingValueException where the table has no value for it; names
   *     column and architecture
   */
  double evaluate(Architecture architecture);

  /**
   * Trains {@code architecture} for the first {@code epochs} epochs of such a training only, and
   * pays for these.
   *
   * @param epochs 1..epochs()
   * @return the validation accuracy after them, in percent
   * @throws IllegalStateException where the session is exhausted
   * @throws org.nasreplay.io.InputException where the table has no values after that many epochs
   */
  double evaluate(Architecture architecture, int epochs);

  /** Whether {@code architecture} is a network and may be an answer. */
  default boolean admits(Architecture architecture) {
    return space().valid(architecture) && constraint().admits(architecture);
  }

  /** An architecture drawn uniformly from those that the constraint admits. */
  default Architecture sample() {
    Sampler sampler = constraint().sampler();
    if (sampler != null) return sampler.sample(random());
    Architecture drawn;
    do {
      drawn = space().sample(random()); // which is a network
    } while (!constraint().admits(drawn));
    return drawn;
  }

  /**
   * {@code parent} with a small change, see {@link SearchSpace#mutate}; drawn again until the
   * constraint admits it.
   *
   * @param parent an architecture that the constraint admits
   */
  default Architecture mutate(Architecture parent) {
    Architecture child;
    do {
      child = space().mutate(parent, random());
    } while (!admits(child));
    return child;
  }
}
