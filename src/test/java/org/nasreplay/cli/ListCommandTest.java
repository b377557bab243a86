package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.cli.Commands.Outcome;
import org.nasreplay.io.Javadoc;
import org.nasreplay.replay.Suite;
import org.nasreplay.search.SearcherDefinition;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.Metric;

/** What is listed is what there is, in the words of the source. */
class ListCommandTest {
  private static String listed(Object... words) {
    var command = new ArrayList<Object>(List.of("list"));
    command.addAll(List.of(words));
    Outcome outcome = run(command.toArray());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines()).allMatch(line -> !line.endsWith(" "));
    assertThat(outcome.out()).doesNotContain("{@", "<p>", "<pre>", "*/", "@param", "null");
    return outcome.out();
  }

  static Stream<String> searchers() {
    return new SearcherRegistry().all().stream().map(SearcherDefinition::name);
  }

  @Test
  void everySearcherIsListedInASentenceWithItsDefaults() {
    String list = listed("searchers");
    List<String> lines = list.lines().toList();
    for (SearcherDefinition<?> each : new SearcherRegistry().all()) {
      int at = lines.indexOf(each.name());
      assertThat(at).as(each.name()).isNotNegative();
      assertThat(lines.get(at + 1)).startsWith("  ").hasSizeGreaterThan(20);
    }
    assertThat(list)
        .contains("  with population=10 sample=3\n", "  with learning_rate=0.01 momentum=0.9\n")
        .contains("Random search: every position uniform, with replacement.");
  }

  /** Of the source itself, not of this test: a setting without a word there fails here. */
  @ParameterizedTest
  @MethodSource("searchers")
  void everySettingOfEverySearcherIsExplained(String name) {
    String explained = listed("searchers", name);
    SearcherDefinition<?> searcher = new SearcherRegistry().find(name);
    Javadoc says = Javadoc.of(searcher.defaults().getClass());
    for (var component : searcher.defaults().getClass().getRecordComponents()) {
      String meaning = says.parameters().get(component.getName());
      assertThat(meaning).as(component.getName()).isNotBlank();
      assertThat(explained.replaceAll("\\s+", " "))
          .contains(SearcherRegistry.key(component.getName()) + "=")
          .contains(meaning);
      Object[] choices = component.getType().getEnumConstants();
      for (Object choice : choices == null ? new Object[0] : choices) {
        assertThat(explained).contains(((Enum<?>) choice).name().toLowerCase(Locale.ROOT));
      }
    }
  }

  @Test
  void aVariantSaysWhatMakesItOneAndAChoiceWhatItDoes() {
    assertThat(listed("searchers", "LayerNAS-Widening").replaceAll("\\s+", " "))
        .contains("layernas-widening: A variant that mends")
        .contains("mean It is trained and paid for again; the mean of its rewards counts");
    assertThat(listed("searchers", "bayesian-optimization"))
        .contains("    EI = (μ − best)·Φ(z) + σ·φ(z),   z = (μ − best)/σ.\n");
    assertRefused(run("list", "searchers", "bannanas"), "did you mean bananas?");
  }

  static Stream<Path> suites() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("data/suites"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
    }
  }

  /** Every suite is read for either list. */
  private static String allSuites = "";

  private static String allTables = "";

  @BeforeAll
  static void listAll() {
    allSuites = listed("suites");
    allTables = listed("tables");
  }

  @ParameterizedTest
  @MethodSource("suites")
  void everySuiteIsListedUnderItsNameAndSaysWhatItIs(Path file) throws IOException {
    Suite suite = Suite.read(file);
    assertThat(file).hasFileName(suite.name() + ".yaml");
    assertThat(allSuites.lines()).contains(suite.name(), "  " + suite.title());
    assertThat(listed("suites", suite.name()))
        .contains(suite.protocols().get(0).name(), suite.searchers().get(0).name(), suite.table());
    assertThat(SuiteComment.of(file).about()).as("comment of " + file).hasSizeGreaterThan(30);
  }

  /** A table that does not come with the project: its suite has the command that makes it. */
  @ParameterizedTest
  @MethodSource("suites")
  void aTableThatIsNotHereIsMadeByACommandThatThereIs(Path file) throws IOException {
    Suite suite = Suite.read(file);
    if (ProjectFiles.has(suite, file)) return;
    String makes = SuiteComment.of(file).makesTable();
    assertThat(makes).startsWith("nasreplay ").endsWith(" -o " + suite.table());
    String[] words = makes.substring("nasreplay ".length()).split(" ", -1);
    assertThat(NasReplay.commandLine().parseArgs(words).errors()).isEmpty();
    assertThat(allTables).contains(makes);
    assertRefused(run("replay", suite.name()), suite.table() + ": no such file", makes);
  }

  @Test
  void everyMetricAndDatasetHasItsMeaning() {
    String metrics = listed("metrics");
    for (Metric metric : Metric.values()) {
      assertThat(metrics).contains(metric.label() + " ");
      assertThat(Javadoc.of(Metric.class, metric.name()).sentence())
          .as(metric.label())
          .endsWith(".");
    }
    String datasets = listed("datasets");
    NatsBench.DATASETS.forEach(each -> assertThat(datasets).contains(each.label() + " "));
    assertThat(datasets)
        .contains("CIFAR-10 trained on half of its training set; the other half validates.");
    assertThat(datasets.replaceAll("\\s+", " "))
        .contains("A search on it in size, topology trains on cifar10-valid;")
        .contains("nas-bench-macro", "once-for-all-mobilenet-v3");
  }

  @Test
  void everyDatasetThatIsListedCanBeCompleted() {
    assertThat(new Completions.Datasets())
        .allMatch(dataset -> listed("datasets").contains(dataset + " "))
        .contains("cifar10", "ImageNet16-120", "ImageNet");
  }

  @Test
  void theDefaultTableIsHere() {
    assertThat(listed("tables"))
        .containsPattern(
            "data/nats-size-surrogate.h5\n  data/nats-size-surrogate.h5, \\d+\\.\\d MB")
        .contains("once-for-all-mobilenet-v3\n  needs no file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "list suite", "list searcherz", "list metrics loss"})
  void aKindThatThereIsNotIsRefused(String command) {
    assertRefused(run((Object[]) command.split(" ", -1)), "see nasreplay list");
  }

  /** A class without a source beside it, as in a stranger's jar. */
  @Test
  void whatHasNoSourceHasNoWords() {
    assertThat(Javadoc.of(ListCommandTest.class)).isEqualTo(Javadoc.of(String.class));
    assertThat(Javadoc.of(String.class).sentence()).isEmpty();
    assertThat(Javadoc.of(Metric.class, "BEAUTY").paragraphs()).isEmpty();
  }
}
