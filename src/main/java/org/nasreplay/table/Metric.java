package org.nasreplay.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nasreplay.io.Names;

/** What a column holds, under the names that NATS-Bench gives them, with its unit and its range. */
public enum Metric {
  /** Of the images that the network was trained on, the share that it classifies correctly. */
  TRAIN_ACCURACY(Unit.PERCENT),
  /** The same of the validation set, which a search may look at. */
  VALID_ACCURACY(Unit.PERCENT),
  /** The same of the test set, which is only reported. */
  TEST_ACCURACY(Unit.PERCENT),
  /** On validation and test set together, NATS-Bench's {@code ori-test}. */
  VALTEST_ACCURACY(Unit.PERCENT),
  /** Mean cross-entropy on the images that the network was trained on. */
  TRAIN_LOSS(Unit.LOSS),
  /** The same on the validation set. */
  VALID_LOSS(Unit.LOSS),
  /** The same on the test set. */
  TEST_LOSS(Unit.LOSS),
  /** The same on validation and test set together. */
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
   * The metric with this name, in capitals or not.
   *
   * @throws org.nasreplay.io.InputException where there is none
   */
  public static Metric parse(String label) {
    List<String> labels = Arrays.stream(values()).map(Metric::label).toList();
    return valueOf(Names.find("metric", label, labels).toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return label;
  }
}
