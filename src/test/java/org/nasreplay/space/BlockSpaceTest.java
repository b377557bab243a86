package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasreplay.io.InputException;
import org.nasreplay.space.network.Layer;
import org.nasreplay.space.network.Network;

class BlockSpaceTest {
  private static final Network NETWORK =
      Network.of(
          "small.yaml",
          """
          name: small
          source: a test
          resolution: 32
          stem: {kernel: 3, stride: 1, width: 8, activation: relu}
          blocks:
            - {kernel: 3, expansion: 1, width: 16, stride: 1, activation: relu}
            - {kernel: 3, expansion: 6, width: 24, stride: 2, squeeze: input, activation: relu, layers: 3}
            - {kernel: 3, expansion: 6, width: 32, stride: 1, activation: relu}
          head: {width: 64, scale: always, activation: relu}
          classes: 10
          """);

  /** 2·2, then (2·2·2)·(1 + 8 + 64), then 8 networks; the widths 16 and 8 of 16·0.5 are two. */
  static BlockSpace small() {
    return new BlockSpace(
        "small",
        NETWORK,
        List.of(1L),
        new int[] {3, 5},
        new double[] {3, 6},
        new double[] {0.5, 1});
  }

  private static BlockSpace layerNas(String name) {
    return BlockSpace.layerNas().stream()
        .filter(space -> space.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Stream<Architecture> all(SearchSpace space) {
    Stream<int[]> prefixes = Stream.of(new int[] {});
    for (int p = 0; p < space.positions(); p++) {
      int choices = space.choices(p);
      prefixes =
          prefixes.flatMap(
              prefix ->
                  IntStream.range(0, choices)
                      .mapToObj(
                          choice -> {
                            int[] longer = Arrays.copyOf(prefix, prefix.length + 1);
                            longer[prefix.length] = choice;
                            return longer;
                          }));
    }
    return prefixes.map(space::architecture);
  }

  @Test
  void theSizeIsTheNumberOfDifferentNetworks() {
    BlockSpace space = small();
    assertThat(space.networks()).isEqualTo(BigInteger.valueOf(4L * 8 * (1 + 8 + 64) * 8));
    Set<Architecture> canonical = new HashSet<>();
    all(space).forEach(architecture -> canonical.add(space.canonical(architecture)));
    assertThat(canonical).hasSize(space.networks().intValueExact());
  }

  @Test
  void theCanonicalVectorIsTheSameNetwork() {
    BlockSpace space = small();
    assertThat(all(space))
        .allMatch(
            architecture -> {
              Architecture canonical = space.canonical(architecture);
              return space.network(canonical).equals(space.network(architecture))
                  && space.canonical(canonical) == canonical;
            });
    Architecture gap = space.parse("k3e1w16:k5e6w24:none:k5e3w16:k3e3w16");
    assertThat(space.format(space.canonical(gap)))
        .isEqualTo("k3e1w16:k5e6w24:k5e3w16:none:k3e3w16");
  }

  @ParameterizedTest
  @CsvSource({
    "layernas-mobilenet-v2, 17, 24, 300774272, 3504872",
    "layernas-mobilenet-v3-large, 15, 27, 216589760, 5483032",
    "layernas-mobilenet-v3-small, 11, 27, 56510400, 2542856"
  })
  void aSpaceHoldsItsBaseNetworkUpToItsExpansions(
      String name, int layers, int most, double flops, double params) {
    BlockSpace space = layerNas(name);
    assertThat(space.positions()).isEqualTo(layers);
    int greatest = 0;
    for (int p = 0; p < layers; p++) greatest = Math.max(greatest, space.choices(p));
    assertThat(greatest).isEqualTo(most + 1);
    var open = new int[layers];
    Arrays.fill(open, -1);
    for (long target : space.targets()) {
      assertThat(space.cost("flops").bounds(open).contains(target)).isTrue();
    }
    assertThat(space.cost("flops").bounds(open).contains(flops)).isTrue();
    assertThat(space.cost("params").bounds(open).contains(params)).isTrue();
  }

  @Test
  void mobileNetV2ItselfIsInItsSpace() {
    BlockSpace space = layerNas("layernas-mobilenet-v2");
    Architecture base =
        space.parse(
            "k3e1w16:k3e6w24:k3e6w24:k3e6w32:k3e6w32:k3e6w32:k3e6w64:k3e6w64:k3e6w64:k3e6w64"
                + ":k3e6w96:k3e6w96:k3e6w96:k3e6w160:k3e6w160:k3e6w160:k3e6w320");
    assertThat(space.cost("flops").cost(base)).isEqualTo(300_774_272);
    assertThat(space.cost("params").cost(base)).isEqualTo(3_504_872);
  }

  static List<BlockSpace> layerNas() {
    return BlockSpace.layerNas();
  }

  @ParameterizedTest
  @MethodSource("layerNas")
  void aCostIsTheSumOverTheNetworksLayers(BlockSpace space) {
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(1);
    CostModel flops = space.cost("flops");
    CostModel params = space.cost("params");
    for (int i = 0; i < 500; i++) {
      Architecture architecture = space.sample(random);
      List<Layer> layers = space.network(architecture).layers();
      assertThat(flops.cost(architecture)).isEqualTo(Layer.multiplyAdds(layers));
      assertThat(params.cost(architecture)).isEqualTo(Layer.params(layers));
      assertThat(space.parse(space.format(architecture))).isEqualTo(architecture);
      assertThat(flops.cost(space.canonical(architecture))).isEqualTo(flops.cost(architecture));
    }
  }

  @ParameterizedTest
  @CsvSource({"flops", "params"})
  void boundsAreTheLeastAndTheGreatestOfAllCompletions(String name) {
    BlockSpace space = small();
    CostModel cost = space.cost(name);
    List<Architecture> all = all(space).toList();
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(2);
    List<int[]> patterns = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int[] pattern = space.sample(random).choices();
      int open = random.nextInt(1 << pattern.length);
      int prefix = random.nextInt(pattern.length + 1);
      for (int p = 0; p < pattern.length; p++) {
        // every second one is a prefix, as searches ask for
        if (i % 2 == 0 ? p >= prefix : (open >> p & 1) == 1) pattern[p] = -1;
      }
      patterns.add(pattern);
    }
    for (int[] pattern : patterns) {
      double least = Double.POSITIVE_INFINITY;
      double greatest = 0;
      for (Architecture each : all) {
        boolean agrees = true;
        for (int p = 0; p < pattern.length; p++) {
          agrees &= pattern[p] < 0 || pattern[p] == each.choice(p);
        }
        if (!agrees) continue;
        least = Math.min(least, cost.cost(each));
        greatest = Math.max(greatest, cost.cost(each));
      }
      assertThat(cost.bounds(pattern))
          .as(Arrays.toString(pattern))
          .isEqualTo(new CostRange(least, greatest));
    }
  }

  @Test
  void whatIsNoArchitectureIsSaidInALine() {
    BlockSpace space = small();
    assertThatThrownBy(() -> space.parse("k3e1w16"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "unknown architecture (k3e1w16), expected 5 layers like k3e1w8, with colons between");
    assertThatThrownBy(() -> space.parse("k3e1w16:none:none:none:k3e3w16"))
        .hasMessage(
            "unknown layer (none) at position 2 of an architecture, expected one of k3e3w16,"
                + " k3e3w24, k3e6w16, k3e6w24, k5e3w16, k5e3w24, k5e6w16, k5e6w24");
    assertThatThrownBy(() -> space.cost("latency"))
        .hasMessage("unknown cost (latency), expected flops or params");
    assertThatThrownBy(() -> space.architecture(0, 0, 0, 0)).hasMessageContaining("4 choices");
    assertThatThrownBy(() -> space.architecture(0, 0, 0, 0, 9)).hasMessageContaining("choice 9");
  }

  @Test
  void theSizesAreTheStatedOnes() {
    assertThat(BlockSpace.layerNas())
        .extracting(space -> new BigDecimal(space.networks(), new MathContext(2)).toString())
        .containsExactly("5.1E+22", "3.6E+20", "6.5E+14");
  }
}
