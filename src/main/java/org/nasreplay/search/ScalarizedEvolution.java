package org.nasreplay.search;

import java.util.List;
import org.nasreplay.space.CostModel;

/**
 * Regularized evolution that weighs reward against costs by weights drawn anew for every
 * tournament: the oldest member dies, the winner of a random sample under these weights breeds.
 *
 * <p>Real et al., "Regularized Evolution for Image Classifier Architecture Search", AAAI 2019,
 * algorithm 1; the weights and the augmented Tchebycheff function with ρ = 0.05 of Knowles,
 * "ParEGO: A Hybrid Algorithm with On-Line Landscape Approximation for Expensive Multiobjective
 * Optimization Problems", IEEE Transactions on Evolutionary Computation 2006, over the members
 * alive.
 */
public final class ScalarizedEvolution implements Searcher {
  private static final double AUGMENTATION = 0.05;

  /** Four times as many live as where one network is sought: they lie along a front. */
  public static final RegularizedEvolution.Settings DEFAULT =
      new RegularizedEvolution.Settings(40, 10);

  private final RegularizedEvolution.Settings settings;

  public ScalarizedEvolution(RegularizedEvolution.Settings settings) {
    this.settings = settings;
  }

  @Override
  public void search(Session session) {
    List<CostModel> costs = Member.costs(session);
    var alive = new Member[settings.population()];
    var weights = new double[1 + costs.size()];
    var scale = new Scalarisation(weights.length);
    for (int born = 0; !session.exhausted(); born++) {
      int oldest = born % alive.length; // a ring: the newcomer takes the oldest member's place
      if (born < alive.length) {
        alive[oldest] = Member.trained(session, costs, session.sample());
        continue;
      }
      scale.clear();
      for (Member member : alive) scale.add(member.objectives());
      Scalarisation.draw(weights, session.random());
      Member fittest = alive[session.random().nextInt(alive.length)];
      double least = scale.augmented(fittest.objectives(), weights, AUGMENTATION);
      for (int i = 1; i < settings.sample(); i++) {
        Member rival = alive[session.random().nextInt(alive.length)];
        double value = scale.augmented(rival.objectives(), weights, AUGMENTATION);
        if (value >= least) continue;
        fittest = rival;
        least = value;
      }
      alive[oldest] = Member.trained(session, costs, session.mutate(fittest.network()));
    }
  }
}
