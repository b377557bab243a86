package org.nasreplay.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Suite;
import org.nasreplay.space.Quantity;

/** What papers report: {@code data/published-results.csv}, which the build packs beside this. */
public final class PublishedResults {
  private static final List<String> COLUMNS =
      List.of(
          "paper",
          "table",
          "space",
          "dataset",
          "method",
          "split",
          "epochs",
          "mean_percent",
          "std_percent",
          "budget_seconds",
          "constraint",
          "runs",
          "status",
          "source");

  private static final Set<String> OPTIONAL =
      Set.of("epochs", "std_percent", "budget_seconds", "runs");

  private final List<Row> rows;

  /**
   * A published number. Rows whose {@code status} is not {@code confirmed} could not be checked
   * against the paper and are to be marked wherever they are shown.
   *
   * @param paper that reports it
   * @param table in the paper
   * @param space that it is about
   * @param dataset its label
   * @param method as the paper names it
   * @param split {@code valid} or {@code test}
   * @param epochs of the training that was measured; empty where the paper does not say
   * @param mean accuracy in percent
   * @param std its population standard deviation; null where there is none
   * @param budgetSeconds simulated seconds of a search; null where there is none
   * @param constraint {@code none}, or a cost and its upper bound as in {@code flops 140M}
   * @param runs behind the mean; 0 where the paper does not say
   * @param status {@code confirmed} or {@code recalled}
   * @param source where it was read
   */
  public record Row(
      String paper,
      String table,
      String space,
      String dataset,
      String method,
      String split,
      String epochs,
      double mean,
      @Nullable Double std,
      @Nullable Double budgetSeconds,
      String constraint,
      int runs,
      String status,
      String source) {
    public boolean confirmed() {
      return status.equals("confirmed");
    }

    /** Whether it is from the table of the paper that a suite names. */
    public boolean isOf(Suite.Published published) {
      return paper.equals(published.paper()) && table.equals(published.table());
    }

    /**
     * Why a search under {@code protocol} is not the one that was published, null where it is: its
     * budget, or the upper bound of its constraint. A method without a budget matches any.
     */
    public @Nullable String mismatch(Protocol protocol) {
      Double seconds = protocol.budget().seconds();
      if (budgetSeconds != null && !budgetSeconds.equals(seconds)) {
        return Text.format(
            "a budget of %s instead of the paper's %s",
            protocol.budget(), new Protocol.Budget(budgetSeconds, null));
      }
      if (!constraint.equals(bound(protocol))) {
        return Text.format(
            "the constraint %s instead of the paper's %s", bound(protocol), constraint);
      }
      return null;
    }

    /** A protocol's constraint in the words of a row; a lower bound has none. */
    private static String bound(Protocol protocol) {
      if (protocol.constraint() == null) return "none";
      var entry = protocol.constraint().entrySet().iterator().next();
      Quantity most = entry.getValue().atMost();
      if (most == null) return entry.getKey() + " without an upper bound";
      return Text.format(
          "%s %sM",
          entry.getKey(), most.number().movePointLeft(6).stripTrailingZeros().toPlainString());
    }
  }

