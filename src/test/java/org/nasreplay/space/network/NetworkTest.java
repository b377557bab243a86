package org.nasreplay.space.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;

class NetworkTest {
  private static final Path DATA = Path.of("../shared/data");

  /** The network's name in layer_tables.csv. */
  private static final Map<String, String> LAYER_TABLES =
      Map.of(
          "mobilenet_v2_1.0_224", "mobilenet-v2",
          "mobilenet_v3_large_1.0_224", "mobilenet-v3-large",
          "mobilenet_v3_small_1.0_224", "mobilenet-v3-small",
          "mobilenet_v3_large_minimalistic", "mobilenet-v3-large-minimalistic",
          "mobilenet_v3_small_minimalistic", "mobilenet-v3-small-minimalistic",
          "mnasnet_a1", "mnasnet-a1",
          "mnasnet_b1", "mnasnet-b1",
          "mnasnet_small", "mnasnet-small",
          "efficientnet_b0", "efficientnet-b0");

  private static List<CSVRecord> rows(String name) throws IOException {
    Path file = DATA.resolve(name);
    assumeThat(file).as("data that is kept beside the project").exists();
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
    try (CSVParser csv = format.parse(Files.newBufferedReader(file))) {
      return csv.getRecords();
    }
  }

  @Test
  void aBlockCostsWhatAPencilSays() {
    // 4 pixels a side, 2 channels times 4 = 8, kernel 3, stride 2 to 2 pixels, 2 squeezed, out 5
    var block = new Block(3, 4, 5, 2, SqueezeExcite.INPUT, Activation.RELU, 1);
    Layer layer = Layer.of(block, 8, 4);
    assertThat(layer.expanded()).isEqualTo(32);
    assertThat(layer.squeezed()).isEqualTo(2);
    assertThat(layer.side()).isEqualTo(2);
    long expand = 8 * 32 * 16;
    long depthwise = 32 * 9 * 4;
    long squeeze = 2 * 32 * 2;
    long project = 32 * 5 * 4;
    assertThat(layer.multiplyAdds()).isEqualTo(expand + depthwise + squeeze + project);
    assertThat(layer.params())
        .isEqualTo(8 * 32 + 64 + 32 * 9 + 64 + 2 * 32 * 2 + 32 + 2 + 32 * 5 + 10);
  }

  @Test
  void everyLayerOfTheNineNetworksIsEqual() throws IOException {
    Map<String, List<CSVRecord>> tables = new LinkedHashMap<>();
    for (CSVRecord row : rows("mobilenet/layer_tables.csv")) {
      tables.computeIfAbsent(row.get("model"), model -> new ArrayList<>()).add(row);
    }
    assertThat(tables.keySet()).isEqualTo(LAYER_TABLES.keySet());
    tables.forEach(
        (model, table) -> {
          List<Layer> layers = Network.named(LAYER_TABLES.getOrDefault(model, model)).layers();
          assertThat(layers).as(model).hasSize(table.size() - 1);
          for (int i = 0; i < layers.size(); i++) assertEqual(layers.get(i), table.get(i));
          CSVRecord total = table.get(layers.size());
          assertThat(Layer.multiplyAdds(layers)).isEqualTo(Long.parseLong(total.get("madds")));
          assertThat(Layer.params(layers)).isEqualTo(Long.parseLong(total.get("params_incl_bn")));
        });
  }

  private static void assertEqual(Layer layer, CSVRecord row) {
    assertThat(
            List.of(
                (long) layer.input(),
                (long) layer.expanded(),
                (long) layer.output(),
                (long) layer.kernel(),
                (long) layer.stride(),
                (long) layer.side(),
                layer.multiplyAdds(),
                layer.params()))
        .as(row.toString())
        .isEqualTo(
            List.of(
                    "in_ch",
                    "expanded_ch",
                    "out_ch",
                    "kernel",
                    "stride",
                    "out_hw",
                    "madds",
                    "params_incl_bn")
                .stream()
                .map(column -> Long.parseLong(row.get(column)))
                .toList());
    assertThat(layer.squeezed() > 0).isEqualTo(Double.parseDouble(row.get("se")) > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "mobilenet-v2, 300774272, 3504872",
    "mobilenet-v3-large, 216589760, 5483032",
    "mobilenet-v3-small, 56510400, 2542856",
    "mnasnet-b1, 314415872, 4383312",
    "efficientnet-b0, 385814752, 5288548"
  })
  void totalsAreThePublishedOnes(String name, long multiplyAdds, long params) {
    List<Layer> layers = Network.named(name).layers();
    assertThat(Layer.multiplyAdds(layers)).isEqualTo(multiplyAdds);
    assertThat(Layer.params(layers)).isEqualTo(params);
  }

