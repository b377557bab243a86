package org.nasreplay.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.Records;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;

/** All searchers by name: the project's own, one line each, and those of jars on the class path. */
public final class SearcherRegistry {
  private static final List<SearcherDefinition<?>> OWN =
      List.of(
          SearcherDefinition.of("random", RandomSearch::new),
          SearcherDefinition.of(Largest.NAME, Largest::new),
          define(
              "regularized-evolution",
              RegularizedEvolution.Settings.NATS_BENCH,
              RegularizedEvolution::new),
          define("pyglove-evolution", PygloveEvolution.Settings.NATS_BENCH, PygloveEvolution::new),
          define("reinforce", Reinforce.Settings.NATS_BENCH, Reinforce::new),
          define("ppo", Ppo.Settings.PYGLOVE, Ppo::new),
          define("bohb", Bohb.Settings.NATS_BENCH, Bohb::new),
          define("hyperband", Rungs.DEFAULT, Hyperband::new),
          define("successive-halving", SuccessiveHalving.Settings.DEFAULT, SuccessiveHalving::new),
          define("asha", Rungs.DEFAULT, Asha::new),
          define("local-search", LocalSearch.Settings.NASZILLA, LocalSearch::new),
          define("tpe", Tpe.Settings.HYPEROPT, Tpe::new),
          define(
              "bayesian-optimization",
              BayesianOptimization.Settings.DEFAULT,
              BayesianOptimization::new),
          define("bananas", Bananas.Settings.DEFAULT, Bananas::new),
          define("layernas", LayerNas.Settings.PAPER, LayerNas::new),
          define("layernas-resweep", LayerNas.Settings.RESWEEP, LayerNas::new),
          define("layernas-widening", LayerNas.Settings.WIDENING, LayerNas::new),
          define("layernas-targets", SuccessiveTargets.Settings.TEN, SuccessiveTargets::layerNas),
          define(
              "local-search-targets",
              SuccessiveTargets.Settings.TEN,
              SuccessiveTargets::localSearch),
          define("scalarized-evolution", ScalarizedEvolution.DEFAULT, ScalarizedEvolution::new),
          define("nsga2", Nsga2.Settings.NSGA_NET, Nsga2::new),
          define("moead", Moead.Settings.DEFAULT, Moead::new));

  private static <S extends Record> SearcherDefinition<S> define(
      String name, S defaults, Function<S, Searcher> create) {
    return new SearcherDefinition<>(name, defaults, create);
  }

  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();
  private static final Records RECORDS = new Records(SNAKE_CASE::translate);
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(SNAKE_CASE).build();

  private static final String SERVICE = "META-INF/services/" + SearcherProvider.class.getName();

  /** The entry of a suite that describes a searcher instead of naming one. */
  public static final String PROCESS = "process";

  private final Map<String, SearcherDefinition<?>> byName = new TreeMap<>();
  private final Function<Tree.Mapping, ConfiguredSearcher> processes;

  /**
   * The project's own searchers and those of jars on the class path.
   *
   * @throws InputException where a jar names a provider that cannot be used
   */
  public SearcherRegistry() {
    this(SearcherRegistry.class.getClassLoader());
  }

  /**
   * The same, and searchers that are processes of their own.
   *
   * @param processes makes one of what a suite says under {@code process}
   */
  public SearcherRegistry(Function<Tree.Mapping, ConfiguredSearcher> processes) {
    this(SearcherRegistry.class.getClassLoader(), processes);
  }

  SearcherRegistry(ClassLoader loader) {
    this(
        loader,
        process -> {
          throw new InputException(
              process.place(), "searcher process: nasreplay replay alone starts processes");
        });
  }

  private SearcherRegistry(
      ClassLoader loader, Function<Tree.Mapping, ConfiguredSearcher> processes) {
    this.processes = processes;
    OWN.forEach(this::add);
    Iterator<SearcherProvider> providers =
        ServiceLoader.load(SearcherProvider.class, loader).iterator();
    String provider = "";
    try { // whatever a stranger's code may throw
      while (providers.hasNext()) {
        SearcherProvider next = providers.next();
        provider = " (" + next.getClass().getName() + ")";
        next.searchers().forEach(this::add);
        provider = "";
      }
    } catch (RuntimeException | ServiceConfigurationError | LinkageError e) {
      throw new InputException(jars(loader) + provider, "no searcher from here: " + reason(e), e);
    }
  }

