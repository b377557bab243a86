package org.nasreplay.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.Fuzzer;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.table.Tables;

/** A damaged conversation, every line of which has one line as its answer. */
class ServiceFuzzIT {
  private static final String CONVERSATION =
      """
      {"hello": {"protocol": 1}}
      {"start": {"dataset": "cifar10", "seed": 7, "reward": {"epochs": 12}, "budget": {"evaluations": 5}}}
      {"sample": {}}
      {"evaluate": [[0, 1, 2, 3, 4], "8:8:8:8:8"], "epochs": 4}
      {"mutate": [0, 1, 2, 3, 4]}
      {"cost": [[7, 7, 7, 7, 7]], "name": "params"}
      {"bounds": [0, -1, 2, -1, -1]}
      {"info": ["8:8:8:8:8"], "dataset": "cifar10", "epochs": 90}
      {"done": {}}
      """;

  @TempDir private Path folder;

  @Test
  void everyLineIsAnsweredByALine() throws Exception {
    var benchmark = new TableBenchmark(Tables.complete());
    Path file = folder.resolve("lines.json");
    Fuzzer.run(
        file,
        CONVERSATION.getBytes(UTF_8),
        file,
        damaged -> {
          var answers = new ByteArrayOutputStream();
          var service =
              new TableService(benchmark, (a, dataset, epochs) -> Map.of("at", Map.of("one", 1.)));
          try (var in = Files.newInputStream(damaged)) {
            service.serve(in, answers);
          }
          List<String> lines = answers.toString(UTF_8).lines().toList();
          byte[] bytes = Files.readAllBytes(damaged);
          int asked = 0;
          for (byte each : bytes) if (each == '\n') asked++;
          assertThat(lines).hasSize(asked).allMatch(line -> line.equals(Text.printable(line)));
          if (lines.stream().anyMatch(line -> line.startsWith("{\"error\""))) {
            throw new InputException(damaged.toString(), "answered with an error");
          }
        });
  }
}
