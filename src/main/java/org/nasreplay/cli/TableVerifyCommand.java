package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.nasreplay.io.Text;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.file.TableFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "verify",
    description = {
      "Reads every value of a table: ranges, number of rows, duplicates, unknown architectures.",
      "Its checksums as well: those in the file, and those in FILE.sha256 and SHA256SUMS beside it."
    },
    mixinStandardHelpOptions = true)
final class TableVerifyCommand implements Callable<Integer> {
  @Mixin private AskedTable asked = new AskedTable();

  @Override
  public Integer call() throws IOException {
    TableFile opened = asked.open();
    BenchmarkTable table = opened.table();
    List<double[]> columns = new ArrayList<>();
    for (Column column : table.columns()) columns.add(column.values());
    for (CostColumn cost : table.costs()) columns.add(cost.values());
    long empty = columns.stream().flatMapToDouble(Arrays::stream).filter(Double::isNaN).count();
    long inRange = (long) columns.size() * table.space().size() - empty;
    PrintWriter out = asked.out();
    if (asked.json()) {
      Answer answer =
          new Answer()
              .with("table", opened.path().toString())
              .with("columns", columns.size())
              .with("values_in_range", inRange)
              .with("empty", empty)
              .with("sha256", opened.sha256())
              .with("sealed", opened.digest().sealed())
              .with("listed_in", opened.lists().stream().map(Path::toString).toList());
      Answer.print(answer, out);
      ProjectFiles.remark(opened, asked.err());
      return 0;
    }
    out.println(
        Text.format(
            "%s: %,d columns, %,d values in range, %,d empty",
            opened.path(), columns.size(), inRange, empty));
    out.println(Text.format("SHA-256 %s%s", opened.sha256(), heldBy(opened)));
    ProjectFiles.remark(opened, out, asked.err());
    return 0;
  }

  private static String heldBy(TableFile opened) {
    String seal = opened.digest().sealed() ? ", as the file's own seal says" : "";
    String lists = opened.lists().stream().map(Path::toString).collect(Collectors.joining(" and "));
    return seal + (lists.isEmpty() ? " (no SHA256SUMS lists this file)" : ", as in " + lists);
  }
}
