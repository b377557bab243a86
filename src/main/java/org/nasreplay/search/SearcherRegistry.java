package org.nasreplay.search;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/** All searchers by name: the project's own, one line each, and those of jars on the class path. */
public final class SearcherRegistry {
  private static final List<SearcherDefinition<?>> OWN =
      List.of(
          SearcherDefinition.of("random", RandomSearch::new),
          SearcherDefinition.of("largest", Largest::new),
          define(
              "regularized-evolution",
              RegularizedEvolution.Settings.NATS_BENCH,
              RegularizedEvolution::new),
          define("pyglove-evolution", PygloveEvolution.Settings.NATS_BENCH, PygloveEvolution::new),
          define("reinforce", Reinforce.Settings.NATS_BENCH, Reinforce::new),
          define("ppo", Ppo.Settings.PYGLOVE, Ppo::new),
          define("bohb", Bohb.Settings.NATS_BENCH, Bohb::new),
          define("hyperband", Hyperband.Settings.DEFAULT, Hyperband::new),
          define("successive-halving", SuccessiveHalving.Settings.DEFAULT, SuccessiveHalving::new),
          define("asha", Asha.Settings.DEFAULT, Asha::new),
          define("local-search", LocalSearch.Settings.NASZILLA, LocalSearch::new),
          define("tpe", Tpe.Settings.HYPEROPT, Tpe::new),
          define(
              "bayesian-optimization",
              BayesianOptimization.Settings.DEFAULT,
              BayesianOptimization::new),
          define("bananas", Bananas.Settings.DEFAULT, Bananas::new),
          define("layernas", LayerNas.Settings.PAPER, LayerNas::new),
          define("layernas-resweep", LayerNas.Settings.RESWEEP, LayerNas::new));

  private static <S extends Record> SearcherDefinition<S> define(
      String name, S defaults, Function<S, Searcher> create) {
    return new SearcherDefinition<>(name, defaults, create);
  }

  private static final NamingBase SNAKE_CASE = new SnakeCaseStrategy();

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(SNAKE_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final Map<String, SearcherDefinition<?>> byName = new TreeMap<>();

  public SearcherRegistry() {
    OWN.forEach(this::add);
    ServiceLoader.load(SearcherProvider.class).forEach(p -> p.searchers().forEach(this::add));
  }

  private void add(SearcherDefinition<?> definition) {
    if (byName.putIfAbsent(definition.name(), definition) != null) {
      throw new InputException(Text.format("two searchers are named %s", definition.name()));
    }
  }

  public List<SearcherDefinition<?>> all() {
    return List.copyOf(byName.values());
  }

  /**
   * The searcher {@code name} with its default settings, those in {@code settings} replaced.
   *
   * @throws InputException where no searcher has this name, or a setting is unknown or makes no
   *     sense
   */
  public ConfiguredSearcher configure(String name, Map<String, ?> settings) {
    SearcherDefinition<?> definition = byName.get(name);
    if (definition == null) {
      throw new InputException(
          Text.format(
              "unknown searcher (%s), expected one of %s",
              name, String.join(", ", byName.keySet())));
    }
    return configure(definition, settings);
  }

  private static <S extends Record> ConfiguredSearcher configure(
      SearcherDefinition<S> definition, Map<String, ?> settings) {
    JsonNode tree = JSON.valueToTree(definition.defaults());
    ObjectNode all = tree.isObject() ? (ObjectNode) tree : JsonNodeFactory.instance.objectNode();
    settings.forEach(
        (key, value) -> {
          if (!all.has(key)) {
            throw new InputException(
                Text.format(
                    "unknown setting (%s) of searcher %s, %s", key, definition.name(), known(all)));
          }
          all.set(key, JSON.valueToTree(value));
        });
    @SuppressWarnings("unchecked")
    var type = (Class<S>) definition.defaults().getClass();
    try {
      S configured = JSON.treeToValue(all, type);
      String canonical = JSON.writeValueAsString(configured);
      return new ConfiguredSearcher(
          definition.name(), canonical, () -> definition.create().apply(configured));
    } catch (JsonMappingException e) {
      throw new InputException(
          Text.format("settings of searcher %s: %s", definition.name(), reason(e, all, type)), e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String known(ObjectNode settings) {
    return settings.isEmpty()
        ? "which has none"
        : "expected one of "
            + settings.properties().stream().map(Map.Entry::getKey).collect(joining(", "));
  }

  private static String reason(JsonMappingException e, ObjectNode settings, Class<?> type) {
    if (e.getCause() instanceof IllegalArgumentException rejected) {
      return String.valueOf(rejected.getMessage());
    }
    if (e.getPath().isEmpty()) return e.getOriginalMessage();
    String key = e.getPath().get(0).getFieldName();
    String expected =
        Arrays.stream(type.getRecordComponents())
            .filter(component -> SNAKE_CASE.translate(component.getName()).equals(key))
            .map(component -> InputException.expected(component.getType()))
            .collect(joining());
    return Text.format("%s (%s), expected %s", key, settings.path(key).asText(), expected);
  }
}
