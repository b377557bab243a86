package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.search.SearcherRegistry;

/** The reference of suites, {@code data/suites/README.md}, held to the records that read them. */
class SuiteReferenceTest {
  private static final Path REFERENCE = Path.of("data/suites/README.md");

  /** What a chapter of the reference is about. */
  private static final Map<String, Class<?>> CHAPTERS =
      Map.ofEntries(
          Map.entry("suite", Suite.class),
          Map.entry("protocol", Protocol.class),
          Map.entry("reward", Protocol.Reward.class),
          Map.entry("budget", Protocol.Budget.class),
          Map.entry("bounds", Protocol.Bounds.class),
          Map.entry("penalty", Penalty.class),
          Map.entry("front", Protocol.Front.class),
          Map.entry("report", Protocol.Report.class),
          Map.entry("published", Suite.Published.class),
          Map.entry("networks", Suite.Networks.class),
          Map.entry("process", processes()));

  private static Class<?> processes() {
    try { // only its own package sees it
      return Class.forName("org.nasreplay.process.ProcessSearchers$Description");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static String chapter(String name) throws IOException {
    String text = Files.readString(REFERENCE);
    int from = text.indexOf("\n## " + name + "\n");
    assertThat(from).as("chapter " + name).isPositive();
    int to = text.indexOf("\n## ", from + 1);
    return to < 0 ? text.substring(from) : text.substring(from, to);
  }

  /** The rows of the chapter's table, by cell. */
  private static List<List<String>> rows(String name) throws IOException {
    return chapter(name)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> Arrays.stream(line.split("(?<!\\\\)\\|", -1)).map(String::strip).toList())
        .toList();
  }

  private static List<String> keys(Class<?> type) {
    Executable creator =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(JsonCreator.class))
            .map(Executable.class::cast)
            .findFirst()
            .orElse(null);
    if (creator != null) {
      return Arrays.stream(creator.getParameters()).map(SuiteReferenceTest::key).toList();
    }
    return Arrays.stream(type.getRecordComponents()).map(SuiteReferenceTest::key).toList();
  }

  private static String key(Parameter parameter) {
    return parameter.getAnnotation(JsonProperty.class).value();
  }

  private static String key(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? component.getName() : named.value();
  }

  @Test
  void everyKeyIsExplainedAndNoOther() throws IOException {
    for (Map.Entry<String, Class<?>> each : CHAPTERS.entrySet()) {
      assertThat(rows(each.getKey()))
          .extracting(row -> row.get(1).replace("`", ""))
          .as(each.getKey())
          .containsExactlyInAnyOrderElementsOf(keys(each.getValue()));
    }
  }

  @Test
  void everyWordThatAKeyTakesIsListed() throws IOException {
    assertThat(words("penalty", "shape"))
        .containsExactlyElementsOf(
            Arrays.stream(Penalty.Shape.values()).map(Penalty.Shape::label).toList());
    assertThat(words("report", "at"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Protocol.AtBudget.values()).map(Protocol.AtBudget::label).toList());
    assertThat(words("reward", "seeds")).containsExactly("random", "mean");
    assertThat(words("reward", "seeds"))
        .allMatch(word -> SeedPolicy.parse(word).toString().equals(word));
  }

  private static List<String> words(String chapter, String key) throws IOException {
    List<String> row =
        rows(chapter).stream()
            .filter(each -> each.get(1).equals("`" + key + "`"))
            .findFirst()
            .orElseThrow();
    return Pattern.compile("`([^`]+)`").matcher(row.get(2)).results().map(m -> m.group(1)).toList();
  }

  /** A key has a default in the reference where, and only where, a suite may leave it out. */
  @Test
  void defaultsAreThoseOfTheCode() throws IOException {
    String least =
        """
        name: least
        runs: 1
        table: t.h5
        protocols:
          - dataset: cifar10
            reward: {epochs: 12}
            budget: {seconds: 1}
            report: {epochs: 90}
            constraint: {flops: {at_most: 1M, penalty: {shape: absolute_value}}}
        searchers: [random]
        """;
    Suite suite = Suite.of("least.yaml", least);
    Protocol protocol = suite.protocols().get(0);
    assertThat(suite.title()).isEqualTo(suite.name());
    assertThat(suite.seed()).isEqualTo(Long.parseLong(defaultOf("suite", "seed")));
    assertThat(protocol.name()).isEqualTo("cifar10");
    assertThat(defaultOf("reward", "metric")).contains(protocol.reward().metric().label());
    assertThat(defaultOf("reward", "seeds")).contains(protocol.reward().seeds().toString());
    assertThat(defaultOf("report", "metric")).contains(protocol.report().metric().label());
    assertThat(defaultOf("report", "at")).contains(protocol.report().at().label());
    assertThat(protocol.report().validEpochs()).isEqualTo(protocol.report().epochs());
    assertThat(defaultOf("penalty", "weight")).isEqualTo("−0.1; −0.07");
    assertThat(protocol.penalty()).extracting(Penalty::weight).isEqualTo(-0.1);
    String soft = least.replace("absolute_value", "soft_exponent");
    assertThat(Suite.of("least.yaml", soft).protocols().get(0).penalty())
        .extracting(Penalty::weight)
        .isEqualTo(-0.07);
  }

  private static String defaultOf(String chapter, String key) throws IOException {
    return rows(chapter).stream()
        .filter(each -> each.get(1).equals("`" + key + "`"))
        .map(each -> each.get(3).replace("`", ""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void itsExampleIsASuite() throws IOException {
    Matcher yaml =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(REFERENCE));
    assertThat(yaml.find()).isTrue();
    Suite suite = Suite.of("example.yaml", yaml.group(1));
    assertThat(suite.entries(new SearcherRegistry()))
        .extracting(Suite.Entry::label)
        .containsExactly("random", "layernas {keep=5}", "layernas {keep=1, edges=equal_count}");
  }
}
