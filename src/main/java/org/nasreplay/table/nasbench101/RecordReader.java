package org.nasreplay.table.nasbench101;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.NasBench101Cell;

/**
 * Reads records: JSON lists of a cell's hash, the epochs of a training, the cell's adjacency as a
 * square of digits, its operations, and what the training gave. Threads share one, which knows the
 * cells that were met.
 */
final class RecordReader {
  private static final JsonFactory JSON = new JsonFactory();

  /** Epochs from those expected: an evaluation is after a whole number of steps. */
  private static final double ROUNDING = 0.5;

  /**
   * One training.
   *
   * @param budget its epochs, a place in {@link TrainedCell#EPOCHS}
   * @param values by {@link TrainedCell#VALUES}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Run(TfRecords.Entry record, TrainedCell cell, int budget, double[] values) {}

  /** By hash, each checked once, by whichever thread met it first. */
  private final Map<String, TrainedCell> cells = new ConcurrentHashMap<>();

  /** Adjacencies and operations, of which there are thousands, and not one for every cell. */
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  /** All that were met, in no order. */
  Collection<TrainedCell> cells() {
    return cells.values();
  }

  /**
   * The training that a record is of.
   *
   * @throws InputException where it is damaged, or something in it cannot be true
   */
  Run read(TfRecords.Entry record) {
    record.requireWhole();
    try (JsonParser json = JSON.createParser(record.bytes(), 0, record.length())) {
      return read(record, json);
    } catch (InputException e) {
      throw e.in(record.place());
    } catch (IOException e) { // of bytes in memory: they are no JSON, or not in UTF-8
      throw new InputException(
          record.place(),
          "is no JSON list of hash, epochs, adjacency, operations and metrics in base64",
          e);
    }
  }

  private Run read(TfRecords.Entry record, JsonParser json) throws IOException {
    expect(json, JsonToken.START_ARRAY, "a list");
    expect(json, JsonToken.VALUE_STRING, "the hash of a cell");
    String hash = json.getText();
    expect(json, JsonToken.VALUE_NUMBER_INT, "a number of epochs");
    int budget = budget(json.getText());
    expect(json, JsonToken.VALUE_STRING, "an adjacency in digits");
    String adjacency = json.getText();
    expect(json, JsonToken.VALUE_STRING, "operations with commas between them");
    TrainedCell cell = cell(hash, adjacency, json.getText());
    expect(json, JsonToken.VALUE_STRING, "metrics in base64");
    ModelMetrics metrics = ModelMetrics.parse(json.getBinaryValue(Base64Variants.MIME));
    expect(json, JsonToken.END_ARRAY, "the end of the list");
    expect(json, null, "nothing behind the list");
    if (metrics.parameters() != cell.parameters()) {
      throw new InputException(
          Text.format(
              "%,d trainable parameters, expected %,d of cell %s",
              metrics.parameters(), cell.parameters(), hash));
    }
    return new Run(record, cell, budget, values(metrics, TrainedCell.EPOCHS.get(budget)));
  }

  private static void expect(JsonParser json, @Nullable JsonToken token, String expected)
      throws IOException {
    JsonToken next = json.nextToken();
    if (next == token) return;
    String found = next == null ? "the end" : Text.excerpt(json.getText());
    throw new InputException(Text.format("(%s), expected %s", found, expected));
  }

  private static int budget(String epochs) {
    for (int i = 0; i < TrainedCell.EPOCHS.size(); i++) {
      if (epochs.equals(TrainedCell.EPOCHS.get(i).toString())) return i;
    }
    throw new InputException(
        Text.format("a training of (%s) epochs, expected 4, 12, 36 or 108", Text.excerpt(epochs)));
  }

  private TrainedCell cell(String hash, String adjacency, String operations) {
    TrainedCell known = cells.get(hash);
    if (known != null && known.isWritten(adjacency, operations)) return known;
    if (known != null) {
      throw new InputException(
          Text.format(
              "cell %s has the adjacency (%s) and operations (%s), and others in another record",
              hash, Text.excerpt(adjacency), Text.excerpt(operations)));
    }
    var cell = NasBench101Cell.of(adjacency, List.of(operations.split(",", -1)));
    String its = cell.hash();
    if (!its.equals(hash)) {
      throw new InputException(
          Text.format("hash (%s), expected %s of its cell", Text.excerpt(hash), its));
    }
    var met = new TrainedCell(hash, one(adjacency), one(operations), cell);
    TrainedCell first = cells.putIfAbsent(hash, met);
    return first == null ? met : cell(hash, adjacency, operations);
  }

  private String one(String text) {
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  /**
   * Halfway and at the end. The evaluation before the training says nothing of it, nor does one in
   * the middle that is not halfway.
   */
  private static double[] values(ModelMetrics metrics, int epochs) {
    List<ModelMetrics.Evaluation> all = metrics.evaluations();
    if (all.size() != 3) {
      throw new InputException(
          Text.format(
              "%d evaluations, expected three: at the start, halfway, at the end", all.size()));
    }
    ModelMetrics.Evaluation end = all.get(2);
    if (!isAfter(epochs, end)) {
      throw new InputException(
          Text.format("the last evaluation after %s epochs, expected %d", end.epoch(), epochs));
    }
    var values = new double[TrainedCell.VALUES];
    if (isAfter(epochs / 2.0, all.get(1))) {
      put(all.get(1), values, 0);
    } else {
      Arrays.fill(values, 0, TrainedCell.VALUES / 2, Double.NaN);
    }
    put(end, values, TrainedCell.VALUES / 2);
    return values;
  }

  private static boolean isAfter(double epochs, ModelMetrics.Evaluation evaluation) {
    return Math.abs(evaluation.epoch() - epochs) <= ROUNDING;
  }

  private static void put(ModelMetrics.Evaluation its, double[] values, int at) {
    if (!(its.seconds() >= 0 && its.seconds() < Double.POSITIVE_INFINITY)) {
      throw new InputException(
          Text.format("training time (%s), expected 0 to infinity", its.seconds()));
    }
    values[at] = its.seconds();
    values[at + 1] = accuracy("train", its.train());
    values[at + 2] = accuracy("validation", its.valid());
    values[at + 3] = accuracy("test", its.test());
  }

  private static double accuracy(String set, double value) {
    if (value >= 0 && value <= 1) return value;
    throw new InputException(Text.format("%s accuracy (%s), expected 0 to 1", set, value));
  }
}
