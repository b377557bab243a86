package org.nasreplay.space;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.network.Block;
import org.nasreplay.space.network.Layer;
import org.nasreplay.space.network.Network;

/**
 * The sub-networks of the once-for-all MobileNetV3 of width 1.2 on ImageNet: five stages of two to
 * four blocks, every block with a kernel of 3, 5 or 7 and an expansion of 3, 4 or 6, and an input
 * of 160, 176, 192, 208 or 224 pixels; 2.2·10^19 networks at five resolutions. Written as kernels,
 * expansions, depths and resolution: {@code 35755533337357737337:63446646343666443664:44322:176}.
 *
 * <p>Cai, Gan, Wang, Zhang, Han, "Once for All: Train One Network and Specialize it for Efficient
 * Deployment", ICLR 2020.
 *
 * <p>The positions are the resolution, then for every stage its depth and its four blocks. Blocks
 * beyond the depth are in no network: several vectors are one, and {@link #canonical} is the one
 * where they have kernel 3 and expansion 3. A uniform vector is what the authors sample.
 */
public final class OnceForAllSpace implements SearchSpace {
  /** Stages that are searched. */
  public static final int STAGES = 5;

  /** Most blocks of a stage. */
  public static final int DEEPEST = 4;

  /** Blocks, counted whether they are active or not. */
  public static final int LAYERS = STAGES * DEEPEST;

  public static final String NAME = "once-for-all-mobilenet-v3";

  private static final int[] KERNELS = {3, 5, 7};
  private static final int[] EXPANSIONS = {3, 4, 6};
  private static final int[] DEPTHS = {2, 3, 4};
  private static final int[] RESOLUTIONS = {160, 176, 192, 208, 224};

  /** A kernel and an expansion: {@code 3·kernel + expansion}, as indices. */
  private static final int BLOCKS = 9;

  private static final int PER_STAGE = 1 + DEEPEST;
  private static final OnceForAllSpace INSTANCE = new OnceForAllSpace();

  private final Network largest = Network.named("once-for-all-mobilenet-v3");

  /** Of the largest network at every resolution. */
  private final List<List<Layer>> layers =
      Arrays.stream(RESOLUTIONS).mapToObj(largest::layers).toList();

  private final OnceForAllCost flops = cost("flops", Layer::multiplyAdds);
  private final OnceForAllCost params = cost("params", Layer::params);

  private OnceForAllSpace() {}

  public static OnceForAllSpace instance() {
    return INSTANCE;
  }

  /** The sides of the input, in pixels, in the order of the choices. */
  public static int[] resolutions() {
    return RESOLUTIONS.clone();
  }

  /** Which of the {@link #resolutions}, 0..4. */
  public static int resolution(Architecture architecture) {
    return architecture.choice(0);
  }

  /**
   * Which kernel and expansion, 0..8: {@code 3·kernel + expansion}, each 0..2.
   *
   * @param layer 0..19, active or not
   */
  public static int block(Architecture architecture, int layer) {
    return architecture.choice(position(layer));
  }

  /** Blocks of a stage, 2..4. */
  public static int depth(Architecture architecture, int stage) {
    return DEPTHS[architecture.choice(1 + stage * PER_STAGE)];
  }

  /** Whether block {@code layer}, 0..19, is in the network. */
  public static boolean active(Architecture architecture, int layer) {
    return layer % DEEPEST < depth(architecture, layer / DEEPEST);
  }

  private static int position(int layer) {
    return 2 + layer / DEEPEST * PER_STAGE + layer % DEEPEST;
  }

  private static boolean isDepth(int position) {
    return position % PER_STAGE == 1;
  }

