package org.nasreplay.table.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.ColumnName;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.CostKey;
import org.nasreplay.table.Provenance;

/** CSV files of others, plain or gzipped, that do not say which space they are of. */
public final class CsvImport {
  private CsvImport() {}

  /**
   * Reads a table of a declared space.
   *
   * @param notices takes what is no mistake and yet worth a line
   * @throws InputException where the file is no such table, or lacks a cost that the space names
   */
  public static BenchmarkTable table(Path file, EnumerableSpace space, Consumer<String> notices) {
    BenchmarkTable read = format(file).read(file, space, CsvReader.Headings.OF_A_TABLE, notices);
    for (String cost : space.listedCosts().keySet()) {
      if (read.findCost(cost) == null) {
        throw new InputException(
            file.toString(), Text.format("no column %s, a cost of space %s", cost, space.name()));
      }
    }
    return read;
  }

  /**
   * Reads costs of every network: a column {@code architecture}, and one for each cost, under its
   * name; a column {@code index} is left out.
   *
   * @param unit of all columns whose heading gives none; null where each gives its own
   * @param modelled the names of those that nobody measured
   * @param notices takes what is no mistake and yet worth a line
   * @return a table of costs alone
   */
  public static BenchmarkTable costs(
      Path file,
      EnumerableSpace space,
      @Nullable String unit,
      Set<String> modelled,
      Consumer<String> notices) {
    BenchmarkTable read = format(file).read(file, space, new CostHeadings(unit), notices);
    for (String name : modelled) {
      if (read.findCost(name) == null) {
        throw new InputException(
            file.toString(),
            Text.format("no column (%s), which is said to be modelled", Text.excerpt(name)));
      }
    }
    return new BenchmarkTable(
        space,
        List.of(),
        read.costs().stream()
            .map(cost -> modelled.contains(cost.key().name()) ? modelled(cost) : cost)
            .toList());
  }

  /**
   * Reads the rows of a file that is no table; a mistake that is found in one is one of its line.
   *
   * @param headings what takes the cells of a row, given the headings of the columns
   * @throws InputException where the file is no CSV, or a row has more or fewer cells than headings
   */
  public static void rows(Path file, Function<List<String>, Consumer<List<String>>> headings) {
    format(file)
        .parse(
            file,
            text -> {
              try (var rows = new CsvRows(text, 0)) {
                return rows(file, rows, headings);
              }
            });
  }

  private static int rows(
      Path file, CsvRows rows, Function<List<String>, Consumer<List<String>>> headings)
      throws IOException {
    int read = 0;
    try {
      CSVRecord header = rows.next();
      if (header == null) throw new InputException("no headings, expected them in the first line");
      Consumer<List<String>> each = headings.apply(header.toList());
      for (CSVRecord row = rows.next(); row != null; row = rows.next(), read++) {
        if (row.size() != header.size()) {
          throw new InputException(Text.format("%d cells, expected %d", row.size(), header.size()));
        }
        each.accept(row.toList());
      }
    } catch (InputException e) {
      throw e.in(file + ":" + rows.line());
    }
    return read;
  }

  private static CostColumn modelled(CostColumn cost) {
    Provenance said = cost.provenance();
    return new CostColumn(
        cost.key(),
        new Provenance(Provenance.Kind.MODELLED, said.source(), said.sha256()),
        cost.values());
  }

  private static CsvFormat format(Path file) {
    return String.valueOf(file.getFileName()).endsWith(".gz")
        ? new CsvFormat.Gzipped()
        : new CsvFormat();
  }

  private record CostHeadings(@Nullable String unit) implements CsvReader.Headings {
    private static final String INDEX = "index";

    @Override
    public int architecture(List<String> headings) {
      int at = headings.indexOf(CsvFormat.ARCHITECTURE);
      if (at >= 0) return at;
      throw new InputException("no column architecture, expected one beside the costs");
    }

    @Override
    public @Nullable ColumnName name(String heading, @Nullable EnumerableSpace space) {
      if (heading.equals(INDEX)) return null;
      if (heading.indexOf('[') >= 0) return CostKey.parse(heading);
      if (unit != null) return new CostKey(heading, unit);
      throw new InputException(
          Text.format(
              "cost (%s) without a unit, expected one behind the name, as pixel2 [ms], or --unit",
              Text.excerpt(heading)));
    }
  }
}
