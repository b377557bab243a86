package org.nasreplay.search;

/**
 * Random search: every position uniform, with replacement. Under a constraint, uniform over the
 * architectures that it admits.
 *
 * <p>As run in Dong et al., "NATS-Bench", TPAMI 2021.
 */
public final class RandomSearch implements Searcher {

  @Override
  public void search(Session session) {
    while (!session.exhausted()) {
      session.evaluate(session.sample());
    }
  }
}