  /** The files that name providers. */
  private static String jars(ClassLoader loader) {
    try {
      return Collections.list(loader.getResources(SERVICE)).stream()
          .map(url -> url.getPath().replaceFirst("^file:", "").replaceFirst("!?/META-INF/.*", ""))
          .collect(Collectors.joining(", "));
    } catch (IOException e) {
      return "class path";
    }
  }

  /** What went wrong, and its first cause, which says more than what it led to. */
  private static String reason(Throwable e) {
    Throwable first = e;
    while (first.getCause() != null) first = first.getCause();
    String message = String.valueOf(first.getMessage());
    boolean told = first instanceof InputException || first instanceof IllegalArgumentException;
    String cause = told ? message : first.getClass().getSimpleName() + ": " + message;
    if (!(e instanceof ServiceConfigurationError)) return Text.printable(cause);
    String service =
        String.valueOf(e.getMessage()).replace(SearcherProvider.class.getName() + ": ", "");
    return Text.printable(first == e ? service : service + ": " + cause);
  }

  private void add(SearcherDefinition<?> definition) {
    if (byName.putIfAbsent(definition.name(), definition) != null) {
      throw new InputException(Text.format("two searchers are named %s", definition.name()));
    }
  }

  /** How suites and the command line write the setting that a record calls {@code component}. */
  public static String key(String component) {
    return SNAKE_CASE.translate(component);
  }

  public List<SearcherDefinition<?>> all() {
    return List.copyOf(byName.values());
  }

  /**
   * The searcher with this name, in capitals or not.
   *
   * @throws InputException where there is none
   */
  public SearcherDefinition<?> find(String name) {
    String known = Names.find("searcher", name, byName.keySet());
    return Objects.requireNonNull(byName.get(known));
  }

  /**
   * The searcher {@code name} with its default settings, those in {@code settings} replaced.
   *
   * @param settings as they would be written in a suite, without quotes
   * @throws InputException where no searcher has this name, or a setting is unknown or makes no
   *     sense
   */
  public ConfiguredSearcher configure(String name, Map<String, ?> settings) {
    return configure(name, Tree.plain(settings));
  }

  /** The same with settings from a file, whose line an exception names. */
  public ConfiguredSearcher configure(String name, Tree.Mapping settings) {
    if (name.equalsIgnoreCase(PROCESS)) return process(settings);
    SearcherDefinition<?> definition;
    try {
      definition = find(name);
    } catch (InputException e) {
      throw e.in(settings.place());
    }
    try {
      return configure(definition, settings);
    } catch (InputException e) {
      throw new InputException(
          e.place(), Text.format("settings of searcher %s: %s", definition.name(), e.reason()), e);
    }
  }

  private ConfiguredSearcher process(Tree.Mapping description) {
    ConfiguredSearcher process = processes.apply(description);
    if (byName.containsKey(process.name()) || process.name().equals(PROCESS)) {
      throw new InputException(
          description.place(),
          Text.format(
              "name (%s) of a process is that of another searcher, expected one of its own",
              process.name()));
    }
    return process;
  }

  private static <S extends Record> ConfiguredSearcher configure(
      SearcherDefinition<S> definition, Tree.Mapping settings) {
    S configured = RECORDS.read(settings, definition.defaults());
    try {
      ObjectNode named = JSON.valueToTree(configured);
      ObjectNode firstNamed = JSON.createObjectNode();
      for (RecordComponent each : configured.getClass().getRecordComponents()) {
        String name = SNAKE_CASE.translate(each.getName());
        List<String> earlier = Records.earlierNames(each);
        firstNamed.set(earlier.isEmpty() ? name : earlier.get(0), named.get(name));
      }
      return new ConfiguredSearcher(
          definition.name(),
          JSON.writeValueAsString(named),
          JSON.writeValueAsString(firstNamed),
          () -> definition.create().apply(configured));
    } catch (JsonProcessingException e) {
      throw new InputException(
          Text.format("%s cannot be written as text", configured.getClass().getName()), e);
    }
  }
}
