package org.nasreplay.search;

import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.SearchSpace;

/** Another trial, of which a test overrides what it is about. */
class ForwardingTrial implements Trial {
  private final Trial trial;

  ForwardingTrial(Trial trial) {
    this.trial = trial;
  }

  @Override
  public SearchSpace space() {
    return trial.space();
  }

  @Override
  public UniformRandomProvider random() {
    return trial.random();
  }

  @Override
  public Constraint constraint() {
    return trial.constraint();
  }

  @Override
  public CostModel cost() {
    return trial.cost();
  }

  @Override
  public int epochs() {
    return trial.epochs();
  }

  @Override
  public boolean exhausted() {
    return trial.exhausted();
  }

  @Override
  public double evaluate(Architecture architecture) {
    return trial.evaluate(architecture);
  }

  @Override
  public double evaluate(Architecture architecture, int epochs) {
    return trial.evaluate(architecture, epochs);
  }
}
