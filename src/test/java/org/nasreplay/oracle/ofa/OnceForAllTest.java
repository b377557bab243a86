package org.nasreplay.oracle.ofa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.OnceForAllSpace;
import org.nasreplay.table.Provenance;

class OnceForAllTest {
  private static final Path DATA = Path.of("../shared/data/ofa-mobilenetv3");
  private static final OnceForAllSpace SPACE = OnceForAllSpace.instance();
  private static final String TABLES = "latency_table_note10";

  @TempDir private Path folder;

  private final UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(4);

  /** A row of the test vectors. */
  private record Vector(
      Architecture architecture, double accuracy, String latency, double flops, double params) {}

  private static List<Vector> vectors() throws IOException {
    assumeThat(DATA).as("data that is kept beside the project").exists();
    List<Vector> vectors = new ArrayList<>();
    for (String line : Files.readAllLines(DATA.resolve("test_vectors_1000.csv"))) {
      String[] cells = line.split(",");
      if (cells[0].equals("ks")) continue;
      vectors.add(
          new Vector(
              SPACE.parse(String.join(":", Arrays.copyOf(cells, 4))),
              Double.parseDouble(cells[4]),
              cells[5],
              Double.parseDouble(cells[6]),
              Double.parseDouble(cells[7])));
    }
    assertThat(vectors).hasSize(1000);
    return vectors;
  }

  private List<Architecture> sampled(int networks) {
    return Stream.generate(() -> SPACE.sample(random)).limit(networks).toList();
  }

  /** Weights that a test makes up: of He's size, so that activations neither vanish nor explode. */
  private static float[] weights(long seed) {
    var source = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    var numbers = new float[AccuracyPredictor.numbers()];
    for (int i = 0; i < numbers.length; i++) numbers[i] = (source.nextFloat() - 0.5f) * 0.17f;
    numbers[numbers.length - 1] = 0.5f;
    return numbers;
  }

  private static AccuracyPredictor madeUp() {
    return new AccuracyPredictor(weights(1), Provenance.modelled("a test"));
  }

