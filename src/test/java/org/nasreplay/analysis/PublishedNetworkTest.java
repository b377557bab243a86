package org.nasreplay.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;

class PublishedNetworkTest {
  private static final Path FILE = Path.of("data/published-networks.csv");
  private static final Path DATA = Path.of("../shared/data");
  private static final List<String> POINTS =
      List.of("MobileNetV1", "MobileNetV2", "MobileNetV3", "MnasNet-A1");

  private static List<CSVRecord> rows(String name) throws IOException {
    Path file = DATA.resolve(name);
    assumeThat(file).as("data that is kept beside the project").exists();
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser csv = format.parse(Files.newBufferedReader(file))) {
      return csv.getRecords();
    }
  }

  @Test
  void everyCollectionHasTheNetworksThatWerePublished() {
    Map<String, Long> sizes =
        PublishedNetwork.bundled().stream()
            .collect(Collectors.groupingBy(PublishedNetwork::collection, Collectors.counting()));
    assertThat(sizes)
        .isEqualTo(
            Map.of(
                "LayerNAS 2023", 4L,
                "MobileNetV1", 16L,
                "MobileNetV2", 22L,
                "MobileNetV3", 6L,
                "MnasNet-A1", 25L,
                "Once-for-all", 50L));
    assertThat(PublishedNetwork.bundled())
        .extracting(PublishedNetwork::name)
        .doesNotHaveDuplicates();
  }

  @Test
  void theRowsOfLayerNasAreThePapers() {
    List<PublishedNetwork> rows = PublishedNetwork.of(List.of("LayerNAS 2023"));
    double[] errors = rows.stream().mapToDouble(row -> 100 - row.accuracy()).toArray();
    assertThat(errors).containsExactly(new double[] {31.0, 24.4, 22.9, 21.4}, within(1e-9));
    assertThat(rows)
        .extracting(PublishedNetwork::costs)
        .containsExactly(
            Map.of("flops", 61e6, "params", 3.7e6),
            Map.of("flops", 229e6, "params", 5.1e6),
            Map.of("flops", 322e6, "params", 5.2e6),
            Map.of("flops", 627e6, "params", 9.7e6));
  }

  @Test
  void the69PointsAreThoseOfTheirSources() throws IOException {
    List<CSVRecord> rows = rows("mobilenet/published_imagenet_points.csv");
    List<PublishedNetwork> points = PublishedNetwork.of(POINTS);
    assertThat(points).hasSize(69).hasSameSizeAs(rows);
    for (CSVRecord row : rows) {
      assertThat(points)
          .as(row.toString())
          .anySatisfy(
              point -> {
                assertThat(point.name())
                    .endsWith(" " + row.get("width") + " @" + row.get("resolution"));
                assertThat(point.accuracy()).isEqualTo(Double.parseDouble(row.get("top1")));
                assertMillions(point, "flops", row.get("macs_M"));
                assertMillions(point, "params", row.get("params_M"));
              });
    }
  }

  private static void assertMillions(PublishedNetwork point, String cost, String millions) {
    assertThat(point.costs().get(cost)).isCloseTo(1e6 * Double.parseDouble(millions), within(0.5));
  }

  @Test
  void onceForAllHasWhatItsAuthorsReportAndALatencyWhereItIsOfANote10() throws IOException {
    List<CSVRecord> rows = rows("ofa-mobilenetv3/ofa_specialized_nets.csv");
    List<PublishedNetwork> networks = PublishedNetwork.of(List.of("Once-for-all"));
    assertThat(networks).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      CSVRecord row = rows.get(i);
      PublishedNetwork network = networks.get(i);
      assertThat(network.name()).isEqualTo(row.get("name"));
      assertThat(network.accuracy()).isEqualTo(Double.parseDouble(row.get("published_top1")));
      assertThat(network.costs())
          .containsEntry("flops", Double.parseDouble(row.get("computed_madds")))
          .containsEntry("params", Double.parseDouble(row.get("computed_params")));
      String latency = row.get("published_latency_ms");
      if (row.get("device").equals("note10")) {
        assertThat(network.costs()).containsEntry("latency", Double.parseDouble(latency));
      } else {
        assertThat(network.costs()).doesNotContainKey("latency");
      }
    }
  }

  @Test
  void aCollectionThatThereIsNotIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> PublishedNetwork.of(List.of("MobileNetV2", "MobileNetV9")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "unknown published networks (MobileNetV9), expected one of LayerNAS 2023, MobileNetV1,"
                + " MobileNetV2, MobileNetV3, MnasNet-A1, Once-for-all");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          collection,network | collection,model | :1: header (collection,model,dataset,
          ,69.0,             | ,6d,             | :2: test_accuracy (6d), expected a number from 0 to 100
          ,69.0,             | ,169,            | :2: test_accuracy (169), expected a number from 0 to 100
          61000000,          | -1,              | :2: flops (-1), expected a number from 0 to 1,000,000,000,000,000
          61000000,          | 61M,             | :2: flops (61M), expected a number
          61000000,          | ''               | :2: 9 cells, expected 10
          LayerNAS-60M       | ''               | :2: network (), expected one line of 1 to 300
          LayerNAS-60M       | "LayerNAS-60M    | quotes inside a cell
          """)
  void aMistakeInTheFileIsNamedWithItsRow(String right, String wrong, String message)
      throws IOException {
    String text = Files.readString(FILE);
    byte[] damaged = text.replaceFirst(Pattern.quote(right), wrong).getBytes(UTF_8);
    assertThatThrownBy(() -> PublishedNetwork.read("n.csv", new ByteArrayInputStream(damaged)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("n.csv:")
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }
}
