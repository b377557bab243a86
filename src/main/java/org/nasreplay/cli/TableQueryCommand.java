package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.replay.Json;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.TableFormats;
import org.nasreplay.table.nats.OfficialInfo;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "query",
    description = "Everything that a table knows about one architecture.",
    mixinStandardHelpOptions = true)
final class TableQueryCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "TABLE", description = "table to read")
  private Path file = Path.of("");

  @Parameters(index = "1", paramLabel = "ARCH", description = "like 8:8:16:32:64")
  private String text = "";

  @ArgGroup(exclusive = false)
  private @Nullable Training training;

  @Option(names = "--json", description = "as JSON; with --dataset and --epochs")
  private boolean json;

  /** One training, answered as NATS-Bench's own API does. */
  static final class Training {
    @Option(
        names = "--dataset",
        required = true,
        paramLabel = "D",
        description = "like cifar10-valid: answer as get_more_info and get_cost_info do")
    private String dataset = "";

    @Option(names = "--epochs", required = true, paramLabel = "E", description = "like 12")
    private int epochs;
  }

  @Override
  public Integer call() throws IOException {
    BenchmarkTable table = TableFormats.read(file);
    Architecture architecture = table.space().parse(text);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (training != null) {
      official(table, architecture, training, out);
    } else if (json) {
      throw new InputException("--json needs --dataset and --epochs");
    } else {
      columns(table, architecture, out);
    }
    return 0;
  }

  private void official(
      BenchmarkTable table, Architecture architecture, Training training, PrintWriter out)
      throws IOException {
    Expect.whole("--epochs", training.epochs, 1, 999_999);
    Dataset dataset = Dataset.parse(training.dataset);
    var info = new OfficialInfo(table, architecture, dataset, training.epochs);
    if (json) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("index", architecture.index());
      answer.put("architecture", table.space().format(architecture));
      answer.put("dataset", dataset.label());
      answer.put("epochs", training.epochs);
      answer.put("more_info", info.moreInfo());
      answer.put("cost_info", info.costInfo());
      out.println(Json.JSON.writeValueAsString(answer));
      return;
    }
    out.printf("%s, index %d%n", table.space().format(architecture), architecture.index());
    info.moreInfo().forEach((name, value) -> out.printf("%-20s %s%n", name, value));
    info.costInfo().forEach((name, value) -> out.printf("%-20s %s%n", name, value));
  }

  private static void columns(BenchmarkTable table, Architecture architecture, PrintWriter out) {
    EnumerableSpace space = table.space();
    out.printf("architecture %s, index %d%n", space.format(architecture), architecture.index());
    var datasets = new TreeSet<Dataset>();
    for (Column column : table.columns()) datasets.add(column.key().dataset());
    for (Dataset dataset : datasets) {
      for (String cost : new String[] {"flops", "params"}) {
        out.printf(
            Locale.ROOT,
            "%-44s %,16.0f  analytic%n",
            dataset + "/" + cost,
            space.cost(cost, dataset).cost(architecture));
      }
    }
    for (Column column : table.columns()) {
      double value = column.values()[architecture.index()];
      out.printf(
          "%-44s %16s  %s%n",
          column.key(), Double.isNaN(value) ? "missing" : value, column.provenance());
    }
  }
}