  @Test
  void mobileNetV2AtEveryPublishedWidthAndResolutionHasThePublishedMillions() throws IOException {
    int compared = 0;
    for (CSVRecord row : rows("mobilenet/published_imagenet_points.csv")) {
      if (!row.get("family").equals("mobilenet_v2")) continue;
      List<Layer> layers =
          Network.named("mobilenet-v2")
              .scaled(Double.parseDouble(row.get("width")))
              .layers(Integer.parseInt(row.get("resolution")));
      // The authors cut the decimals off.
      assertThat(Layer.multiplyAdds(layers) / 1_000_000)
          .as(row.toString())
          .isEqualTo(Long.parseLong(row.get("macs_M")));
      compared++;
    }
    assertThat(compared).isEqualTo(22);
  }

  @ParameterizedTest
  @CsvSource({
    "mobilenet-v3-large, 0.75, 155, 4.0",
    "mnasnet-a1, 1.4, , 6.1",
    "mnasnet-a1, 0.75, , 2.9",
    "mnasnet-a1, 0.5, , 2.1",
    "mnasnet-a1, 0.35, , 1.7"
  })
  void otherWidthsHaveThePublishedMillions(
      String name, double width, Long multiplyAdds, double params) {
    List<Layer> layers = Network.named(name).scaled(width).layers();
    assertThat(Layer.params(layers) / 1e6).isCloseTo(params, within(0.05));
    if (multiplyAdds == null) return; // published with another way to count
    assertThat(Math.round(Layer.multiplyAdds(layers) / 1e6)).isEqualTo(multiplyAdds);
  }

  @Test
  void allNetworksOfAccelNasBenchHaveTheirParamsAndMacs() throws IOException {
    int[] widths = {16, 24, 40, 80, 112, 192, 320};
    int[] strides = {1, 2, 2, 2, 1, 2, 1};
    List<CSVRecord> rows = rows("accel-nasbench/accel-nasbench-5138.csv");
    assertThat(rows).hasSize(5138);
    Network b0 = Network.named("efficientnet-b0"); // to read it again for each would take longest
    for (CSVRecord row : rows) {
      int[] expansion = digits(row.get("expansion"));
      int[] kernel = digits(row.get("kernel"));
      int[] layers = digits(row.get("layers"));
      int[] squeeze = digits(row.get("se"));
      List<Block> blocks = new ArrayList<>();
      for (int i = 0; i < widths.length; i++) {
        blocks.add(
            new Block(
                kernel[i],
                expansion[i],
                widths[i],
                strides[i],
                squeeze[i] == 1 ? SqueezeExcite.INPUT : SqueezeExcite.NONE,
                Activation.SWISH,
                layers[i]));
      }
      List<Layer> cost =
          new Network("accel", b0.source(), 224, b0.stem(), blocks, b0.head(), null, 1000).layers();
      assertThat(Layer.params(cost) / 1e6)
          .as("%s", row)
          .isCloseTo(Double.parseDouble(row.get("params_m")), within(1e-9));
      assertThat(macs(cost))
          .as("%s", row)
          .isCloseTo(Double.parseDouble(row.get("macs_m")), within(1e-9));
    }
  }

  private static int[] digits(String list) {
    return Arrays.stream(list.split(":")).mapToInt(Integer::parseInt).toArray();
  }

  /** In millions, as that benchmark counts: batch normalisation and pooling cost, too. */
  private static double macs(List<Layer> layers) {
    long macs = 64_000;
    long before = 224;
    for (Layer layer : layers) {
      long pixels = (long) layer.side() * layer.side();
      long normalised = layer.kind() == Layer.Kind.LINEAR ? 0 : layer.output() * pixels;
      if (layer.kind() == Layer.Kind.BLOCK) {
        normalised += layer.expanded() * pixels;
        if (layer.expanded() != layer.input()) normalised += layer.expanded() * before * before;
      }
      macs += layer.multiplyAdds() + 4 * normalised;
      if (layer.squeezed() > 0) macs += layer.expanded() * (pixels + 1);
      before = layer.side();
    }
    return macs / 1e6;
  }

  @Test
  void everyPublishedNetworkIsPackaged() {
    assertThat(Network.names())
        .allSatisfy(name -> assertThat(Network.named(name).name()).isEqualTo(name))
        .allSatisfy(name -> assertThat(Path.of("data/networks", name + ".yaml")).exists());
  }

  private static final String SMALL =
      """
      name: small
      source: a test
      resolution: 32
      stem: {kernel: 3, stride: 1, width: 8, activation: relu}
      blocks:
        - {kernel: 3, expansion: 3, width: 8, stride: 2, activation: relu}
        - {kernel: 5, expansion: 6, width: 16, stride: 2, squeeze: input, activation: hswish, layers: 2}
      head: {width: 32, scale: always, activation: relu}
      classes: 10
      """;

