package org.nasreplay.table.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.space.DeclaredSpace;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.Provenance;

class MacroReleaseTest {
  private static final Path DATA = Path.of("../shared/data");

  @TempDir private Path folder;

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("networks.json"), json);
  }

  private static Path published(String name) {
    Path file = DATA.resolve(name);
    assumeTrue(Files.exists(file), "the published file is not here: " + file);
    return file;
  }

  private static double[] cost(BenchmarkTable table, String name) {
    return Objects.requireNonNull(table.findCost(name)).values();
  }

  private static double[] run(BenchmarkTable table, int epochs, int seed) {
    return table.column(ColumnKey.parse("cifar10/" + epochs + "/test_accuracy/" + seed)).values();
  }

  @Test
  void threeTrainingsAndTwoCountedCostsOfEachNetworkAreRead() throws IOException {
    Path file = file(MacroFiles.wholeMacro());
    BenchmarkTable table = MacroRelease.NAS_BENCH_MACRO.read(file);
    assertThat(table.space()).isEqualTo(DeclaredSpace.shipped("nas-bench-macro"));
    assertThat(table.columns())
        .extracting(column -> column.key().toString())
        .containsExactly(
            "cifar10/50/test_accuracy/1",
            "cifar10/50/test_accuracy/2",
            "cifar10/50/test_accuracy/3");
    assertThat(table.costs())
        .extracting(cost -> cost.key().toString())
        .containsExactly("flops [multiply-adds]", "params [parameters]");
    int index = table.space().parse("00000012").index();
    assertThat(run(table, 50, 1)[index]).isEqualTo(5);
    assertThat(run(table, 50, 3)[index]).isEqualTo(8);
    assertThat(cost(table, "flops")[index]).isEqualTo(7_716_280);
    assertThat(cost(table, "params")[index]).isEqualTo(1003);
    String sha256 = Sha256.of(file);
    for (Column column : table.columns()) {
      assertThat(column.provenance()).isEqualTo(Provenance.measured("networks.json", sha256));
    }
    for (CostColumn cost : table.costs()) {
      assertThat(cost.provenance().kind()).isEqualTo(Provenance.Kind.ANALYTIC);
      assertThat(cost.provenance().sha256()).isEqualTo(sha256);
    }
  }

  @Test
  void oneArchitectureOfEachNetworkIsEnough() throws IOException {
    Map<String, String> networks = MacroFiles.macro();
    EnumerableSpace space = DeclaredSpace.shipped("nas-bench-macro");
    networks
        .keySet()
        .removeIf(name -> !space.canonical(space.parse(name)).equals(space.parse(name)));
    assertThat(networks).hasSize(3969);
    BenchmarkTable table = MacroRelease.NAS_BENCH_MACRO.read(file(MacroFiles.json(networks)));
    BenchmarkTable whole = MacroRelease.NAS_BENCH_MACRO.read(file(MacroFiles.wholeMacro()));
    assertThat(run(table, 50, 1)).containsExactly(run(whole, 50, 1));
    assertThat(cost(table, "flops")).containsExactly(cost(whole, "flops"));
    networks.remove("11111111");
    assertRefused(
        MacroFiles.json(networks),
        ": 3968 rows of different networks, expected 3969; the first architecture without one is"
            + " 11111111");
  }

  private void assertRefused(String json, String reason) throws IOException {
    Path file = file(json);
    assertThatThrownBy(() -> MacroRelease.NAS_BENCH_MACRO.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + reason)
        .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "flops': 7725280 | flops': -1        | cost -1.0 in column flops [multiply-adds] is outside 0 to infinity",
        "flops': 7725280 | flops': 7.5       | flops (7.5), expected a whole number",
        "flops': 7725280 | flops': '7'   | flops ('7'), expected a whole number",
        "flops': 7725280 | flops': 1e400     | flops (1e400), expected a whole number",
        "flops': 7725280 | flops': null      | missing key (flops)",
        "flops             | macs                | unknown key (macs), expected one of flops, mean_acc, params, std, test_acc",
        "std               | params              | key (params) is there twice",
        "[88, 88, 91]      | [88, 88]            | 2 accuracies, expected 3",
        "[88, 88, 91]      | []                  | 0 accuracies, expected 3",
        "[88, 88, 91]      | 88                  | test_acc (88), expected a list",
        "[88, 88, 91]      | [88, [88], 91]      | test_acc (a list), expected a number",
        "[88, 88, 91]      | [88, 88, 92]        | a mean of 89.0, expected 89.333",
        "[88, 88, 91]      | [88, 88, 91.1]      | a mean of 89.0, expected 89.03",
        "[88, 88, 91]      | [-5, 181, 91]       | accuracy -5.0 in column cifar10/50/test_accuracy/1 is outside 0..100",
      })
  void whatIsWrongWithANetworkIsOneLineThatNamesIt(String from, String to, String reason)
      throws IOException {
    String whole = MacroFiles.macro("22111221");
    String wrong = whole.replace(from.replace('\'', '"'), to.replace('\'', '"'));
    assertThat(wrong).as(whole).isNotEqualTo(whole);
    boolean places = reason.contains("twice");
    assertRefused(
        MacroFiles.json(Map.of("22111221", wrong)),
        (places ? ":1: " : ": network 22111221: ") + reason.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource({
    "22111223, unknown architecture (22111223) in space nas-bench-macro",
    "2211122, unknown architecture (2211122) in space nas-bench-macro",
    "'', unknown architecture () in space nas-bench-macro"
  })
  void aNetworkOutsideTheSpaceIsNamed(String name, String reason) throws IOException {
    String network = MacroFiles.json(Map.of(name, MacroFiles.macro("11111111")));
    assertRefused(network, ": network " + name + ": " + reason);
  }

  @Test
  void equalNetworksOfDifferentValuesAreNamed() throws IOException {
    Map<String, String> networks = MacroFiles.macro();
    networks.put("11101111", MacroFiles.macro("11102111"));
    assertRefused(
        MacroFiles.json(networks),
        ": network 11110111: architecture 11110111 has 13.0 in column cifar10/50/test_accuracy/1,"
            + " and 11101111, the same network, has ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "12",
        "{\"1\": }",
        "{\"11111111\": []}",
        "{\"a\": NaN}",
        "\u0000",
        "{}"
      })
  void aFileThatIsNoneIsOneLine(String text) throws IOException {
    assertRefused(text, ":");
  }

  @Test
  void aDeepOrLongFileIsOneLine() throws IOException {
    assertRefused("{\"11111111\": " + "[".repeat(100_000), ":1: nested deeper than 20 levels");
    assertRefused(" ".repeat((1 << 25) + 1), ": is longer than 33,554,432 bytes");
  }

  @Test
  void familiesOfOneShapeAreToldApart() throws IOException {
    Path file = file(MacroFiles.json(MacroFiles.channel(14_285_312)));
    BenchmarkTable table = MacroRelease.channel("mobilenet").read(file);
    assertThat(table.space().name()).isEqualTo("channel-bench-macro-mobilenet");
    assertThat(run(table, 60, 1)[89]).isEqualTo(89);
    assertThatThrownBy(() -> MacroRelease.channel("resnet").read(file))
        .hasMessage(
            file
                + ": the smallest network has 14,285,312 multiply-adds as in"
                + " channel-bench-macro-mobilenet, expected 90,096,896 of"
                + " channel-bench-macro-resnet");
    assertThatThrownBy(() -> MacroRelease.channel("vgg"))
        .hasMessage("--family (vgg), expected resnet or mobilenet");
  }

  /** What a choice costs is the same, whatever the other choices are. */
  @Test
  void theCostsOfThePublishedMacroNetworksAreExactlyAdditive() throws IOException {
    BenchmarkTable table =
        MacroRelease.NAS_BENCH_MACRO.read(
            published("nas-bench-macro/nas-bench-macro_cifar10.json"));
    EnumerableSpace space = table.space();
    for (String name : new String[] {"flops", "params"}) {
      double[] cost = cost(table, name);
      for (int i = 0; i < space.size(); i++) {
        double sum = cost[0];
        for (int layer = 0; layer < space.positions(); layer++) {
          int choice = space.architecture(i).choice(layer);
          sum += cost[space.with(space.architecture(0), layer, choice).index()] - cost[0];
        }
        assertThat(cost[i]).isEqualTo(sum);
      }
    }
    assertThat(cost(table, "flops")[space.size() - 1]).isEqualTo(105_660_928);
  }

  @ParameterizedTest
  @CsvSource({"resnet, Results_ResNet.json", "mobilenet, Results_MobileNet.json"})
  void thePublishedChannelNetworksAreReadWhole(String family, String name) throws IOException {
    Path file = published("channel-bench-macro/" + name);
    BenchmarkTable table = MacroRelease.channel(family).read(file);
    assertThat(table.space().size()).isEqualTo(16_384);
    double[] flops = cost(table, "flops");
    assertThat(flops).doesNotContain(Double.NaN);
    for (int run = 1; run <= 3; run++) {
      assertThat(Arrays.stream(run(table, 60, run)).boxed())
          .allMatch(accuracy -> accuracy > 88 && accuracy < 95);
    }
    // the whole widths cost most
    assertThat(flops[flops.length - 1]).isEqualTo(Arrays.stream(flops).max().orElseThrow());
  }
}
