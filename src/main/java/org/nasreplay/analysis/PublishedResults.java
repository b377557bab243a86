package org.nasreplay.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    this.rows = rows;
  }

  /** The results that come with this project. */
  public static PublishedResults bundled() {
    return new PublishedResults(
        PublishedCsv.bundled("published-results.csv", COLUMNS, OPTIONAL, PublishedResults::row));
  }

  /**
   * Reads published results.
   *
   * @param place of the file, for messages
   * @throws org.nasreplay.io.InputException where it is not UTF-8, has other columns, or a row
   *     lacks what it should have
   */
  static PublishedResults read(String place, InputStream csv) throws IOException {
    return new PublishedResults(
        PublishedCsv.read(place, csv, COLUMNS, OPTIONAL, PublishedResults::row));
  }

  private static Row row(PublishedCsv.Line line) {
    double mean = line.percent("mean_percent");
    Double runs = line.number("runs", 1_000_000);
    return new Row(
        line.text("paper"),
        line.text("table"),
        line.text("space"),
        line.text("dataset"),
        line.text("method"),
        line.text("split"),
        line.text("epochs"),
        mean,
        line.number("std_percent", 100),
        line.number("budget_seconds", 1e12),
        line.text("constraint"),
        runs == null ? 0 : runs.intValue(),
        line.text("status"),
        line.text("source"));
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

  /** Why rows of the suite's methods that would be {@link #comparable} are not; mostly none. */
  public List<String> mismatches(Suite.@Nullable Published published, Protocol protocol) {
    return of(published, protocol).stream()
        .filter(row -> published != null && published.methods().containsValue(row.method()))
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
