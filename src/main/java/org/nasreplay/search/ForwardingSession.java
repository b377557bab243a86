package org.nasreplay.search;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.SearchSpace;

/** Another session, of which a subclass overrides what it is about. */
public abstract class ForwardingSession implements Session {
  private final Session session;

  protected ForwardingSession(Session session) {
    this.session = session;
  }

  @Override
  public SearchSpace space() {
    return session.space();
  }

  @Override
  public UniformRandomProvider random() {
    return session.random();
  }

  @Override
  public Constraint constraint() {
    return session.constraint();
  }

  @Override
  public CostModel cost() {
    return session.cost();
  }

  @Override
  public List<CostModel> costs() {
    return session.costs();
  }

  @Override
  public List<CostModel> front() {
    return session.front();
  }

  @Override
  public Budget budget() {
    return session.budget();
  }

  @Override
  public double seconds() {
    return session.seconds();
  }

  @Override
  public int epochs() {
    return session.epochs();
  }

  @Override
  public boolean exhausted() {
    return session.exhausted();
  }

  @Override
  public double evaluate(Architecture architecture) {
    return session.evaluate(architecture);
  }

  @Override
  public double evaluate(Architecture architecture, int epochs) {
    return session.evaluate(architecture, epochs);
  }
}