  private PublishedResults(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /** The results that come with this project. */
  public static PublishedResults bundled() {
    String name = "published-results.csv";
    try (InputStream csv = PublishedResults.class.getResourceAsStream(name)) {
      return read(name, Objects.requireNonNull(csv, "the build packs data/published-results.csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads published results.
   *
   * @param place of the file, for messages
   * @throws InputException where it is not UTF-8, has other columns, or a row lacks what it should
   *     have
   */
  static PublishedResults read(String place, InputStream csv) throws IOException {
    List<Row> rows = new ArrayList<>();
    int line = 1;
    try (CSVParser parser =
        CSVFormat.DEFAULT.parse(new InputStreamReader(csv, StandardCharsets.UTF_8.newDecoder()))) {
      for (Iterator<CSVRecord> all = parser.iterator(); all.hasNext(); line++) {
        List<String> cells = all.next().toList();
        if (line > 1) {
          rows.add(row(cells));
        } else if (!cells.equals(COLUMNS)) {
          throw new InputException(
              Text.format(
                  "header (%s), expected %s",
                  Text.excerpt(String.join(",", cells)), String.join(",", COLUMNS)));
        }
      }
    } catch (InputException e) {
      throw e.in(place + ":" + line);
    } catch (IOException | UncheckedIOException e) { // in words of Java or Commons CSV
      throw new InputException(
          place + ":" + line,
          "quotes inside a cell, expected around the whole of it, or not UTF-8",
          e);
    }
    if (rows.isEmpty()) throw new InputException(place, "no rows, expected published results");
    return new PublishedResults(rows);
  }

  private static Row row(List<String> cells) {
    if (cells.size() != COLUMNS.size()) {
      throw new InputException(Text.format("%,d cells, expected %d", cells.size(), COLUMNS.size()));
    }
    for (int i = 0; i < cells.size(); i++) {
      boolean optional = OPTIONAL.contains(COLUMNS.get(i));
      if (!optional || !cells.get(i).isEmpty()) Expect.line(COLUMNS.get(i), cells.get(i), 300);
    }
    Double mean = number(cells, "mean_percent", 100);
    if (mean == null) throw new InputException("mean_percent is empty, expected a number");
    Double runs = number(cells, "runs", 1_000_000);
    return new Row(
        cell(cells, "paper"),
        cell(cells, "table"),
        cell(cells, "space"),
        cell(cells, "dataset"),
        cell(cells, "method"),
        cell(cells, "split"),
        cell(cells, "epochs"),
        mean,
        number(cells, "std_percent", 100),
        number(cells, "budget_seconds", 1e12),
        cell(cells, "constraint"),
        runs == null ? 0 : runs.intValue(),
        cell(cells, "status"),
        cell(cells, "source"));
  }

  private static String cell(List<String> cells, String column) {
    return cells.get(COLUMNS.indexOf(column));
  }

  /** 0..most; null where the cell is empty. */
  private static @Nullable Double number(List<String> cells, String column, double most) {
    String cell = cell(cells, column);
    if (cell.isEmpty()) return null;
    double value = Text.isNumber(cell) ? Double.parseDouble(cell) : Double.NaN;
    Expect.that(
        0 <= value && value <= most, column, cell, Text.format("a number from 0 to %,.0f", most));
    return value;
  }

  public List<Row> rows() {
    return rows;
  }

  /** The space that a paper's table is about; empty where no row is of such a table. */
  public String space(Suite.Published published) {
    return rows.stream().filter(row -> row.isOf(published)).map(Row::space).findFirst().orElse("");
  }

  /**
   * The rows of a paper's table that were measured as {@code protocol} reports: same dataset, same
   * lengths of training, same budget and constraint; in the file's order.
   */
  public List<Row> comparable(Suite.@Nullable Published published, Protocol protocol) {
    return of(published, protocol).stream().filter(row -> row.mismatch(protocol) == null).toList();
  }

  /** Why rows that would be {@link #comparable} are not; distinct, mostly none. */
  public List<String> mismatches(Suite.@Nullable Published published, Protocol protocol) {
    return of(published, protocol).stream()
        .map(row -> row.mismatch(protocol))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private List<Row> of(Suite.@Nullable Published published, Protocol protocol) {
    if (published == null) return List.of();
    return rows.stream()
        .filter(row -> row.isOf(published))
        .filter(row -> row.dataset().equals(protocol.dataset().label()))
        .filter(row -> row.epochs().equals(epochs(row, protocol)))
        .toList();
  }

  private static String epochs(Row row, Protocol protocol) {
    Protocol.Report report = protocol.report();
    return Integer.toString(row.split().equals("valid") ? report.validEpochs() : report.epochs());
  }
}
