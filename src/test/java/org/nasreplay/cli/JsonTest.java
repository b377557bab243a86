package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nasreplay.cli.Commands.TABLE;
import static org.nasreplay.cli.Commands.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nasreplay.cli.Commands.Outcome;
import org.nasreplay.io.Sha256;

/**
 * Answers for programs: standard output is JSON and nothing else, and says what people are told.
 */
class JsonTest {
  private static JsonNode json(String command) throws IOException {
    Outcome outcome = run(command.replace("TABLE", TABLE).concat(" --json").split(" ", -1));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return new ObjectMapper().readTree(outcome.out());
  }

  private static String text(String command) {
    return run((Object[]) command.replace("TABLE", TABLE).split(" ", -1)).out();
  }

  @Test
  void bestIsAListByDataset() throws IOException {
    String command = "table best TABLE --metric test_accuracy --epochs 90 --at-most flops=140M";
    JsonNode all = json(command);
    List<String> lines = text(command).lines().toList();
    assertThat(all).hasSize(lines.size()).hasSizeGreaterThan(2);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode best = all.get(i);
      assertThat(lines.get(i))
          .contains(best.get("dataset").asText(), best.get("architecture").asText())
          .contains(best.get("provenance").get(0).asText());
      assertThat(best.get("costs").get("flops").get("value").asDouble()).isLessThanOrEqualTo(140e6);
      assertThat(best.get("costs").get("flops").get("kind").asText()).isEqualTo("analytic");
      assertThat(text("table query TABLE " + best.get("index").asInt()))
          .startsWith("architecture " + best.get("architecture").asText());
    }
  }

  @Test
  void infoHasEveryColumn() throws IOException {
    JsonNode info = json("table info TABLE");
    assertThat(info.get("space").asText()).isEqualTo("size");
    assertThat(info.get("architectures").asInt()).isEqualTo(32_768);
    assertThat(info.get("sha256").asText()).isEqualTo(Sha256.of(Path.of(TABLE)));
    List<String> lines = text("table info TABLE").lines().skip(2).toList();
    assertThat(info.get("columns")).hasSize(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      JsonNode column = info.get("columns").get(i);
      String[] cells = lines.get(i).split(" +", -1);
      assertThat(column.get("name").asText()).isEqualTo(cells[0]);
      assertThat(column.get("mean").asDouble())
          .isCloseTo(Double.parseDouble(cells[3]), within(1e-4));
      assertThat(column.get("kind").asText()).isEqualTo("modelled");
    }
  }

  @Test
  void verifySaysWhatWasHeld() throws IOException {
    JsonNode verified = json("table verify TABLE");
    assertThat(verified.get("sha256").asText()).isEqualTo(Sha256.of(Path.of(TABLE)));
    assertThat(verified.get("empty").asLong()).isZero();
    assertThat(verified.get("values_in_range").asLong())
        .isEqualTo(32_768L * verified.get("columns").asLong());
    assertThat(verified.get("listed_in").get(0).asText()).isEqualTo("data/SHA256SUMS");
  }

  @Test
  void queryHasEveryValueWithItsKind() throws IOException {
    JsonNode query = json("table query TABLE 284");
    assertThat(query.get("architecture").asText()).isEqualTo("8:8:40:32:40");
    List<String> lines = text("table query TABLE 284").lines().skip(1).toList();
    assertThat(query.get("values")).hasSize(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      JsonNode value = query.get("values").get(i);
      assertThat(lines.get(i))
          .startsWith(value.get("name").asText() + " ")
          .contains(" " + value.get("kind").asText());
    }
  }

  @Test
  void aSearchIsItsRunWithTheTrajectory() throws IOException {
    String command = "search LayerNAS --dataset cifar10 --seed 3";
    JsonNode run = json(command);
    assertThat(run.get("searcher").asText()).isEqualTo("layernas");
    assertThat(run.get("settings").get("keep").asInt()).isEqualTo(3);
    List<String> trace = text(command + " --trace").lines().skip(1).toList();
    List<String> steps = new ArrayList<>();
    run.get("trajectory").forEach(step -> steps.add(step.get("architecture").asText()));
    assertThat(steps).isEqualTo(trace.stream().map(line -> line.split(",", -1)[2]).toList());
    assertThat(run.get("architecture").asText()).isEqualTo(steps.get(steps.size() - 1));
    assertThat(run.get("kinds").get("reward").asText()).isEqualTo("modelled");
    assertThat(run.get("best_test_accuracy").asDouble())
        .isGreaterThanOrEqualTo(run.get("test_accuracy").asDouble());
  }

  @Test
  void aRunWithoutAnAnswerHasNullsAndNoOtherWordForThem() throws IOException {
    // one training, and by this seed of a network outside the range
    JsonNode run =
        json("search random --dataset cifar10 --suite layernas-size-penalty --evaluations 1");
    assertThat(run.get("architecture").isNull()).isTrue();
    assertThat(run.get("test_accuracy").isNull()).isTrue();
    assertThat(run.get("trajectory")).isEmpty();
  }
}