  /** How many different networks there are, resolutions counted. */
  public BigInteger networks() {
    BigInteger stage = BigInteger.valueOf(9 * 9 + 9 * 9 * 9 + 9 * 9 * 9 * 9);
    return stage.pow(STAGES).multiply(BigInteger.valueOf(RESOLUTIONS.length));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int positions() {
    return 1 + STAGES * PER_STAGE;
  }

  @Override
  public int choices(int position) {
    if (position == 0) return RESOLUTIONS.length;
    return isDepth(position) ? DEPTHS.length : BLOCKS;
  }

  @Override
  public String choiceName(int position, int choice) {
    if (position == 0) return Integer.toString(RESOLUTIONS[choice]);
    if (isDepth(position)) return Integer.toString(DEPTHS[choice]);
    return Text.format("k%de%d", KERNELS[choice / 3], EXPANSIONS[choice % 3]);
  }

  @Override
  public Architecture architecture(int... choices) {
    if (choices.length != positions()) {
      throw new IllegalArgumentException(
          Text.format(
              "%d choices for the %d positions of %s", choices.length, positions(), name()));
    }
    var bytes = new byte[choices.length];
    for (int p = 0; p < bytes.length; p++) {
      if (choices[p] < 0 || choices[p] >= choices(p)) {
        throw new IllegalArgumentException(
            Text.format(
                "choice %d at position %d is outside 0..%d", choices[p], p, choices(p) - 1));
      }
      bytes[p] = (byte) choices[p];
    }
    return Architecture.of(bytes);
  }

  /** The same network with the first choice in blocks that are not active. */
  @Override
  public Architecture canonical(Architecture architecture) {
    boolean is = true;
    for (int layer = 0; layer < LAYERS; layer++) {
      is &= active(architecture, layer) || block(architecture, layer) == 0;
    }
    if (is) return architecture;
    int[] choices = architecture.choices();
    for (int layer = 0; layer < LAYERS; layer++) {
      if (!active(architecture, layer)) choices[position(layer)] = 0;
    }
    return architecture(choices);
  }

  @Override
  public String format(Architecture architecture) {
    var kernels = new StringBuilder();
    var expansions = new StringBuilder();
    var depths = new StringBuilder();
    for (int layer = 0; layer < LAYERS; layer++) {
      kernels.append(KERNELS[block(architecture, layer) / 3]);
      expansions.append(EXPANSIONS[block(architecture, layer) % 3]);
    }
    for (int stage = 0; stage < STAGES; stage++) depths.append(depth(architecture, stage));
    return Text.format(
        "%s:%s:%s:%d", kernels, expansions, depths, RESOLUTIONS[resolution(architecture)]);
  }

  @Override
  public Architecture parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 4
        || !parts[0].matches("[357]{20}")
        || !parts[1].matches("[346]{20}")
        || !parts[2].matches("[234]{5}")
        || !parts[3].matches("160|176|192|208|224")) {
      throw new InputException(
          Text.format(
              "unknown architecture (%s), expected 20 kernels of 3, 5, 7, 20 expansions of 3, 4, 6,"
                  + " 5 depths of 2, 3, 4 and a resolution of 160, 176, 192, 208, 224 like"
                  + " 33333333333333333333:33333333333333333333:22222:160",
              Text.excerpt(text)));
    }
    var choices = new int[positions()];
    choices[0] = (Integer.parseInt(parts[3]) - RESOLUTIONS[0]) / 16;
    for (int stage = 0; stage < STAGES; stage++) {
      choices[1 + stage * PER_STAGE] = "234".indexOf(parts[2].charAt(stage));
    }
    for (int layer = 0; layer < LAYERS; layer++) {
      choices[position(layer)] =
          3 * "357".indexOf(parts[0].charAt(layer)) + "346".indexOf(parts[1].charAt(layer));
    }
    return architecture(choices);
  }

  /** What {@code architecture} is as a network. */
  public Network network(Architecture architecture) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(largest.blocks().get(0));
    for (int layer = 0; layer < LAYERS; layer++) {
      if (active(architecture, layer)) blocks.add(block(layer, block(architecture, layer)));
    }
    return new Network(
        name(),
        largest.source(),
        RESOLUTIONS[resolution(architecture)],
        largest.stem(),
        blocks,
        largest.head(),
        largest.features(),
        largest.classes());
  }

  private Block block(int layer, int choice) {
    Block stage = largest.blocks().get(1 + layer / DEEPEST);
    Block block = layer % DEEPEST == 0 ? stage.first() : stage.later();
    return block.withKernel(KERNELS[choice / 3]).withExpansion(EXPANSIONS[choice % 3]);
  }

  @Override
  public List<String> costs() {
    return NatsBench.COSTS;
  }

  /** Where the constraint bounds a cost from above alone, without trying millions. */
  @Override
  public @Nullable Sampler sampler(CostModel bounded, CostRange range) {
    return bounded instanceof OnceForAllCost additive
            && range.least() == Double.NEGATIVE_INFINITY
            && range.greatest() < Double.POSITIVE_INFINITY
        ? new OnceForAllSampler(additive, range.greatest())::sample
        : null;
  }

  /** On ImageNet, whatever the dataset. */
  @Override
  public CostModel cost(String cost, Dataset dataset) {
    return cost(cost);
  }

  /**
   * The exact cost of this space's networks.
   *
   * @param cost {@code flops} (multiply-adds) or {@code params}
   * @throws InputException where it is neither; latency is no property of the networks alone
   */
  public OnceForAllCost cost(String cost) {
    return switch (cost) {
      case "flops" -> flops;
      case "params" -> params;
      default ->
          throw new InputException(
              Text.format("unknown cost (%s), expected flops or params", Text.excerpt(cost)));
    };
  }

  private OnceForAllCost cost(String cost, ToLongFunction<Layer> measure) {
    var frame = new double[RESOLUTIONS.length];
    var blocks = new double[RESOLUTIONS.length][LAYERS][BLOCKS];
    for (int r = 0; r < frame.length; r++) {
      frame[r] = frame(r).stream().mapToLong(measure).sum();
      for (int layer = 0; layer < LAYERS; layer++) {
        for (int choice = 0; choice < BLOCKS; choice++) {
          blocks[r][layer][choice] = measure.applyAsLong(layer(r, layer, choice));
        }
      }
    }
    return new OnceForAllCost(
        cost, cost.equals("flops") ? "multiply-adds" : "parameters", frame, blocks);
  }

  /**
   * The layers that every network has: the first two, then those behind the blocks.
   *
   * @param resolution 0..4
   */
  public List<Layer> frame(int resolution) {
    List<Layer> all = layers.get(resolution);
    List<Layer> frame = new ArrayList<>(all.subList(0, 2));
    frame.addAll(all.subList(2 + LAYERS, all.size()));
    return frame;
  }

  /**
   * A block where it is active.
   *
   * @param resolution 0..4
   * @param layer 0..19
   * @param choice of kernel and expansion, 0..8
   */
  public Layer layer(int resolution, int layer, int choice) {
    Layer before = layers.get(resolution).get(1 + layer);
    return Layer.of(block(layer, choice), before.output(), before.side());
  }

  /** Whether the blocks of a stage have squeeze-and-excitation, and which activation. */
  public Block stage(int stage) {
    return largest.blocks().get(1 + stage);
  }
}
