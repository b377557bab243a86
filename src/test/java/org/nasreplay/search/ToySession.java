package org.nasreplay.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SearchSpace;

/** A session of a fixed number of evaluations that writes down what was evaluated. */
final class ToySession implements Session {
  private final SearchSpace space;
  private final int evaluations;
  private final UniformRandomProvider random;
  private final ToDoubleFunction<Architecture> reward;
  private final Constraint constraint;
  private final List<String> evaluated = new ArrayList<>();

  /** An unconstrained session that rewards an architecture with its index. */
  ToySession(SearchSpace space, int evaluations, UniformRandomProvider random) {
    this(space, evaluations, random, Architecture::index, CostRange.ANY);
  }

  ToySession(
      SearchSpace space,
      int evaluations,
      UniformRandomProvider random,
      ToDoubleFunction<Architecture> reward,
      CostRange allowed) {
    this.space = space;
    this.evaluations = evaluations;
    this.random = random;
    this.reward = reward;
    this.constraint = new Constraint(space.cost("flops", NatsBench.CIFAR10), allowed);
  }

  /** In the space's notation, in the order of evaluation. */
  List<String> evaluated() {
    return evaluated;
  }

  @Override
  public SearchSpace space() {
    return space;
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
    return space.cost("flops", NatsBench.CIFAR10);
  }

  @Override
  public int epochs() {
    return 12;
  }

  @Override
  public boolean exhausted() {
    return evaluated.size() >= evaluations;
  }

  @Override
  public double evaluate(Architecture architecture) {
    if (exhausted()) throw new IllegalStateException("evaluation after the budget is spent");
    evaluated.add(space.format(architecture));
    return reward.applyAsDouble(architecture);
  }

  @Override
  public double evaluate(Architecture architecture, int epochs) {
    return evaluate(architecture) * epochs / epochs();
  }
}
