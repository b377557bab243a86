package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Json;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnName;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.file.TableFile;
import org.nasreplay.table.nats.OfficialInfo;
import picocli.CommandLine;
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
  private String file = "";

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
    TableFile opened = ProjectFiles.table(file);
    BenchmarkTable table = opened.table();
    Architecture architecture = table.space().parse(text);
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    PrintWriter out = command.getOut();
    if (training != null) {
      official(table, architecture, training, out);
    } else if (json) {
      throw new InputException("--json needs --dataset and --epochs");
    } else {
      columns(table, architecture, out);
    }
    ProjectFiles.remark(opened, command.getErr());
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
      // The numbers under the API's own names and shape; their kinds beside them.
      answer.put("more_info", each(info.moreInfo(), OfficialInfo.Value::value));
      answer.put("more_info_kinds", each(info.moreInfo(), value -> value.kind().label()));
      answer.put("cost_info", each(info.costInfo(), OfficialInfo.Value::value));
      answer.put("cost_info_kinds", each(info.costInfo(), value -> value.kind().label()));
      out.println(Json.JSON.writeValueAsString(answer));
      return;
    }
    out.println(
        Text.format("%s, index %d", table.space().format(architecture), architecture.index()));
    for (Map<String, OfficialInfo.Value> each : List.of(info.moreInfo(), info.costInfo())) {
      each.forEach(
          (name, value) ->
              out.println(
                  Text.format("%-20s %-22s %s", name, value.value(), value.kind().label())));
    }
  }

  static <T> Map<String, T> each(
      Map<String, OfficialInfo.Value> info, Function<OfficialInfo.Value, T> part) {
    Map<String, T> parts = new LinkedHashMap<>();
    info.forEach((name, value) -> parts.put(name, part.apply(value)));
    return parts;
  }

  private static void columns(BenchmarkTable table, Architecture architecture, PrintWriter out) {
    EnumerableSpace space = table.space();
    out.println(
        Text.format("architecture %s, index %d", space.format(architecture), architecture.index()));
    var datasets = new TreeSet<Dataset>();
    for (Column column : table.columns()) datasets.add(column.key().dataset());
    for (Dataset dataset : datasets) {
      for (String cost : space.costs()) {
        out.println(
            Text.format(
                "%-44s %,16.0f  analytic",
                dataset + "/" + cost, space.cost(cost, dataset).cost(architecture)));
      }
    }
    int index = architecture.index();
    for (CostColumn cost : table.costs()) {
      out.println(line(cost.key(), cost.values()[index], cost.provenance()));
    }
    for (Column column : table.columns()) {
      out.println(line(column.key(), column.values()[index], column.provenance()));
    }
  }

  private static String line(ColumnName name, double value, Provenance provenance) {
    return Text.format("%-44s %16s  %s", name, Double.isNaN(value) ? "missing" : value, provenance);
  }
}
