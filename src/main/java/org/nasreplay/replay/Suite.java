package org.nasreplay.replay;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.SearcherRegistry;

/**
 * A comparison as data: which searchers run how often under which protocols, on which table.
 *
 * @param name names the folder of results
 * @param title one line on what this compares; the name where a suite gives none
 * @param runs runs of every searcher under every protocol
 * @param seed the master seed; 1 where a suite gives none
 * @param table the table's file
 * @param protocols at least one, with distinct names
 * @param searchers at least one: a name, or a map from the name to its settings
 * @param published which published rows stand beside the results; null for none
 */
public record Suite(
    String name,
    String title,
    int runs,
    long seed,
    String table,
    List<Protocol> protocols,
    List<JsonNode> searchers,
    @Nullable Published published) {

  /**
   * Where the published results of these protocols are found.
   *
   * @param paper as in data/published-results.csv
   * @param table as there
   * @param methods the published method's name for a searcher's label, as in {@link Entry}
   */
  public record Published(
      @JsonProperty(value = "paper", required = true) String paper,
      @JsonProperty(value = "table", required = true) String table,
      @JsonProperty(value = "methods", required = true) Map<String, String> methods) {}

  @JsonCreator
  static Suite of(
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty("title") @Nullable String title,
      @JsonProperty(value = "runs", required = true) int runs,
      @JsonProperty("seed") @Nullable Long seed,
      @JsonProperty(value = "table", required = true) String table,
      @JsonProperty(value = "protocols", required = true) List<Protocol> protocols,
      @JsonProperty(value = "searchers", required = true) List<JsonNode> searchers,
      @JsonProperty("published") @Nullable Published published) {
    return new Suite(
        name,
        title == null ? name : title,
        runs,
        seed == null ? 1 : seed,
        table,
        protocols,
        searchers,
        published);
  }

  public Suite {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new InputException(
          Text.format("name (%s) must be letters, digits, dots and hyphens", name));
    }
    if (runs < 1) throw new InputException(Text.format("runs (%d) must be positive", runs));
    if (protocols.isEmpty()) throw new InputException("protocols is empty, expected at least one");
    if (searchers.isEmpty()) throw new InputException("searchers is empty, expected at least one");
    Set<String> names = new HashSet<>();
    for (Protocol protocol : protocols) {
      if (!names.add(protocol.name())) {
        throw new InputException(
            Text.format(
                "two protocols are named %s, give one of them another name", protocol.name()));
      }
    }
  }

  /**
   * Reads a suite from YAML.
   *
   * @throws InputException where the file is missing or is not a suite
   */
  public static Suite read(Path file) throws IOException {
    return Json.read(Json.YAML, file, Suite.class);
  }

  public Suite withRuns(int other) {
    return new Suite(name, title, other, seed, table, protocols, searchers, published);
  }

  public Suite withSeed(long other) {
    return new Suite(name, title, runs, other, table, protocols, searchers, published);
  }

  /** A searcher of this suite under the name that tells it from the others. */
  public record Entry(String label, ConfiguredSearcher searcher) {}

  /**
   * The searchers, configured and labelled: with their name, or where it appears twice, with the
   * name and the settings that the suite gives.
   *
   * @throws InputException where a searcher or one of its settings is unknown
   */
  public List<Entry> entries(SearcherRegistry registry) {
    List<Entry> entries = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (JsonNode node : searchers) {
      String name = nameOf(node);
      Map<String, Object> settings = settingsOf(node);
      boolean alone = searchers.stream().filter(n -> nameOf(n).equals(name)).count() == 1;
      String label = alone || settings.isEmpty() ? name : name + " " + settings;
      if (!labels.add(label)) {
        throw new InputException(
            Text.format("searcher %s appears twice with the same settings", name));
      }
      entries.add(new Entry(label, registry.configure(name, settings)));
    }
    return entries;
  }

  private static String nameOf(JsonNode node) {
    if (node.isTextual()) return node.textValue();
    if (node.isObject() && node.size() == 1) return node.fieldNames().next();
    throw new InputException(
        Text.format("searcher (%s), expected a name or a name with its settings", node));
  }

  private static Map<String, Object> settingsOf(JsonNode node) {
    if (node.isTextual() || node.elements().next().isNull()) return Map.of();
    JsonNode settings = node.elements().next();
    if (!settings.isObject()) {
      throw new InputException(
          Text.format(
              "settings (%s) of searcher %s, expected keys and values", settings, nameOf(node)));
    }
    return Json.YAML.convertValue(
        settings, new com.fasterxml.jackson.core.type.TypeReference<Map<String, Object>>() {});
  }
}
