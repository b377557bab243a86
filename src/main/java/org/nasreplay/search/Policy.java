package org.nasreplay.search;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.SearchSpace;

/**
 * A distribution over architectures: one independent categorical per position, the softmax of its
 * logits. The logits of all positions lie in one array, position after position.
 */
final class Policy {
  /** The scale of the first logits, in NATS-Bench's code. */
  private static final double INITIAL_SPREAD = 1e-3;

  /** Draws in a row; a policy of which the constraint admits a thousandth never makes as many. */
  private static final int PATIENCE = 100_000;

  /** The same where the space itself can draw what is admitted: as a rule that is rare there. */
  private static final int PATIENCE_BESIDE_A_SAMPLER = 100;

  private final int[] offset;
  private final double[] logits;
  private final double[] probability;
  private final int[] choices;

  /** A nearly uniform policy: logits 1e-3·N(0, 1). */
  Policy(SearchSpace space, UniformRandomProvider random) {
    offset = new int[space.positions() + 1];
    for (int i = 0; i < space.positions(); i++) offset[i + 1] = offset[i] + space.choices(i);
    logits = new double[offset[space.positions()]];
    probability = new double[logits.length];
    choices = new int[space.positions()];
    var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    for (int i = 0; i < logits.length; i++) logits[i] = INITIAL_SPREAD * gaussian.sample();
    update();
  }

  /** The parameters; after a change, {@link #update} makes it take effect. */
  double[] logits() {
    return logits;
  }

  void update() {
    for (int i = 0; i < choices.length; i++) {
      double greatest = Double.NEGATIVE_INFINITY;
      for (int l = offset[i]; l < offset[i + 1]; l++) greatest = Math.max(greatest, logits[l]);
      double sum = 0;
      for (int l = offset[i]; l < offset[i + 1]; l++) {
        probability[l] = Math.exp(logits[l] - greatest);
        sum += probability[l];
      }
      for (int l = offset[i]; l < offset[i + 1]; l++) probability[l] /= sum;
    }
  }

  double probability(int position, int choice) {
    return probability[offset[position] + choice];
  }

  /**
   * An architecture drawn from this policy; drawn again until the constraint admits it. A policy
   * that has learned to draw nothing that is admitted, as great steps make it, is passed over.
   */
  Architecture sample(Session session) {
    boolean rare = session.constraint().sampler() != null;
    int patience = rare ? PATIENCE_BESIDE_A_SAMPLER : PATIENCE;
    for (int draw = 0; draw < patience; draw++) {
      for (int i = 0; i < choices.length; i++) {
        double u = session.random().nextDouble();
        int last = offset[i + 1] - 1;
        int l = offset[i];
        while (l < last && (u -= probability[l]) >= 0) l++;
        choices[i] = l - offset[i];
      }
      Architecture drawn = session.space().architecture(choices);
      if (session.admits(drawn)) return drawn;
    }
    return session.sample();
  }

  /** Adds {@code weight}·∂ log p(choice at position)/∂logits = weight·(1[choice] − p). */
  void addLogGradient(int position, int choice, double weight, double[] gradient) {
    for (int l = offset[position]; l < offset[position + 1]; l++) {
      gradient[l] -= weight * probability[l];
    }
    gradient[offset[position] + choice] += weight;
  }

  /** Adds {@code weight}·∂ log p(architecture)/∂logits. */
  void addLogGradient(Architecture architecture, double weight, double[] gradient) {
    for (int i = 0; i < choices.length; i++) {
      addLogGradient(i, architecture.choice(i), weight, gradient);
    }
  }

  /** Adds {@code weight}·∂H/∂logits = −weight·p·(log p + H), H the sum of all entropies in nats. */
  void addEntropyGradient(double weight, double[] gradient) {
    for (int i = 0; i < choices.length; i++) {
      double entropy = 0;
      for (int l = offset[i]; l < offset[i + 1]; l++) entropy -= pLogP(probability[l]);
      for (int l = offset[i]; l < offset[i + 1]; l++) {
        gradient[l] -= weight * (pLogP(probability[l]) + probability[l] * entropy);
      }
    }
  }

  private static double pLogP(double p) {
    return p == 0 ? 0 : p * Math.log(p);
  }
}
