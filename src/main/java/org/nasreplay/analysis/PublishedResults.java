package org.nasreplay.analysis;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Suite;
import org.nasreplay.space.Dataset;

/** What papers report: {@code data/published-results.csv}, which the build packs beside this. */
public final class PublishedResults {
  private final List<Row> rows;

  /**
   * A published number. Rows whose {@code status} is not {@code confirmed} could not be checked
   * against the paper and are to be marked wherever they are shown.
   *
   * @param paper that reports it
   * @param table in the paper
   * @param dataset its label
   * @param method as the paper names it
   * @param split {@code valid} or {@code test}
   * @param epochs of the training that was measured; empty where the paper does not say
   * @param mean accuracy in percent
   * @param std its population standard deviation; NaN where there is none
   * @param runs behind the mean; 0 where the paper does not say
   * @param status {@code confirmed} or {@code recalled}
   * @param source where it was read
   */
  public record Row(
      String paper,
      String table,
      String dataset,
      String method,
      String split,
      String epochs,
      double mean,
      double std,
      int runs,
      String status,
      String source) {
    public boolean confirmed() {
      return status.equals("confirmed");
    }
  }

  PublishedResults(Reader csv) throws IOException {
    List<Row> read = new ArrayList<>();
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    for (CSVRecord row : format.parse(csv)) {
      String std = row.get("std_percent");
      String runs = row.get("runs");
      read.add(
          new Row(
              row.get("paper"),
              row.get("table"),
              row.get("dataset"),
              row.get("method"),
              row.get("split"),
              row.get("epochs"),
              Double.parseDouble(row.get("mean_percent")),
              std.isEmpty() ? Double.NaN : Double.parseDouble(std),
              runs.isEmpty() ? 0 : Integer.parseInt(runs),
              row.get("status"),
              row.get("source")));
    }
    this.rows = List.copyOf(read);
  }

  /** The results that come with this project. */
  public static PublishedResults bundled() {
    try (Reader csv =
        new InputStreamReader(
            Objects.requireNonNull(
                PublishedResults.class.getResourceAsStream("published-results.csv"),
                "the build packs data/published-results.csv"),
            StandardCharsets.UTF_8)) {
      return new PublishedResults(csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Row> rows() {
    return rows;
  }

  /**
   * The number to hold against a searcher's, null where the paper has none.
   *
   * @param published the paper and its table
   * @param label the searcher's
   * @param split {@code valid} or {@code test}
   * @param epochs a number measured after another training length is not comparable
   */
  public @Nullable Row find(
      Suite.Published published, String label, Dataset dataset, String split, int epochs) {
    String method = published.methods().get(label);
    for (Row row : rows) {
      if (row.paper().equals(published.paper())
          && row.table().equals(published.table())
          && row.method().equals(method)
          && row.dataset().equals(dataset.label())
          && row.split().equals(split)
          && row.epochs().equals(Integer.toString(epochs))) {
        return row;
      }
    }
    return null;
  }
}
