package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Javadoc;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.ofa.OnceForAll;
import org.nasreplay.oracle.ofa.OnceForAllBenchmark;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.DeclaredSpace;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SearchSpaces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "datasets",
    description = "Datasets by name, the spaces whose networks are trained on them, and splits.",
    mixinStandardHelpOptions = true)
final class ListDatasetsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Map<Dataset, List<String>> spaces = new TreeMap<>();
    for (var space : SearchSpaces.all()) {
      for (Dataset each : NatsBench.DATASETS) add(spaces, each, space.name());
    }
    for (Path file : ProjectFiles.in("data/spaces", ".yaml").values()) {
      DeclaredSpace space = DeclaredSpace.read(file);
      space.datasets().forEach(each -> add(spaces, each, space.name()));
    }
    var predictor = new OnceForAllBenchmark(OnceForAll.embedded());
    predictor.datasets().forEach(each -> add(spaces, each, predictor.space().name()));

    var list = new Listing(Objects.requireNonNull(spec).commandLine().getOut());
    spaces.forEach(
        (dataset, names) -> {
          String begin = Text.format("%-15s ", dataset);
          list.hanging(begin, "spaces " + String.join(", ", names));
          String constant = dataset.label().toUpperCase(Locale.ROOT).replace('-', '_');
          String says = Javadoc.of(NatsBench.class, constant).sentence();
          if (!says.isEmpty()) list.filled(begin.length(), says);
          Dataset split = NatsBench.searchSplit(dataset);
          if (!split.equals(dataset)) {
            list.filled(
                begin.length(),
                Text.format(
                    "A search on it trains on %s; validation accuracies are there.", split));
          }
        });
    return 0;
  }

  private static void add(Map<Dataset, List<String>> spaces, Dataset dataset, String space) {
    spaces.computeIfAbsent(dataset, each -> new ArrayList<>()).add(space);
  }
}
