package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Suite;
import picocli.CommandLine.Command;

@Command(
    name = "tables",
    description = {
      "Tables that suites name and .h5 files in the current folder: where they are, or what makes"
          + " them."
    })
final class ListTablesCommand extends ListedKind {
  /** A table that suites name. */
  private record Named(@Nullable Path file, Set<String> makes, List<String> suites) {}

  @Override
  void write(Listing list) throws IOException {
    Map<String, Named> tables = new TreeMap<>();
    for (Path file : ProjectFiles.suites().values()) {
      Suite suite = Suite.read(file);
      Named table =
          tables.computeIfAbsent(
              suite.table(),
              name ->
                  new Named(
                      ProjectFiles.tableFile(suite, file), new TreeSet<>(), new ArrayList<>()));
      table.suites().add(suite.name());
      String makes = SuiteComment.of(file).makesTable();
      if (!makes.isEmpty()) table.makes().add(makes);
    }
    for (Map.Entry<String, Named> each : tables.entrySet()) {
      list.line(each.getKey());
      list.line("  " + state(each.getKey(), each.getValue()));
      list.hanging("  suites ", String.join(", ", each.getValue().suites()));
    }
    for (Path file : ProjectFiles.in("", ".h5").values()) {
      if (tables.values().stream().anyMatch(named -> file.equals(named.file()))) continue;
      list.line(file.toString());
      list.line("  " + size(file) + "; nasreplay table info shows what it holds");
    }
  }

  private static String state(String name, Named table) throws IOException {
    if (ProjectFiles.isPredictor(name)) return "needs no file: a predictor that is built in";
    if (table.file() != null) return Text.format("%s, %s", table.file(), size(table.file()));
    return "not here"
        + (table.makes().isEmpty() ? "" : ": " + String.join("\n  or: ", table.makes()));
  }

  private static String size(Path file) throws IOException {
    return Text.format("%.1f MB", Files.size(file) / 1e6);
  }
}