  /** Writes weights. */
  private void fill(float[] numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) bytes.putFloat(number);
    Files.write(folder.resolve(AccuracyPredictor.FILE), bytes.array());
  }

  /**
   * Writes tables in which every layer takes 1/64 ms longer than the one before it, the first one
   * half a millisecond; {@code name} is what the folder is called.
   */
  private Path writeTables(String name) throws IOException {
    Path tables = Files.createDirectories(folder.resolve(name));
    for (int resolution : OnceForAllSpace.resolutions()) {
      List<String> layers = layers(resolution);
      var text = new StringBuilder();
      for (int i = 0; i < layers.size(); i++) {
        text.append(layers.get(i)).append(":\n  count: 498\n");
        text.append("  mean: ").append(0.5 + i / 64.0).append("\n  std: 0.01\n");
      }
      Files.writeString(tables.resolve(resolution + "_lookup_table.yaml"), text);
    }
    return tables;
  }

  /** The authors' names of the layers, in the order of a network; every block in nine forms. */
  private static List<String> layers(int resolution) {
    int[] widths = {32, 48, 96, 136, 192};
    int[] strides = {2, 2, 2, 1, 2};
    int[] squeeze = {0, 1, 0, 1, 1};
    int[] swish = {0, 0, 1, 1, 1};
    int side = resolution / 2;
    List<String> layers = new ArrayList<>();
    layers.add(
        Text.format("Conv-input:%dx%dx3-output:%dx%dx24", resolution, resolution, side, side));
    layers.add(block(side, side, 24, 24, 24, 3, 1, 1, 0, 0));
    int in = 24;
    for (int stage = 0; stage < widths.length; stage++) {
      int out = widths[stage];
      int half = (side + strides[stage] - 1) / strides[stage];
      for (int kernel : new int[] {3, 5, 7}) {
        for (int e : new int[] {3, 4, 6}) {
          layers.add(
              block(
                  side,
                  half,
                  in,
                  out,
                  in * e,
                  kernel,
                  strides[stage],
                  0,
                  squeeze[stage],
                  swish[stage]));
          layers.add(
              block(half, half, out, out, out * e, kernel, 1, 1, squeeze[stage], swish[stage]));
        }
      }
      side = half;
      in = out;
    }
    layers.add(Text.format("Conv_1-input:%dx%dx192-output:%dx%dx1152", side, side, side, side));
    layers.add(Text.format("AvgPool2D-input:%dx%dx1152-output:1x1x1152", side, side));
    layers.add("Conv_2-input:1x1x1152-output:1x1x1536");
    layers.add("Logits-input:1x1x1536-output:1000");
    return layers;
  }

  private static String block(
      int side,
      int half,
      int in,
      int out,
      int mid,
      int kernel,
      int stride,
      int skip,
      int se,
      int hs) {
    return Text.format(
        "expanded_conv-input:%dx%dx%d-output:%dx%dx%d-expand:%d-kernel:%d-stride:%d-idskip:%d-se:%d-hs:%d",
        side, side, in, half, half, out, mid, kernel, stride, skip, se, hs);
  }

  private void assertRefused(String line) {
    assertThatThrownBy(() -> OnceForAll.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessage(line);
  }

  @Test
  void thePredictorEqualsTheThousandTestVectors() throws IOException {
    List<Vector> vectors = vectors();
    OnceForAll read = OnceForAll.read(DATA);
    for (Vector v : vectors) {
      assertThat(read.accuracy().accuracy(v.architecture()) / 100)
          .isCloseTo(v.accuracy(), within(1e-6));
      assertThat(read.cost("flops").cost(v.architecture())).isEqualTo(v.flops());
      assertThat(read.cost("params").cost(v.architecture())).isEqualTo(v.params());
      assertThat(read.cost("latency").cost(v.architecture()))
          .isCloseTo(Double.parseDouble(v.latency()), within(5.001e-7)); // six decimals
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"latency_table_note10", "latency_table@note10"})
  void aLatencyIsTheSumOfItsLayersMeans(String name) throws IOException {
    fill(weights(1));
    writeTables(name);
    List<String> layers = layers(224);
    assertThat(layers).hasSize(2 + 90 + 4);
    // Of every stage kernel 5 and expansion 4, so the fifth of nine forms, twice: first and later.
    double sum = 6 * 0.5 + (0 + 1 + 92 + 93 + 94 + 95) / 64.0;
    for (int stage = 0; stage < 5; stage++) {
      int first = 2 + 18 * stage + 2 * 4;
      sum += 0.5 + first / 64.0 + 0.5 + (first + 1) / 64.0;
    }
    Architecture architecture = SPACE.parse("5".repeat(20) + ":" + "4".repeat(20) + ":22222:224");
    assertThat(OnceForAll.read(folder).latency().cost(architecture)).isEqualTo(sum);
  }

  @Test
  void theEmbeddedLatenciesAreThoseOfTheTablesToTheLastBit() throws IOException {
    assumeThat(DATA).as("data that is kept beside the project").exists();
    CostModel read = OnceForAll.read(DATA).latency();
    CostModel embedded = OnceForAll.embedded().latency();
    for (Architecture architecture : sampled(2_000)) {
      assertThat(embedded.cost(architecture)).isEqualTo(read.cost(architecture));
    }
  }

  @Test
  void theEmbeddedAccuraciesLieAroundThePredictorsAsTheFitSays() throws IOException {
    List<Vector> vectors = vectors();
    var additive = new AdditiveAccuracy();
    double[] smooth =
        vectors.stream()
            .mapToDouble(v -> additive.smooth(v.architecture()) - 100 * v.accuracy())
            .toArray();
    DoubleStatistics fit =
        DoubleStatistics.builder(Statistic.MEAN, Statistic.STANDARD_DEVIATION).build(smooth);
    assertThat(fit.getAsDouble(Statistic.MEAN)).isCloseTo(0, within(0.02));
    assertThat(fit.getAsDouble(Statistic.STANDARD_DEVIATION)).isCloseTo(0.1839, within(0.015));
  }

  @Test
  void deviationsAreNormalAndAsWideAsTheFitsErrors() {
    var additive = new AdditiveAccuracy();
    List<Architecture> networks = sampled(100_000);
    double[] deviations =
        networks.stream().mapToDouble(a -> additive.accuracy(a) - additive.smooth(a)).toArray();
    DoubleStatistics statistics =
        DoubleStatistics.builder(
                Statistic.MEAN,
                Statistic.STANDARD_DEVIATION,
                Statistic.SKEWNESS,
                Statistic.KURTOSIS)
            .build(deviations);
    // Four standard errors of 100,000 normal numbers.
    assertThat(statistics.getAsDouble(Statistic.MEAN)).isCloseTo(0, within(0.0024));
    assertThat(statistics.getAsDouble(Statistic.STANDARD_DEVIATION))
        .isCloseTo(0.1839, within(0.0017));
    assertThat(statistics.getAsDouble(Statistic.SKEWNESS)).isCloseTo(0, within(0.031));
    assertThat(statistics.getAsDouble(Statistic.KURTOSIS)).isCloseTo(0, within(0.062));
  }

  @Test
  void aNetworkHasOneEmbeddedAccuracyWhateverItsInactiveLayersHold() {
    AccuracyModel model = OnceForAll.embedded().accuracy();
    for (Architecture architecture : sampled(1_000)) {
      assertThat(model.accuracy(SPACE.canonical(architecture)))
          .isEqualTo(model.accuracy(architecture));
    }
  }

  @Test
  void theSmallestNetworkHasItsTermsAndItsDeviation() {
    var model = new AdditiveAccuracy();
    Architecture smallest = SPACE.parse("33333333333333333333:33333333333333333333:22222:160");
    double terms =
        9.9668
            + (3.2802 + 3.27841)
            + (3.3068 + 3.25805)
            + (3.25101 + 3.25685)
            + (3.29491 + 3.2307)
            + (3.26996 + 3.24567)
            + (3.27109 + 3.27894)
            + (3.30556 + 3.20665)
            + (3.27749 + 3.15444)
            + (3.34563 + 3.08363)
            + (3.34384 + 3.14676);
    assertThat(model.smooth(smallest)).isCloseTo(terms, within(1e-9));
    // A change of the hash would change results, and is noticed here.
    assertThat(model.accuracy(smallest)).isEqualTo(75.13152946383057);
  }

  @Test
  void neighboursDeviateIndependently() {
    var additive = new AdditiveAccuracy();
    double product = 0;
    int pairs = 0;
    for (Architecture architecture : sampled(20_000)) {
      Architecture other = SPACE.with(architecture, 0, (architecture.choice(0) + 1) % 5);
      product +=
          (additive.accuracy(architecture) - additive.smooth(architecture))
              * (additive.accuracy(other) - additive.smooth(other));
      pairs++;
    }
    assertThat(product / pairs / (0.1839 * 0.1839)).isCloseTo(0, within(0.03));
  }

  static Stream<AccuracyModel> models() {
    return Stream.of(madeUp(), OnceForAll.embedded().accuracy());
  }

  @ParameterizedTest
  @MethodSource("models")
  void oneByOneOrTogetherTheAnswersAreTheSameToTheLastBit(AccuracyModel model) {
    for (int networks : new int[] {0, 1, 31, 32, 33, 100}) {
      List<Architecture> asked = sampled(networks);
      var together = new double[networks];
      model.accuracies(asked, together);
      assertThat(together).isEqualTo(asked.stream().mapToDouble(model::accuracy).toArray());
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void anAnswerAllocatesNothing(AccuracyModel model) {
    List<Architecture> asked = sampled(1_000);
    var together = new double[asked.size()];
    long before = 0;
    double sum = 0;
    for (int round = 0; round < 2; round++) { // the first makes what a thread keeps
      before = allocated();
      for (int i = 0; i < asked.size(); i++) sum += model.accuracy(asked.get(i));
      model.accuracies(asked, together);
    }
    assertThat((allocated() - before) / asked.size()).isZero();
    assertThat(sum).isNotNaN();
    assertThat(model.provenance().kind()).isEqualTo(Provenance.Kind.MODELLED);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void thePredictorIsThePerceptronOfItsFormula() {
    float[] numbers = weights(2);
    var predictor = new AccuracyPredictor(numbers, Provenance.modelled("a test"));
    for (Architecture architecture : sampled(20)) {
      assertThat(predictor.accuracy(architecture))
          .isCloseTo(100 * formula(numbers, architecture), within(1e-3));
    }
  }

  /** In double precision, from the dense inputs. */
  private static double formula(float[] numbers, Architecture architecture) {
    var x = new double[128];
    for (int layer = 0; layer < OnceForAllSpace.LAYERS; layer++) {
      if (!OnceForAllSpace.active(architecture, layer)) continue;
      x[3 * layer + OnceForAllSpace.block(architecture, layer) / 3] = 1;
      x[60 + 3 * layer + OnceForAllSpace.block(architecture, layer) % 3] = 1;
    }
    x[120 + 3 + OnceForAllSpace.resolution(architecture)] = 1;
    int at = 0;
    for (int width : new int[] {400, 400, 400, 1}) {
      var y = new double[width];
      for (int o = 0; o < width; o++) {
        for (double each : x) y[o] += each * numbers[at++];
      }
      for (int o = 0; o < width; o++) {
        y[o] += numbers[at++];
        if (width > 1) y[o] = Math.max(0, y[o]);
      }
      x = y;
    }
    return x[0];
  }

  @Test
  void manyThreadsGetTheSameAnswers() {
    AccuracyPredictor predictor = madeUp();
    List<Architecture> asked = sampled(500);
    double[] alone = asked.stream().mapToDouble(predictor::accuracy).toArray();
    assertThat(asked.parallelStream().mapToDouble(predictor::accuracy).toArray()).isEqualTo(alone);
  }

  @Test
  void latencyBoundsHoldToTheLastBit() {
    CostModel latency = OnceForAll.embedded().cost("latency");
    for (int i = 0; i < 500; i++) {
      int[] pattern = SPACE.sample(random).choices();
      int prefix = random.nextInt(pattern.length + 1);
      for (int p = prefix; p < pattern.length; p++) pattern[p] = -1;
      CostRange bounds = latency.bounds(pattern);
      if (prefix == pattern.length) assertThat(bounds.least()).isEqualTo(bounds.greatest());
      for (int k = 0; k < 50; k++) {
        int[] any = SPACE.sample(random).choices();
        System.arraycopy(pattern, 0, any, 0, prefix);
        assertThat(bounds.contains(latency.cost(SPACE.architecture(any)))).isTrue();
      }
    }
  }

  @Test
  void latencyBoundsAreReached() {
    CostModel latency = OnceForAll.embedded().cost("latency");
    for (int i = 0; i < 20; i++) {
      int[] pattern = SPACE.sample(random).choices();
      int[] open = {22, 23, 24, 25};
      int[] stage = pattern.clone();
      for (int p : open) stage[p] = -1;
      stage[21] = i % 2 == 0 ? -1 : pattern[21];
      double least = Double.POSITIVE_INFINITY;
      double greatest = 0;
      for (int all = 0; all < 3 * 9 * 9 * 9 * 9; all++) {
        int rest = all;
        if (stage[21] < 0) pattern[21] = rest % 3;
        rest /= 3;
        for (int p : open) {
          pattern[p] = rest % 9;
          rest /= 9;
        }
        double cost = latency.cost(SPACE.architecture(pattern));
        least = Math.min(least, cost);
        greatest = Math.max(greatest, cost);
      }
      assertThat(latency.bounds(stage)).isEqualTo(new CostRange(least, greatest));
    }
  }

  @Test
  void weightsOfAnotherSizeAreRefusedWithBothSizes() throws IOException {
    fill(Arrays.copyOf(weights(1), AccuracyPredictor.numbers() - 1));
    assertRefused(
        folder.resolve(AccuracyPredictor.FILE)
            + ": 1,491,200 bytes, expected 1,491,204: the 372,801 numbers of a perceptron of 128,"
            + " 400, 400, 400 and 1 as float32");
    fill(Arrays.copyOf(weights(1), AccuracyPredictor.numbers() + 10_000));
    assertThatThrownBy(() -> OnceForAll.read(folder)).hasMessageContaining("1,531,204 bytes");
    fill(new float[0]);
    assertThatThrownBy(() -> OnceForAll.read(folder)).hasMessageContaining(": 0 bytes");
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, Infinity", "-Infinity, -Infinity"})
  void weightsThatAreNotFiniteAreNamedWithTheirPlace(float value, String shown) throws IOException {
    float[] numbers = weights(1);
    numbers[51_200] = value;
    fill(numbers);
    assertRefused(
        folder.resolve(AccuracyPredictor.FILE)
            + ": number 51201 ("
            + shown
            + ") at byte 204800, expected a finite one");
  }

  @Test
  void weightsThatPredictNoAccuraciesAreRefused() throws IOException {
    float[] numbers = weights(1);
    numbers[numbers.length - 1] = 40;
    fill(numbers);
    assertThatThrownBy(() -> OnceForAll.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("% for ")
        .hasMessageEndingWith("expected 0 to 100: weights of something else, or in another order");
  }

  @Test
  void aFolderWithoutFilesIsSaid() throws IOException {
    assertRefused(
        folder.resolve(AccuracyPredictor.FILE)
            + ": no such file, nor acc_predictor.pth, expected the weights of the once-for-all"
            + " accuracy predictor");
    fill(weights(1));
    assertRefused(
        folder + ": has no folder latency_table_note10 or latency_table@note10 of lookup tables");
    assertThatThrownBy(() -> OnceForAll.read(folder.resolve("none")))
        .hasMessage(
            folder.resolve("none") + ": no such folder, expected one with acc_predictor.pth");
  }

  @Test
  void aCopyAnswersAsTheOriginalAndHasItsDigest() throws IOException {
    fill(weights(1));
    writeTables("latency_table@note10");
    Files.writeString(folder.resolve("README"), "Something else.");
    Path copy = folder.resolve("copy");
    OnceForAll.copy(folder, copy);
    OnceForAll original = OnceForAll.read(folder);
    OnceForAll read = OnceForAll.read(copy);
    for (Architecture architecture : sampled(100)) {
      assertThat(read.accuracy().accuracy(architecture))
          .isEqualTo(original.accuracy().accuracy(architecture));
      assertThat(read.latency().cost(architecture))
          .isEqualTo(original.latency().cost(architecture));
    }
    assertThat(OnceForAll.sha256(copy)).isEqualTo(OnceForAll.sha256(folder));
    fill(weights(2));
    assertThat(OnceForAll.sha256(copy)).isNotEqualTo(OnceForAll.sha256(folder));
    assertThat(copy).isDirectoryNotContaining(file -> file.endsWith("README"));
  }

  @Test
  void whatCannotBeReadIsNotCopied() throws IOException {
    fill(weights(1));
    writeTables(TABLES);
    Files.delete(folder.resolve(TABLES).resolve("224_lookup_table.yaml"));
    Path copy = folder.resolve("copy");
    assertThatThrownBy(() -> OnceForAll.copy(folder, copy)).isInstanceOf(InputException.class);
    assertThat(copy).doesNotExist();
  }

  @Test
  void aResolutionThatTheTablesLackIsSaid() throws IOException {
    fill(weights(1));
    writeTables(TABLES);
    Path table = folder.resolve(TABLES).resolve("192_lookup_table.yaml");
    Files.delete(table);
    assertRefused(table + ": no such file, expected tables of 160, 176, 192, 208, 224 pixels");
  }

  @Test
  void aTableThatIsCutShortIsSaidWhereverItEnds() throws IOException {
    fill(weights(1));
    writeTables(TABLES);
    Path table = folder.resolve(TABLES).resolve("176_lookup_table.yaml");
    byte[] whole = Files.readAllBytes(table);
    int refused = 0;
    for (int length = 0; length < whole.length - 60; length += 379) {
      Files.write(table, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Note10Latency.read(folder))
          .as("cut after %d bytes", length)
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(table.toString())
          .hasMessageNotContainingAny("java", "null", "\n");
      refused++;
    }
    assertThat(refused).isGreaterThan(30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mean: 0.5 | mean: -0.5 # | mean (-0.5), expected milliseconds, above 0 and below 1000000",
        "mean: 0.5 | mean: .nan # | mean (.nan), expected a number",
        "mean: 0.5 | mean: many # | mean (many), expected a number",
        "mean: 0.5 | meant: 0.5 | unknown key (meant), expected one of count, mean, std",
        "count: 498 | count: 498.5 | count (498.5), expected a whole number"
      })
  void whatIsNoLatencyIsSaidWithItsLine(String text, String instead, String reason)
      throws IOException {
    fill(weights(1));
    writeTables(TABLES);
    Path table = folder.resolve(TABLES).resolve("160_lookup_table.yaml");
    String whole = Files.readString(table);
    assertThat(whole).contains(text);
    Files.writeString(table, whole.replaceFirst(text, instead));
    assertThatThrownBy(() -> Note10Latency.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(java.util.regex.Pattern.quote(table + ":") + "\\d+: .*")
        .hasMessageContaining(reason);
  }

  @Test
  void unknownCostsAreNamed() {
    assertThatThrownBy(() -> OnceForAll.embedded().cost("energy"))
        .isInstanceOf(InputException.class)
        .hasMessage("unknown cost (energy), expected flops, params or latency");
  }
}
