package org.nasreplay.replay;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.Text;
import org.nasreplay.search.Constraint;
import org.nasreplay.search.ForwardingSession;
import org.nasreplay.search.Session;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostRange;

/**
 * A constraint that a searcher learns from its rewards: it may train any architecture, and is
 * rewarded less, the further the cost c is from the target T. T is the upper bound of the
 * constraint, or the lower one where there is no other. What counts as an answer does not change:
 * only an architecture within the bounds, ranked by its accuracy alone.
 *
 * @param shape how the cost enters the reward
 * @param weight β, negative, at least −10⁶; where a suite gives none, the shape's own
 */
public record Penalty(Shape shape, double weight) {
  /** How accuracy a, in percent, becomes a reward. */
  public enum Shape {
    /**
     * a + 100·β·|c/T − 1|: Bender et al., "Can Weight Sharing Outperform Random Architecture
     * Search? An Investigation with TuNAS", CVPR 2020, where accuracies are fractions of 1; β =
     * −0.1 as in its published code.
     */
    ABSOLUTE_VALUE(-0.1),
    /**
     * a·(c/T)^β: Tan et al., "MnasNet: Platform-Aware Neural Architecture Search for Mobile", CVPR
     * 2019, its soft constraint with β = −0.07.
     */
    SOFT_EXPONENT(-0.07);

    private final double published;

    Shape(double published) {
      this.published = published;
    }

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @JsonCreator
  static Penalty of(
      @JsonProperty("shape") Shape shape, @JsonProperty("weight") @Nullable Double weight) {
    return new Penalty(shape, weight == null ? shape.published : weight);
  }

  public Penalty {
    Expect.that(
        -1e6 <= weight && weight < 0, "weight", weight, "a negative number of at least -1000000");
  }

  /**
   * The reward of an architecture.
   *
   * @param accuracy in percent
   * @param cost positive, or zero where the shape is {@link Shape#ABSOLUTE_VALUE}
   * @param target positive
   */
  public double reward(double accuracy, double cost, double target) {
    return switch (shape) {
      case ABSOLUTE_VALUE -> accuracy + 100 * weight * Math.abs(cost / target - 1);
      case SOFT_EXPONENT -> accuracy * Math.pow(cost / target, weight);
    };
  }

  /** The end of a constraint that the penalty aims at. */
  static double target(CostRange range) {
    return Double.isInfinite(range.greatest()) ? range.least() : range.greatest();
  }

  @Override
  public String toString() {
    return Text.format("penalty (%s, weight %s)", shape.label().replace('_', ' '), weight);
  }

  /** {@code session}, without its constraint and with penalised rewards. */
  Session applied(Session session) {
    double target = target(session.constraint().range());
    return new ForwardingSession(session) {
      @Override
      public Constraint constraint() {
        return Constraint.NONE;
      }

      @Override
      public double evaluate(Architecture architecture) {
        return reward(super.evaluate(architecture), cost().cost(architecture), target);
      }

      @Override
      public double evaluate(Architecture architecture, int epochs) {
        return reward(super.evaluate(architecture, epochs), cost().cost(architecture), target);
      }
    };
  }
}
