package org.nasreplay.search;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.io.Expect;
import org.nasreplay.space.Architecture;

/**
 * Proximal policy optimisation: a policy of one independent categorical per position learns from a
 * batch of architectures at a time, in several small steps that the clipped surrogate keeps close
 * to the policy that drew the batch. Every position is an action; a step minimises
 *
 * <pre>−mean over drawn architectures of Σ min(r·A, clip(r, 1−ε, 1+ε)·A) − β·ΣH</pre>
 *
 * with r = p(choice)/p_old(choice), A the reward standardised within the batch, and H the entropy
 * of each position.
 *
 * <p>Schulman et al., "Proximal Policy Optimization Algorithms", 2017, equation 7. PyGlove's
 * NATS-Bench example, whose author is a co-author of LayerNAS, publishes the batch of 20, the
 * minibatch of 10 and the 10 updates; the rest of its settings is not public. Here the clip ratio
 * is Schulman's, the entropy weight and the standardised advantage are those of OpenAI's ppo2, and
 * the learning rate is that of {@link Reinforce}, which shares the policy. A standardised advantage
 * needs no value function, since every episode starts in the same state.
 */
public final class Ppo implements Searcher {

  /**
   * How much is learned from how many architectures.
   *
   * @param batch architectures drawn between updates of the drawing policy, 2 to 10,000
   * @param minibatch of these, drawn without replacement for one step, 1..batch
   * @param updates steps per batch, 1 to 10,000
   * @param clip ε, 1e-9 to 1e6
   * @param entropy weight of the entropy term, 0 to 1e6
   * @param learningRate of Adam, 1e-9 to 10
   */
  public record Settings(
      int batch, int minibatch, int updates, double clip, double entropy, double learningRate) {
    public static final Settings PYGLOVE = new Settings(20, 10, 10, 0.2, 0.01, 0.01);

    public Settings {
      Expect.whole("batch", batch, 2, 10_000);
      Expect.whole("minibatch", minibatch, 1, batch);
      Expect.whole("updates", updates, 1, 10_000);
      Expect.number("clip", clip, 1e-9, 1e6);
      Expect.number("entropy", entropy, 0, 1e6);
      Expect.number("learning_rate", learningRate, 1e-9, 10);
    }
  }

  private final Settings settings;

  public Ppo(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void search(Session session) {
    var policy = new Policy(session.space(), session.random());
    var adam = new Adam(policy.logits().length, settings.learningRate());
    var gradient = new double[policy.logits().length];
    var drawn = new Architecture[settings.batch()];
    var advantage = new double[settings.batch()];
    var old = new double[settings.batch()][session.space().positions()];
    while (true) {
      for (int i = 0; i < drawn.length; i++) {
        if (session.exhausted()) return;
        drawn[i] = policy.sample(session);
        advantage[i] = session.evaluate(drawn[i]);
        for (int p = 0; p < old[i].length; p++) {
          old[i][p] = policy.probability(p, drawn[i].choice(p));
        }
      }
      standardise(advantage);
      for (int update = 0; update < settings.updates(); update++) {
        moveToFront(settings.minibatch(), drawn, advantage, old, session.random());
        Arrays.fill(gradient, 0);
        for (int i = 0; i < settings.minibatch(); i++) {
          addGradient(policy, drawn[i], advantage[i], old[i], gradient);
        }
        policy.addEntropyGradient(-settings.entropy(), gradient);
        adam.descend(policy.logits(), gradient);
        policy.update();
      }
    }
  }

  /** Adds the gradient of one architecture's share of the surrogate loss. */
  void addGradient(
      Policy policy, Architecture drawn, double advantage, double[] old, double[] gradient) {
    for (int p = 0; p < old.length; p++) {
      double ratio = policy.probability(p, drawn.choice(p)) / old[p];
      boolean clipped = advantage > 0 ? ratio > 1 + settings.clip() : ratio < 1 - settings.clip();
      if (clipped) continue; // the surrogate is flat here
      policy.addLogGradient(
          p, drawn.choice(p), -ratio * advantage / settings.minibatch(), gradient);
    }
  }

  private static void standardise(double[] rewards) {
    double mean = 0;
    for (double reward : rewards) mean += reward / rewards.length;
    double variance = 0;
    for (double reward : rewards) variance += (reward - mean) * (reward - mean) / rewards.length;
    double scale = Math.sqrt(variance) + 1e-8;
    for (int i = 0; i < rewards.length; i++) rewards[i] = (rewards[i] - mean) / scale;
  }

  /** Draws {@code count} members of the batch without replacement to its front. */
  private static void moveToFront(
      int count,
      Architecture[] drawn,
      double[] advantage,
      double[][] old,
      UniformRandomProvider random) {
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(drawn.length - i);
      Architecture architecture = drawn[i];
      drawn[i] = drawn[j];
      drawn[j] = architecture;
      double a = advantage[i];
      advantage[i] = advantage[j];
      advantage[j] = a;
      double[] o = old[i];
      old[i] = old[j];
      old[j] = o;
    }
  }
}
