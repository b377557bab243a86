package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.Dataset;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.Provenance.Kind;
import org.nasreplay.table.file.TableFile;
import org.nasreplay.table.nasbench101.NasBench101Answer;
import org.nasreplay.table.nats.OfficialInfo;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "query",
    description = "Everything that a table knows about one architecture.",
    mixinStandardHelpOptions = true)
final class TableQueryCommand implements Callable<Integer> {
  @Mixin private AskedTable asked = new AskedTable();

  @Parameters(index = "1", paramLabel = "ARCH", description = "like 8:8:16:32:64, or an index")
  private String text = "";

  @ArgGroup(exclusive = false)
  private @Nullable Training training;

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
    TableFile opened = asked.open();
    BenchmarkTable table = opened.table();
    Architecture architecture = table.space().find(text);
    NasBench101Answer cell = NasBench101Answer.of(table, architecture);
    if (cell != null) {
      official(table, architecture, cell);
    } else if (training != null) {
      official(table, architecture, training);
    } else if (asked.json()) {
      Answer answer =
          new Answer()
              .with("index", architecture.index())
              .with("architecture", table.space().format(architecture))
              .with("values", values(table, architecture).stream().map(Value::answer).toList());
      Answer.print(answer, asked.out());
    } else {
      asked.out().println(heading(table, architecture));
      values(table, architecture).forEach(value -> asked.out().println(value.text()));
    }
    ProjectFiles.remark(opened, asked.err());
    return 0;
  }

  private void official(BenchmarkTable table, Architecture architecture, Training training)
      throws IOException {
    Expect.whole("--epochs", training.epochs, 1, 999_999);
    Dataset dataset = ProjectFiles.dataset(training.dataset, table);
    var info = new OfficialInfo(table, architecture, dataset, training.epochs);
    PrintWriter out = asked.out();
    if (asked.json()) {
      // The numbers under the API's own names and shape; their kinds beside them.
      Answer answer =
          new Answer()
              .with("index", architecture.index())
              .with("architecture", table.space().format(architecture))
              .with("dataset", dataset.label())
              .with("epochs", training.epochs)
              .with("more_info", each(info.moreInfo(), OfficialInfo.Value::value))
              .with("more_info_kinds", each(info.moreInfo(), value -> value.kind().label()))
              .with("cost_info", each(info.costInfo(), OfficialInfo.Value::value))
              .with("cost_info_kinds", each(info.costInfo(), value -> value.kind().label()));
      Answer.print(answer, out);
      return;
    }
    out.println(heading(table, architecture));
    for (Map<String, OfficialInfo.Value> each : List.of(info.moreInfo(), info.costInfo())) {
      each.forEach(
          (name, value) ->
              out.println(
                  Text.format("%-20s %-22s %s", name, value.value(), value.kind().label())));
    }
  }

  /** Of all its trainings, or the one that is asked for. */
  private void official(BenchmarkTable table, Architecture architecture, NasBench101Answer cell) {
    if (training != null) Expect.whole("--epochs", training.epochs, 1, 999_999);
    List<NasBench101Answer.Run> runs = cell.runs();
    if (training != null) {
      ProjectFiles.dataset(training.dataset, table);
      runs = runs.stream().filter(run -> run.epochs() == training.epochs).toList();
      if (runs.isEmpty()) {
        throw new InputException(
            Text.format("--epochs (%d), of which %s has no run", training.epochs, asked.named()));
      }
    }
    if (asked.json()) {
      Answer answer =
          new Answer()
              .with("index", architecture.index())
              .with("architecture", table.space().format(architecture))
              .with("module_hash", cell.hash())
              .with("module_adjacency", cell.adjacency())
              .with("module_operations", cell.operations())
              .with("trainable_parameters", cell.parameters())
              .with("runs", runs.stream().map(TableQueryCommand::answer).toList());
      Answer.print(answer, asked.out());
      return;
    }
    PrintWriter out = asked.out();
    out.println(heading(table, architecture));
    out.println(Text.format("%-20s %s", "module_hash", cell.hash()));
    out.println(Text.format("%-20s %s", "module_adjacency", cell.adjacency()));
    out.println(Text.format("%-20s %s", "module_operations", cell.operations()));
    out.println(Text.format("%-20s %d  analytic", "trainable_parameters", cell.parameters()));
    for (NasBench101Answer.Run run : runs) {
      out.println(
          Text.format(
              "%d epochs%s, run %s", run.epochs(), run.halfway() ? ", halfway" : "", run.number()));
      run.values()
          .forEach(
              (name, value) ->
                  out.println(
                      Text.format("%-20s %-22s %s", name, value.value(), value.kind().label())));
    }
  }

  private static Answer answer(NasBench101Answer.Run run) {
    Answer answer =
        new Answer()
            .with("epochs", run.epochs())
            .with("stop_halfway", run.halfway())
            .with("run", run.number());
    var kinds = new Answer();
    run.values()
        .forEach(
            (name, value) -> {
              answer.with(name, value.value());
              kinds.with(name, value.kind().label());
            });
    return answer.with("kinds", kinds);
  }

  private static String heading(BenchmarkTable table, Architecture architecture) {
    return Text.format(
        "architecture %s, index %d", table.space().format(architecture), architecture.index());
  }

  static <T> Map<String, T> each(
      Map<String, OfficialInfo.Value> info, Function<OfficialInfo.Value, T> part) {
    Map<String, T> parts = new LinkedHashMap<>();
    info.forEach((name, value) -> parts.put(name, part.apply(value)));
    return parts;
  }

  /**
   * A value of the network.
   *
   * @param provenance null where the space computes it
   */
  private record Value(String name, String unit, double value, @Nullable Provenance provenance) {
    String text() {
      if (provenance == null) return Text.format("%-44s %,16.0f  analytic", name, value);
      return Text.format(
          "%-44s %16s  %s", name, Double.isNaN(value) ? "missing" : value, provenance);
    }

    Answer answer() {
      return new Answer()
          .with("name", name)
          .with("unit", unit)
          .with("value", value)
          .with("kind", (provenance == null ? Kind.ANALYTIC : provenance.kind()).label())
          .with("source", provenance == null ? "the space's formula" : provenance.source());
    }
  }

  /** The costs of the space for every dataset, then all columns. */
  private static List<Value> values(BenchmarkTable table, Architecture architecture) {
    List<Value> values = new ArrayList<>();
    var datasets = new TreeSet<Dataset>();
    for (Column column : table.columns()) datasets.add(column.key().dataset());
    for (Dataset dataset : datasets) {
      for (String name : table.space().costs()) {
        CostModel cost = table.space().cost(name, dataset);
        values.add(new Value(dataset + "/" + name, cost.unit(), cost.cost(architecture), null));
      }
    }
    int index = architecture.index();
    for (CostColumn cost : table.costs()) {
      values.add(
          new Value(
              cost.key().toString(),
              cost.key().unitLabel(),
              cost.values()[index],
              cost.provenance()));
    }
    for (Column column : table.columns()) {
      values.add(
          new Value(
              column.key().toString(),
              column.key().unitLabel(),
              column.values()[index],
              column.provenance()));
    }
    return values;
  }
}
