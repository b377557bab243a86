package org.nasreplay.search;

import java.util.Arrays;
import org.nasreplay.io.Expect;
import org.nasreplay.space.Architecture;

/**
 * REINFORCE: a policy of one independent categorical per position learns from one architecture per
 * step. It minimises −Σ log p(choice)·(reward − baseline) with Adam; the baseline is an exponential
 * moving average of the rewards that is updated before the advantage is taken.
 *
 * <p>Williams, "Simple statistical gradient-following algorithms for connectionist reinforcement
 * learning", 1992, as run in Dong et al., "NATS-Bench", TPAMI 2021: reward in percent, logits start
 * at 1e-3·N(0, 1), no entropy term. Where this differs: double precision instead of single, and a
 * constraint is met by drawing again.
 */
public final class Reinforce implements Searcher {

  /**
   * How fast the policy and its baseline move.
   *
   * @param learningRate of Adam, 1e-9 to 10
   * @param momentum weight of the past in the baseline, in 0..1 but not 1
   */
  public record Settings(double learningRate, double momentum) {
    public static final Settings NATS_BENCH = new Settings(0.01, 0.9);

    public Settings {
      Expect.number("learning_rate", learningRate, 1e-9, 10);
      Expect.that(0 <= momentum && momentum < 1, "momentum", momentum, "0 to 1, but not 1");
    }
  }

  private final Settings settings;

  public Reinforce(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void search(Session session) {
    var policy = new Policy(session.space(), session.random());
    var adam = new Adam(policy.logits().length, settings.learningRate());
    var gradient = new double[policy.logits().length];
    double sum = 0;
    double weight = 0; // corrects the bias of the first averages, as Adam does
    while (!session.exhausted()) {
      Architecture drawn = policy.sample(session);
      double reward = session.evaluate(drawn);
      sum = settings.momentum() * sum + (1 - settings.momentum()) * reward;
      weight = settings.momentum() * weight + (1 - settings.momentum());
      Arrays.fill(gradient, 0);
      policy.addLogGradient(drawn, sum / weight - reward, gradient);
      adam.descend(policy.logits(), gradient);
      policy.update();
    }
  }
}
