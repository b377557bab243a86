package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/** Every key of provenance.json, missing, empty and of another type. */
class ProvenanceFileTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @TempDir private Path folder;
  private Path file;

  private static ReplayProvenance provenance(List<ReplayProvenance> sources) {
    return new ReplayProvenance(
        new Code("0.1.0", "unknown", "", Map.of()),
        "small",
        "A title",
        Suites.SMALL,
        2,
        1,
        new ReplayProvenance.Table("table.h5", "ab".repeat(32), "size"),
        Suites.read(
                Suites.SMALL.replace(
                    "    report:",
                    "    constraint: {flops: {at_least: 1, at_most: 5, penalty: {shape: soft_exponent}}}\n"
                        + "    report:"))
            .protocols(),
        List.of(new ReplayProvenance.Searcher("random", "random", "{}")),
        List.of(new ReplayProvenance.UsedColumn("cifar10", "reward", "c", "modelled", "m", "")),
        Costs.NATS_BENCH,
        new ReplayProvenance.Reference(true, 32768),
        new Suite.Published("NATS-Bench", "5", Map.of("random", "RANDOM")),
        new ReplayProvenance.Machine("Linux amd64", "a JVM", 2),
        sources,
        false,
        new Shard(1, 2),
        List.of(new ReplayProvenance.Failure("own", "searcher own, run 3", "it ended")));
  }

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("provenance.json");
  }

  private void write(JsonNode tree) throws IOException {
    Files.writeString(file, Json.JSON.writeValueAsString(tree));
  }

  /** Every object of {@code node}, itself included. */
  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> objects = new ArrayList<>();
    if (node instanceof ObjectNode object) objects.add(object);
    node.forEach(child -> objects.addAll(objects(child)));
    return objects;
  }

  @Test
  void whatWasWrittenIsRead() throws Exception {
    ReplayProvenance merged = provenance(List.of(provenance(List.of()), provenance(List.of())));
    write(Json.JSON.valueToTree(merged));
    assertThat(ReplayProvenance.read(file)).isEqualTo(merged);
  }

  @Test
  void aKeyThatIsMissingEmptyOrOfAnotherTypeIsNamed() throws Exception {
    // What a suite may leave out, provenance may; "5" and 5 are both text.
    List<String> optional =
        List.of(
            "published",
            "constraint",
            "at_least",
            "at_most",
            "penalty",
            "weight",
            "evaluations",
            "shard",
            "failed");
    ObjectNode tree = Json.JSON.valueToTree(provenance(List.of(provenance(List.of()))));
    int refused = 0;
    for (ObjectNode object : objects(tree)) {
      for (String key : List.copyOf(object.properties().stream().map(Map.Entry::getKey).toList())) {
        JsonNode right = object.get(key);
        List<JsonNode> wrong =
            List.of(
                JSON.nullNode(),
                JSON.arrayNode().add(1.5),
                JSON.objectNode().put("a", 1),
                JSON.numberNode(-1.5),
                JSON.booleanNode(true),
                JSON.textNode("\u001b[2J"));
        List<String> texts = new ArrayList<>();
        for (JsonNode each : wrong) {
          object.set(key, each);
          texts.add(Json.JSON.writeValueAsString(tree));
        }
        object.remove(key);
        texts.add(Json.JSON.writeValueAsString(tree));
        object.set(key, right);
        for (String text : texts) {
          Files.writeString(file, text);
          try {
            ReplayProvenance.read(file);
          } catch (InputException e) {
            refused++;
            assertThat(e.line())
                .startsWith(file + ":")
                .isEqualTo(Text.printable(e.line()))
                .doesNotContainIgnoringCase(
                    "jackson", "fasterxml", "org.nasreplay", "null", "exception");
            // The names of published methods are one value.
            if (optional.contains(key) || e.line().contains(": methods (")) continue;
            assertThat(e.line()).containsIgnoringCase(key);
          }
        }
      }
    }
    assertThat(refused).isGreaterThan(250);
  }

  @Test
  void whatIsNotUtf8OrNotJsonIsNamed() throws Exception {
    String text = Json.JSON.writeValueAsString(provenance(List.of()));
    Files.write(file, text.replace("A title", "Größe").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ReplayProvenance.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(file + ":9: not UTF-8, as it should be");
    Files.writeString(file, text.substring(0, text.length() / 2));
    assertThatThrownBy(() -> ReplayProvenance.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ":")
        .hasMessageContaining("not JSON");
  }
}
