package org.nasreplay.table;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Dataset;

/**
 * What a column is: {@code <dataset>/<epochs>/<metric>/<seed>}, as in {@code
 * cifar10/90/test_accuracy/777}. The same text heads a CSV column and is the path in an HDF5 file.
 *
 * @param dataset the training split
 * @param epochs the length of the training, at least 1
 * @param metric what was measured
 * @param completed epochs after which it was measured, 1..epochs; written {@code valid_accuracy@4}
 *     where it is not the end of the training
 * @param seed a number, or {@value #MEAN} for the mean over the seeds
 */
public record ColumnKey(Dataset dataset, int epochs, Metric metric, int completed, String seed)
    implements ColumnName, Comparable<ColumnKey> {
  public static final String MEAN = "mean";

  private static final Pattern FORM =
      Pattern.compile("([^/]+)/([1-9][0-9]{0,5})/([a-z_]+)(?:@([1-9][0-9]{0,5}))?/([0-9]+|mean)");
  private static final Comparator<ColumnKey> ORDER =
      Comparator.comparing(ColumnKey::dataset)
          .thenComparing(ColumnKey::epochs)
          .thenComparing(ColumnKey::metric)
          .thenComparing(ColumnKey::completed)
          .thenComparing(key -> key.seed().length())
          .thenComparing(ColumnKey::seed);

  public ColumnKey {
    if (epochs < 1 || completed < 1 || completed > epochs) {
      throw new IllegalArgumentException(
          Text.format("epochs completed (%d) must lie in 1..epochs (%d)", completed, epochs));
    }
  }

  /** The value at the end of the training. */
  public static ColumnKey of(Dataset dataset, int epochs, Metric metric, String seed) {
    return new ColumnKey(dataset, epochs, metric, epochs, seed);
  }

  /**
   * The key that {@link #toString} writes as {@code name}.
   *
   * @throws InputException where the text is not a column name of the schema
   */
  public static ColumnKey parse(String name) {
    Matcher form = FORM.matcher(name);
    if (!form.matches()) {
      throw new InputException(
          Text.format("column name (%s) is not of the form dataset/epochs/metric/seed", name));
    }
    int epochs = Integer.parseInt(form.group(2));
    int completed = form.group(4) == null ? epochs : Integer.parseInt(form.group(4));
    if (completed > epochs) {
      throw new InputException(
          Text.format(
              "column name (%s) has a value after %d of %d epochs", name, completed, epochs));
    }
    try {
      return new ColumnKey(
          Dataset.parse(form.group(1)),
          epochs,
          Metric.parse(form.group(3)),
          completed,
          form.group(5));
    } catch (InputException e) {
      throw new InputException(Text.format("column name (%s): %s", name, e.line()), e);
    }
  }

  /** The metric as it stands in the name, with the epoch where it is not the last one. */
  public String metricLabel() {
    return completed == epochs ? metric.label() : metric.label() + "@" + completed;
  }

  @Override
  public String unitLabel() {
    return metric.unit().label();
  }

  @Override
  public boolean admits(double value) {
    return metric.admits(value);
  }

  @Override
  public String refusal(double value) {
    return Text.format(
        "%s %s in column %s is outside %s", metric.unit().quantity(), value, this, metric.range());
  }

  public ColumnKey withSeed(String other) {
    return new ColumnKey(dataset, epochs, metric, completed, other);
  }

  @Override
  public int compareTo(ColumnKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return dataset.label() + "/" + epochs + "/" + metricLabel() + "/" + seed;
  }
}