  @Test
  void layersOfARowHaveTheirStrideOnce() {
    assertThat(Network.of("small.yaml", SMALL).layers())
        .extracting(Layer::side)
        .containsExactly(32, 16, 8, 8, 8, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stride: 1, width: 8, | stride: 0, width: 8, | 4 | stride (0), expected a whole number from 1 to 4",
        "kernel: 5            | kernel: 4            | 7 | kernel (4), expected an odd number from 1 to 31",
        "kernel: 5            | kernel: 2.9          | 7 | kernel (2.9), expected a whole number",
        "expansion: 6         | expansion: 0.5       | 7 | expansion (0.5), expected a number from 1 to 16",
        "width: 16            | width: 0             | 7 | width (0), expected a whole number from 1 to 8,192",
        "width: 16            | width: 99999         | 7 | width (99999), expected a whole number from 1 to 8,192",
        "width: 16,           | ''                   | 7 | missing key (width) of blocks",
        "squeeze: input       | squeeze: 0.25        | 7 | squeeze (0.25), expected none or expanded or input",
        "squeeze: input       | sqeeze: input        | 7 | unknown key (sqeeze) of blocks, expected one of activation, expansion, kernel, layers, squeeze, stride, width; did you mean squeeze?",
        "activation: hswish   | activation: elu      | 7 | activation (elu), expected relu or relu6 or hswish or swish",
        "layers: 2            | layers: 101          | 7 | layers (101), expected a whole number from 1 to 100",
        "resolution: 32       | resolution: 0        | 3 | resolution (0), expected a whole number from 1 to 2,048",
        "resolution: 32       | resolution: 2        | 3 | resolution (2), expected a larger one: layer 3 has stride 2 and a side of 1 pixel before it",
        "scale: always        | scale: sometimes     | 8 | scale (sometimes), expected always or up or never",
        "classes: 10          | classes: 0           | 9 | classes (0), expected a whole number from 1 to 100,000",
        "name: small          | name: a/b            | 1 | name (a/b), expected 1 to 100 of a-z, A-Z, 0-9, dots, hyphens and _, a letter or digit first"
      })
  void whatDoesNotFitIsNamedWithItsLine(String text, String instead, int line, String reason) {
    assertThat(SMALL).contains(text);
    assertThatThrownBy(() -> Network.of("small.yaml", SMALL.replace(text, instead)))
        .isInstanceOf(InputException.class)
        .hasMessage("small.yaml:" + line + ": " + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "blocks", "- 1", "{", "name: small", "blocks: []"})
  void aFileThatIsNoDescriptionIsOneLineWithItsPlace(String text) {
    assertThatThrownBy(() -> Network.of("a.yaml", text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("a.yaml")
        .hasMessageNotContainingAny("java", "null", "\n");
  }

  @Test
  void noNumberOfLayersIsTooManyOrNone() {
    String none = SMALL.replaceAll("blocks:\n.*\n.*\n", "blocks: []\n");
    assertThatThrownBy(() -> Network.of("small.yaml", none))
        .hasMessage("small.yaml:5: blocks (0), expected a whole number from 1 to 300");
    String many =
        SMALL.replace("layers: 2", "layers: 100").replaceAll("( *- .*layers.*\n)", "$1$1$1$1");
    assertThatThrownBy(() -> Network.of("small.yaml", many))
        .hasMessage("small.yaml:5: blocks (401), expected a whole number from 1 to 300");
  }

  @Test
  void aWidthThatIsTooGreatIsSaidWithTheMultiplier() {
    Network small = Network.of("small.yaml", SMALL);
    assertThatThrownBy(() -> Network.named("mobilenet-v2").scaled(19))
        .hasMessage(
            "mobilenet-v2 at 19.0 times its width: width (24320), expected a whole number from 1 to"
                + " 8,192");
    assertThatThrownBy(() -> small.scaled(0))
        .hasMessage("width (0), expected a number from 0.05 to 20");
    assertThatThrownBy(() -> small.scaled(Double.NaN)).isInstanceOf(InputException.class);
  }

  @Test
  void theGreatestDescriptionDoesNotOverflow() {
    String row =
        "  - {kernel: 31, expansion: 16, width: 8192, stride: 1, squeeze: expanded, activation: relu, layers: 100}\n";
    String text =
        SMALL
            .replace("resolution: 32", "resolution: 2048")
            .replace("width: 8,", "width: 8192,")
            .replaceAll("  - .*\n", "")
            .replace("blocks:\n", "blocks:\n" + row.repeat(3));
    List<Layer> layers = Network.of("great.yaml", text).layers();
    assertThat(layers).allSatisfy(layer -> assertThat(layer.multiplyAdds()).isPositive());
    assertThat((double) Layer.multiplyAdds(layers))
        .isCloseTo(layers.stream().mapToDouble(Layer::multiplyAdds).sum(), within(1e9));
  }
}
