package org.nasreplay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.Text;
import org.nasreplay.search.SearcherDefinition;
import org.nasreplay.search.SearcherRegistry;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs benchmarks and keeps their results: {@code scripts/bench} calls this. */
public final class Benchmarks {
  private static final Path FOLDER = Path.of("reports/bench");
  static final List<String> ALL =
      List.of(
          "OracleBenchmark",
          "TableLoadBenchmark",
          "SearcherBenchmark",
          "ReplayBenchmark",
          "PredictorBenchmark");

  private Benchmarks() {}

  /**
   * Runs the benchmarks with these names, all where none is given, and writes the table anew from
   * every result in the folder.
   */
  public static void main(String[] names) throws IOException, RunnerException {
    List<String> chosen = names.length == 0 ? ALL : List.of(names);
    if (!ALL.containsAll(chosen)) {
      System.err.println(Text.format("bench: %s, expected some of %s", chosen, ALL));
      System.exit(2);
    }
    Files.createDirectories(FOLDER);
    String[] searchers =
        new SearcherRegistry().all().stream().map(SearcherDefinition::name).toArray(String[]::new);
    for (String name : chosen) {
      new Runner(
              new OptionsBuilder()
                  .include("\\." + name + "\\.")
                  .param("name", searchers)
                  .jvmArgsAppend("-XX:+UseSerialGC") // as scripts/nasreplay starts Java
                  .addProfiler(GCProfiler.class)
                  .resultFormat(ResultFormatType.JSON)
                  .result(FOLDER.resolve(name + ".json").toString())
                  .build())
          .run();
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      String table =
          table(files.filter(file -> file.toString().endsWith(".json")).sorted().toList());
      AtomicFile.write(FOLDER.resolve("table.md"), table);
      System.out.print(table);
    }
  }

  /** The results of JMH's JSON files as one Markdown table. */
  static String table(List<Path> files) throws IOException {
    List<String> rows = new ArrayList<>();
    for (Path file : files) {
      for (JsonNode result : new ObjectMapper().readTree(file.toFile())) {
        String method = result.path("benchmark").asText();
        String parameters =
            result.path("params").properties().stream()
                .map(parameter -> parameter.getValue().asText())
                .collect(Collectors.joining(", "));
        JsonNode primary = result.path("primaryMetric");
        rows.add(
            Text.format(
                "| %s | %s | %.3f | %.3f | %s | %.1f | %s |",
                method.substring("org.nasreplay.bench.".length()),
                parameters,
                primary.path("score").asDouble(),
                primary.path("scoreError").asDouble(),
                primary.path("scoreUnit").asText(),
                result
                    .path("secondaryMetrics")
                    .path("gc.alloc.rate.norm")
                    .path("score")
                    .asDouble(Double.NaN),
                result.path("jdkVersion").asText()));
      }
    }
    return """
        | benchmark | parameters | score | ± 99.9 % | unit | B/op | Java |
        |---|---|---:|---:|---|---:|---|
        """
        + String.join("\n", rows)
        + "\n";
  }
}
