package org.nasreplay.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/** What a column holds, under the names that NATS-Bench gives them, with its unit and its range. */
public enum Metric {
  TRAIN_ACCURACY(Unit.PERCENT),
  VALID_ACCURACY(Unit.PERCENT),
  TEST_ACCURACY(Unit.PERCENT),
  /** On validation and test set together, NATS-Bench's {@code ori-test}. */
  VALTEST_ACCURACY(Unit.PERCENT),
  TRAIN_LOSS(Unit.LOSS),
  VALID_LOSS(Unit.LOSS),
  TEST_LOSS(Unit.LOSS),
  VALTEST_LOSS(Unit.LOSS),
  /** The whole training, all epochs. */
  TRAIN_SECONDS(Unit.SECONDS),
  /** One pass over the validation set. */
  VALID_SECONDS(Unit.SECONDS),
  /** One pass over the test set. */
  TEST_SECONDS(Unit.SECONDS),
  /** One pass over validation and test set together. */
  VALTEST_SECONDS(Unit.SECONDS),
  /** One forward pass of a batch. */
  LATENCY_SECONDS(Unit.SECONDS);

  /** Units, with the greatest value that can be right. */
  public enum Unit {
    PERCENT("percent", "accuracy", 100),
    LOSS("nats", "loss", Double.MAX_VALUE),
    SECONDS("seconds", "time", Double.MAX_VALUE);

    private final String label;
    private final String quantity;
    private final double greatest;

    Unit(String label, String quantity, double greatest) {
      this.label = label;
      this.quantity = quantity;
      this.greatest = greatest;
    }

    public String label() {
      return label;
    }

    /** What is measured in this unit, in a word. */
    public String quantity() {
      return quantity;
    }
  }

  private final String label = name().toLowerCase(Locale.ROOT);
  private final Unit unit;

  Metric(Unit unit) {
    this.unit = unit;
  }

  /** The name in column names. */
  public String label() {
    return label;
  }

  public Unit unit() {
    return unit;
  }

  /** Whether {@code value} can be right: in range, or NaN for a missing value. */
  public boolean admits(double value) {
    return (value >= 0 && value <= unit.greatest) || Double.isNaN(value);
  }

  /** The values that {@link #admits} admits, in words. */
  public String range() {
    return unit == Unit.PERCENT ? "0..100" : "0 to infinity";
  }

  /**
   * The metric with this name.
   *
   * @throws InputException where there is none
   */
  public static Metric parse(String label) {
    for (Metric metric : values()) {
      if (metric.label.equals(label)) return metric;
    }
    throw new InputException(
        Text.format(
            "unknown metric (%s), expected one of %s",
            Text.excerpt(label),
            Arrays.stream(values()).map(Metric::label).collect(Collectors.joining(", "))));
  }

  @Override
  public String toString() {
    return label;
  }
}
