package org.nasreplay.replay;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;
import org.nasreplay.oracle.Benchmark;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.search.Constraint;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.Quantity;
import org.nasreplay.table.Metric;

/**
 * The rules that every searcher of a comparison plays by, as a suite states them.
 *
 * @param name tells the protocols of a suite apart and is part of file names; the dataset's name
 *     where a suite gives none
 * @param dataset what is searched on
 * @param reward what a searcher is told about an architecture
 * @param budget when a run ends
 * @param constraint which architectures may be an answer; null for all
 * @param report what is said about the answer
 * @param front the costs that an answer weighs against its reward; null where the answer is one
 *     network
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Protocol(
    String name,
    Dataset dataset,
    Reward reward,
    Budget budget,
    @Nullable Map<String, Bounds> constraint,
    Report report,
    @Nullable Front front) {
  /** Epochs, as column names can hold. */
  private static final int LONGEST_TRAINING = 999_999;

  /**
   * The reward of one evaluation.
   *
   * @param metric the accuracy on the validation or on the test set
   * @param epochs length of the training, 1 to 999,999
   * @param seeds which stored training answers
   */
  public record Reward(Metric metric, int epochs, SeedPolicy seeds) {
    @JsonCreator
    static Reward of(
        @JsonProperty("metric") @Nullable Metric metric,
        @JsonProperty("epochs") int epochs,
        @JsonProperty("seeds") @Nullable SeedPolicy seeds) {
      return new Reward(
          metric == null ? Metric.VALID_ACCURACY : metric,
          epochs,
          seeds == null ? SeedPolicy.RANDOM : seeds);
    }

    public Reward {
      Expect.that(
          metric == Metric.VALID_ACCURACY || metric == Metric.TEST_ACCURACY,
          "metric",
          metric,
          "valid_accuracy or test_accuracy");
      Expect.whole("epochs", epochs, 1, LONGEST_TRAINING);
    }

    /** Whether it is of the validation set; not every benchmark keeps one. */
    public boolean ofValidation() {
      return metric == Metric.VALID_ACCURACY;
    }
  }

  /**
   * The end of a run: the evaluation that crosses the budget is the last one, and counts. Exactly
   * one of the two is given.
   *
   * @param seconds simulated seconds, positive, up to 10¹²
   * @param evaluations number of evaluations, 1 to 10⁹
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Budget(@Nullable Double seconds, @Nullable Integer evaluations) {
    public Budget {
      if ((seconds == null) == (evaluations == null)) {
        throw new InputException("needs either seconds or evaluations");
      }
      if (seconds != null) {
        Expect.that(
            0 < seconds && seconds <= 1e12,
            "seconds",
            seconds,
            "a positive number up to 1000000000000");
      }
      if (evaluations != null) Expect.whole("evaluations", evaluations, 1, 1_000_000_000);
    }

    /** In seconds; infinity where evaluations are counted. */
    public double secondsOrInfinity() {
      return seconds == null ? Double.POSITIVE_INFINITY : seconds;
    }

    @Override
    public String toString() {
      if (seconds != null) return Text.format("%,.0f simulated seconds", seconds);
      return Objects.equals(evaluations, 1)
          ? "1 evaluation"
          : Text.format("%,d evaluations", evaluations);
    }
  }

  /**
   * The costs that are allowed; an end that is not given is open.
   *
   * @param penalty how a searcher learns of the constraint from its rewards; null where it knows
   *     the constraint, and samples and mutates within it by rejection
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Bounds(
      @JsonProperty("at_least") @Nullable Quantity atLeast,
      @JsonProperty("at_most") @Nullable Quantity atMost,
      @Nullable Penalty penalty) {

    public Bounds(@Nullable Double atLeast, @Nullable Double atMost) {
      this(atLeast, atMost, null);
    }

    /** In the unit of the cost. */
    public Bounds(@Nullable Double atLeast, @Nullable Double atMost, @Nullable Penalty penalty) {
      this(
          atLeast == null ? null : Quantity.of(atLeast),
          atMost == null ? null : Quantity.of(atMost),
          penalty);
    }

    public Bounds {
      Quantity target = atMost == null ? atLeast : atMost;
      if (target == null) {
        throw new InputException("needs at_least or at_most, as in {at_most: 140M}");
      }
      Expect.that(
          penalty == null || target.number().signum() > 0,
          atMost == null ? "at_least" : "at_most",
          target,
          "a positive number for a penalty to aim at");
      if (atLeast != null
          && atMost != null
          && atLeast.unit().equals(atMost.unit())
          && atLeast.number().compareTo(atMost.number()) > 0) {
        Expect.that(false, "at_least", atLeast, "a number up to at_most");
      }
    }

    /**
     * The same in the unit of the cost.
     *
     * @throws InputException where an end measures something else, or the least is the greater
     */
    CostRange range(String name, String unit) {
      double least = end("at_least", atLeast, Double.NEGATIVE_INFINITY, name, unit);
      double greatest = end("at_most", atMost, Double.POSITIVE_INFINITY, name, unit);
      if (atLeast != null)
        Expect.that(least <= greatest, "at_least", atLeast, "a number up to at_most");
      return new CostRange(least, greatest);
    }

    private static double end(
        String key, @Nullable Quantity quantity, double open, String name, String unit) {
      if (quantity == null) return open;
      try {
        return quantity.in(unit);
      } catch (InputException e) {
        throw new InputException(Text.format("constraint on %s: %s %s", name, key, e.reason()), e);
      }
    }
  }

  /**
   * A run's answer is a front: every evaluated network that no other evaluated one beats, which
   * would be as good in reward and all costs, and better in one of them. Of networks that are equal
   * in all, the first.
   *
   * @param cost the names of one cost or two
   */
  public record Front(List<String> cost) {
    @JsonCreator
    static Front of(@JsonProperty("cost") Tree cost) {
      List<Tree> names = cost instanceof Tree.Sequence several ? several.values() : List.of(cost);
      for (Tree name : names) {
        if (!(name instanceof Tree.Scalar scalar) || scalar.isEmpty()) {
          throw new InputException(
              cost.place(),
              Text.format("cost (%s), expected the name of one or two", cost.shown()));
        }
      }
      return new Front(names.stream().map(name -> ((Tree.Scalar) name).text()).toList());
    }

    public Front {
      if (cost.isEmpty() || cost.size() > 2 || Set.copyOf(cost).size() < cost.size()) {
        throw new InputException(
            Text.format("cost (%s), expected one or two different ones", String.join(", ", cost)));
      }
      cost.forEach(name -> Expect.name("cost", name));
    }

    /** What a front is measured by: the reward, and the costs. */
    public int objectives() {
      return 1 + cost.size();
    }
  }

  /** How a run's value at the budget is read off its trajectory. */
  public enum AtBudget {
    /** Between the two evaluations nearest to the budget, as NATS-Bench does. */
    INTERPOLATED,
    /** The incumbent of the last evaluation. */
    LAST;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is reported about an incumbent.
   *
   * @param metric the one that ranks, {@code test_accuracy}
   * @param epochs length of the training that it is read from
   * @param validEpochs length of the training that the validation accuracy beside it is read from;
   *     the same where a suite gives none
   * @param at the rule at the budget
   * @param seeds whose mean is reported; where a suite gives none, of all
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Report(
      Metric metric,
      int epochs,
      @JsonProperty("valid_epochs") int validEpochs,
      AtBudget at,
      List<String> seeds) {
    @JsonCreator
    static Report of(
        @JsonProperty("metric") @Nullable Metric metric,
        @JsonProperty("epochs") int epochs,
        @JsonProperty("valid_epochs") @Nullable Integer validEpochs,
        @JsonProperty("at") @Nullable AtBudget at,
        @JsonProperty("seeds") @Nullable List<String> seeds) {
      return new Report(
          metric == null ? Metric.TEST_ACCURACY : metric,
          epochs,
          validEpochs == null ? epochs : validEpochs,
          at == null ? AtBudget.LAST : at,
          seeds == null ? List.of() : seeds);
    }

    /** The mean over all seeds. */
    public Report(Metric metric, int epochs, int validEpochs, AtBudget at) {
      this(metric, epochs, validEpochs, at, List.of());
    }

    public Report {
      Expect.that(metric == Metric.TEST_ACCURACY, "metric", metric, "test_accuracy");
      Expect.whole("epochs", epochs, 1, LONGEST_TRAINING);
      Expect.whole("valid_epochs", validEpochs, 1, LONGEST_TRAINING);
      for (String seed : seeds) {
        Expect.that(seed.matches("[0-9]{1,9}"), "seeds", seed, "the numbers of seeds");
      }
    }
  }

  @JsonCreator
  static Protocol of(
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("dataset") Dataset dataset,
      @JsonProperty("reward") Reward reward,
      @JsonProperty("budget") Budget budget,
      @JsonProperty("constraint") @Nullable Map<String, Bounds> constraint,
      @JsonProperty("report") Report report,
      @JsonProperty("front") @Nullable Front front) {
    return new Protocol(
        name == null ? dataset.label() : name, dataset, reward, budget, constraint, report, front);
  }

  /** One whose answers are one network each. */
  public Protocol(
      String name,
      Dataset dataset,
      Reward reward,
      Budget budget,
      @Nullable Map<String, Bounds> constraint,
      Report report) {
    this(name, dataset, reward, budget, constraint, report, null);
  }

  public Protocol {
    Expect.name("name", name);
    if (constraint != null && constraint.size() != 1) {
      throw new InputException("constraint bounds exactly one cost, as in flops: {at_most: 140e6}");
    }
    if (constraint != null) Expect.name("constraint", constraint.keySet().iterator().next());
    if (report.at() == AtBudget.INTERPOLATED && budget.seconds() == null) {
      throw new InputException(
          "budget in evaluations, expected seconds for a report at: interpolated");
    }
    if (front != null && constraint != null) {
      throw new InputException("front spans all costs, expected no constraint beside it");
    }
    if (front != null && report.at() == AtBudget.INTERPOLATED) {
      throw new InputException(
          "report at: interpolated, expected last: nothing lies between two fronts");
    }
  }

  /** With another budget; where that counts evaluations, the last incumbent is reported. */
  public Protocol withBudget(Budget other) {
    Report reported =
        other.seconds() != null
            ? report
            : new Report(
                report.metric(),
                report.epochs(),
                report.validEpochs(),
                AtBudget.LAST,
                report.seeds());
    return new Protocol(name, dataset, reward, other, constraint, reported, front);
  }

  /** The name of the cost that is bounded; null where none is. */
  public @Nullable String boundedCost() {
    return constraint == null ? null : constraint.keySet().iterator().next();
  }

  /**
   * The names of the costs that an answer weighs against its reward; none where it is one network.
   */
  public List<String> frontCosts() {
    return front == null ? List.of() : front.cost();
  }

  /** What is admitted of the cost that is bounded, in its unit; everything where none is. */
  public CostRange range(String unit) {
    if (constraint == null) return CostRange.ANY;
    var entry = constraint.entrySet().iterator().next();
    return entry.getValue().range(entry.getKey(), unit);
  }

  /**
   * The constraint that an answer satisfies.
   *
   * @throws InputException where the benchmark does not know the cost, or not in such a unit
   */
  public Constraint constraintOn(Benchmark benchmark) {
    if (constraint == null) return Constraint.NONE;
    var entry = constraint.entrySet().iterator().next();
    CostModel cost = benchmark.cost(entry.getKey(), dataset);
    CostRange range = entry.getValue().range(cost.name(), cost.unit());
    return new Constraint(cost, range, benchmark.space().sampler(cost, range));
  }

  /** What tells a searcher of the constraint; null where it sees the constraint itself. */
  public @Nullable Penalty penalty() {
    return constraint == null ? null : constraint.values().iterator().next().penalty();
  }
}
