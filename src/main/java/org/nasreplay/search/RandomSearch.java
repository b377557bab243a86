package org.nasreplay.search;

/**
 * Random search: every position uniform, with replacement. Under a constraint, uniform over the
 * architectures that it admits.
 *
 * <p>As run in Dong et al., "NATS-Bench", TPAMI 2021.
 */
public final class RandomSearch implements Searcher {

  @Override
  public void search(Trial trial) {
    while (!trial.exhausted()) {
      trial.evaluate(trial.sample());
    }
  }
}
