package org.nasreplay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nasreplay.io.Javadoc;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.ofa.OnceForAll;
import org.nasreplay.oracle.ofa.OnceForAllBenchmark;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.DeclaredSpace;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SearchSpace;
import org.nasreplay.space.SearchSpaces;
import picocli.CommandLine.Command;

@Command(
    name = "datasets",
    description = "Datasets by name, the spaces whose networks are trained on them, and splits.")
final class ListDatasetsCommand extends ListedKind {
  @Override
  void write(Listing list) throws IOException {
    bySpace()
        .forEach(
            (dataset, spaces) -> {
              String begin = Text.format("%-15s ", dataset);
              list.hanging(begin, "spaces " + names(spaces));
              String constant = dataset.label().toUpperCase(Locale.ROOT).replace('-', '_');
              String says = Javadoc.of(NatsBench.class, constant).sentence();
              if (!says.isEmpty()) list.filled(begin.length(), says);
              splits(dataset, spaces)
                  .forEach(
                      (split, its) ->
                          list.filled(
                              begin.length(),
                              Text.format(
                                  "A search on it in %s trains on %s; validation accuracies are"
                                      + " there.",
                                  names(its), split)));
            });
  }

  /** Every dataset with the spaces whose networks are trained on it. */
  static SortedMap<Dataset, List<SearchSpace>> bySpace() throws IOException {
    SortedMap<Dataset, List<SearchSpace>> spaces = new TreeMap<>();
    for (EnumerableSpace each : SearchSpaces.all()) add(spaces, each.datasets(), each);
    for (Path file : ProjectFiles.in("data/spaces", ".yaml").values()) {
      DeclaredSpace each = DeclaredSpace.read(file);
      add(spaces, each.datasets(), each);
    }
    var predictor = new OnceForAllBenchmark(OnceForAll.embedded());
    add(spaces, predictor.datasets(), predictor.space());
    return spaces;
  }

  private static void add(
      Map<Dataset, List<SearchSpace>> spaces, List<Dataset> datasets, SearchSpace space) {
    for (Dataset each : datasets) {
      spaces.computeIfAbsent(each, none -> new ArrayList<>()).add(space);
    }
  }

  /** What is trained instead, by the spaces in which it is. */
  private static Map<Dataset, List<SearchSpace>> splits(Dataset dataset, List<SearchSpace> spaces) {
    return spaces.stream()
        .filter(space -> !space.searchSplit(dataset).equals(dataset))
        .collect(
            Collectors.groupingBy(
                space -> space.searchSplit(dataset), TreeMap::new, Collectors.toList()));
  }

  private static String names(List<SearchSpace> spaces) {
    return spaces.stream().map(SearchSpace::name).collect(Collectors.joining(", "));
  }
}
