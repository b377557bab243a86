package org.nasreplay.space;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.ToLongFunction;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.network.Block;
import org.nasreplay.space.network.Layer;
import org.nasreplay.space.network.Network;

/**
 * Networks like a given one, layer by layer: every block has a kernel, an expansion and a width of
 * its own, and blocks behind the first of a stage may be absent. Stem, strides,
 * squeeze-and-excitation, head and classifier are those of the given network. Written {@code
 * k3e1w16:k5e6w24:none:…}, the width in channels.
 *
 * <p>The spaces of LayerNAS on ImageNet (Fan et al. 2023, arXiv 2304.11517) are of this form; its
 * option sets are not published in a form that could be confirmed. Those of {@link #layerNas()} are
 * chosen so that each space holds its base network up to the rounding of expansions and reaches the
 * paper's targets: kernels of 3, 5 and 7, expansions of 3 and 6 around MobileNetV2, of 3, 4 and 6
 * around the two MobileNetV3, widths of 0.75, 1, 1.25 and, around MobileNetV2, 1.5 times the base
 * network's. The base network's expansion of 1 stays.
 *
 * <p>Where blocks of a stage are absent, it matters how many, not which: several vectors are one
 * network, and {@link #canonical} is the one whose absent blocks are the last.
 */
public final class BlockSpace implements SearchSpace {
  private static final String ABSENT = "none";
  private static final int[] KERNELS = {3, 5, 7};

  private final String name;
  private final Network base;
  private final List<Long> targets;
  private final List<List<Option>> options = new ArrayList<>();

  /** For every layer the first of its stage, the only one that cannot be absent. */
  private final int[] first;

  /** What a layer may be; without a block it is absent. */
  private record Option(String name, List<Block> block) {
    boolean absent() {
      return block.isEmpty();
    }
  }

  /**
   * A space around a network.
   *
   * @param targets multiply-adds under which the space is searched, for whoever wants to know
   * @param kernels sides of depthwise kernels, ascending
   * @param expansions of layers whose expansion is not 1 in {@code base}, ascending
   * @param widths times the base network's, ascending
   * @throws IllegalArgumentException where a layer has more than 127 options
   */
  public BlockSpace(
      String name,
      Network base,
      List<Long> targets,
      int[] kernels,
      double[] expansions,
      double[] widths) {
    this.name = name;
    this.base = base;
    this.targets = List.copyOf(targets);
    List<Block> layers = new ArrayList<>();
    for (Block block : base.blocks()) {
      for (int i = 0; i < block.layers(); i++) layers.add(i == 0 ? block.first() : block.later());
    }
    this.first = new int[layers.size()];
    for (int l = 0; l < first.length; l++) {
      Block layer = layers.get(l);
      boolean later = l > 0 && layer.stride() == 1 && layer.width() == layers.get(l - 1).width();
      first[l] = later ? first[l - 1] : l;
      List<Option> all = new ArrayList<>();
      if (later) all.add(new Option(ABSENT, List.of()));
      double[] own = layer.expansion() == 1 ? new double[] {1} : expansions;
      for (int kernel : kernels) {
        for (double expansion : own) {
          // Of small widths, some multiples are made divisible by 8 to the same.
          int[] channels =
              Arrays.stream(widths)
                  .mapToInt(width -> layer.scaled(width).width())
                  .distinct()
                  .toArray();
          for (int width : channels) {
            all.add(option(layer.withKernel(kernel).withExpansion(expansion).withWidth(width)));
          }
        }
      }
      if (all.size() > Byte.MAX_VALUE) {
        throw new IllegalArgumentException(
            Text.format("%d options at layer %d, expected 127 at most", all.size(), l));
      }
      options.add(List.copyOf(all));
    }
  }

  private static Option option(Block block) {
    return new Option(
        Text.format(
            "k%de%sw%d",
            block.kernel(),
            Text.format("%.2f", block.expansion()).replaceFirst("\\.?0+$", ""),
            block.width()),
        List.of(block));
  }

  /** Loaded when somebody asks. */
  private static final class LayerNasSpaces {
    static final List<BlockSpace> ALL =
        List.of(
            new BlockSpace(
                "layernas-mobilenet-v2",
                Network.named("mobilenet-v2"),
                List.of(300_000_000L, 600_000_000L),
                KERNELS,
                new double[] {3, 6},
                new double[] {0.75, 1, 1.25, 1.5}),
            new BlockSpace(
                "layernas-mobilenet-v3-large",
                Network.named("mobilenet-v3-large"),
                List.of(220_000_000L),
                KERNELS,
                new double[] {3, 4, 6},
                new double[] {0.75, 1, 1.25}),
            new BlockSpace(
                "layernas-mobilenet-v3-small",
                Network.named("mobilenet-v3-small"),
                List.of(60_000_000L),
                KERNELS,
                new double[] {3, 4, 6},
                new double[] {0.75, 1, 1.25}));
  }

  /**
   * The three spaces of LayerNAS on ImageNet: around MobileNetV2 5.1·10^22 networks, around
   * MobileNetV3-Large 3.6·10^20, around MobileNetV3-Small 6.5·10^14.
   */
  public static List<BlockSpace> layerNas() {
    return LayerNasSpaces.ALL;
  }

  /** Multiply-adds under which the space is searched; empty where nobody has said. */
  public List<Long> targets() {
    return targets;
  }

  /** How many different networks there are. */
  public BigInteger networks() {
    BigInteger all = BigInteger.ONE;
    for (int l = 0; l < first.length; ) {
      BigInteger rows = BigInteger.ZERO;
      BigInteger row = BigInteger.ONE;
      int start = l;
      for (; l < first.length && first[l] == start; l++) {
        long present = options.get(l).stream().filter(option -> !option.absent()).count();
        row = row.multiply(BigInteger.valueOf(present));
        rows = rows.add(row);
      }
      all = all.multiply(rows);
    }
    return all;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int positions() {
    return first.length;
  }

  @Override
  public int choices(int position) {
    return options.get(position).size();
  }

  @Override
  public String choiceName(int position, int choice) {
    return options.get(position).get(choice).name();
  }

  @Override
  public Architecture architecture(int... choices) {
    if (choices.length != first.length) {
      throw new IllegalArgumentException(
          Text.format("%d choices for the %d layers of %s", choices.length, first.length, name));
    }
    var bytes = new byte[first.length];
    for (int l = 0; l < bytes.length; l++) {
      if (choices[l] < 0 || choices[l] >= choices(l)) {
        throw new IllegalArgumentException(
            Text.format("choice %d at layer %d is outside 0..%d", choices[l], l, choices(l) - 1));
      }
      bytes[l] = (byte) choices[l];
    }
    return Architecture.of(bytes);
  }

  /**
   * The same network with the absent blocks of every stage behind the others; the same object where
   * they are there already.
   */
  @Override
  public Architecture canonical(Architecture architecture) {
    int[] choices = architecture.choices();
    boolean moved = false;
    int to = 0;
    for (int l = 0; l < choices.length; l++) {
      if (first[l] == l) to = l;
      if (options.get(l).get(choices[l]).absent()) continue;
      if (to < l) {
        choices[to] = choices[l]; // layers behind the first of a stage have the same options
        choices[l] = 0;
        moved = true;
      }
      to++;
    }
    return moved ? architecture(choices) : architecture;
  }

  @Override
  public String format(Architecture architecture) {
    var text = new StringJoiner(":");
    for (int l = 0; l < first.length; l++) text.add(choiceName(l, architecture.choice(l)));
    return text.toString();
  }

  @Override
  public Architecture parse(String text) {
    String[] names = text.split(":", -1);
    if (names.length != first.length) {
      throw new InputException(
          Text.format(
              "unknown architecture (%s), expected %d layers like %s, with colons between",
              Text.excerpt(text), first.length, choiceName(0, 0)));
    }
    var choices = new int[names.length];
    for (int l = 0; l < names.length; l++) {
      List<String> known = options.get(l).stream().map(Option::name).toList();
      choices[l] = known.indexOf(names[l]);
      if (choices[l] < 0) {
        throw new InputException(
            Text.format(
                "unknown layer (%s) at position %d of an architecture, expected one of %s",
                Text.excerpt(names[l]), l + 1, String.join(", ", known)));
      }
    }
    return architecture(choices);
  }

  /** What {@code architecture} is as a network. */
  public Network network(Architecture architecture) {
    List<Block> blocks = new ArrayList<>();
    for (int l = 0; l < first.length; l++) {
      blocks.addAll(options.get(l).get(architecture.choice(l)).block());
    }
    return new Network(
        name,
        base.source(),
        base.resolution(),
        base.stem(),
        blocks,
        base.head(),
        base.features(),
        base.classes());
  }

  /** On ImageNet at the base network's resolution, whatever the dataset. */
  @Override
  public List<String> costs() {
    return NatsBench.COSTS;
  }

  @Override
  public CostModel cost(String cost, Dataset dataset) {
    return cost(cost);
  }

  /**
   * The exact cost of this space's networks.
   *
   * @param cost {@code flops} (multiply-adds) or {@code params}
   * @throws InputException where it is neither
   */
  public CostModel cost(String cost) {
    return switch (cost) {
      case "flops" -> new ChainCost(cost, "multiply-adds", Layer::multiplyAdds);
      case "params" -> new ChainCost(cost, "parameters", Layer::params);
      default -> throw NatsBench.unknownCost(cost);
    };
  }

  /**
   * A sum over layers, each of which costs by its own option and by the channels that it gets. All
   * completions of a prefix are bounded exactly by the best path through the widths that layers can
   * hand on.
   */
  private final class ChainCost extends NamedCost {
    private final long stem;

    /** What a layer costs, by the width that it gets and its option. */
    private final long[][][] terms;

    /** By layer and option the width that is handed on, −1 where the layer is absent. */
    private final int[][] handed;

    /** Least and greatest cost of all layers from one on, by the width that it gets. */
    private final long[][] least;

    private final long[][] greatest;

    ChainCost(String name, String unit, ToLongFunction<Layer> measure) {
      super(name, unit);
      int layers = first.length;
      this.terms = new long[layers][][];
      this.handed = new int[layers][];
      this.least = new long[layers + 1][];
      this.greatest = new long[layers + 1][];
      Layer before = base.layers().get(0);
      this.stem = measure.applyAsLong(before);
      int side = before.side();
      int[] gets = {before.output()};
      for (int l = 0; l < layers; l++) {
        List<Option> all = options.get(l);
        int[] gives =
            all.stream()
                .flatMap(o -> o.block().stream())
                .mapToInt(Block::width)
                .distinct()
                .toArray();
        terms[l] = new long[gets.length][all.size()];
        handed[l] = new int[all.size()];
        Arrays.fill(handed[l], -1);
        int next = side;
        for (int o = 0; o < all.size(); o++) {
          for (Block block : all.get(o).block()) {
            for (int w = 0; w < gets.length; w++) {
              Layer layer = Layer.of(block, gets[w], side);
              terms[l][w][o] = measure.applyAsLong(layer);
              next = layer.side();
            }
            handed[l][o] = indexOf(block.width(), gives);
          }
        }
        side = next;
        gets = gives;
      }
      int last = side;
      least[layers] =
          Arrays.stream(gets)
              .mapToLong(w -> base.behindBlocks(w, last).stream().mapToLong(measure).sum())
              .toArray();
      greatest[layers] = least[layers].clone();
      for (int l = layers - 1; l >= 0; l--) {
        least[l] = best(l, -1, least[l + 1], true);
        greatest[l] = best(l, -1, greatest[l + 1], false);
      }
    }

    private static int indexOf(int width, int[] widths) {
      for (int w = 0; w < widths.length; w++) {
        if (widths[w] == width) return w;
      }
      throw new IllegalStateException("a width that no option has");
    }

    /**
     * Of layer {@code l} and all behind it, by the width that it gets.
     *
     * @param choice its option, −1 for the best of all
     * @param behind the same of the layer behind it
     */
    private long[] best(int l, int choice, long[] behind, boolean smallest) {
      var best = new long[terms[l].length];
      for (int w = 0; w < best.length; w++) {
        int from = choice < 0 ? 0 : choice;
        int to = choice < 0 ? handed[l].length - 1 : choice;
        best[w] = through(l, w, from, behind);
        for (int o = from + 1; o <= to; o++) {
          long path = through(l, w, o, behind);
          best[w] = smallest ? Math.min(best[w], path) : Math.max(best[w], path);
        }
      }
      return best;
    }

    private long through(int l, int width, int option, long[] behind) {
      int next = handed[l][option];
      return terms[l][width][option] + behind[next < 0 ? width : next];
    }

    @Override
    public double cost(Architecture architecture) {
      long sum = stem;
      int width = 0;
      for (int l = 0; l < terms.length; l++) {
        int option = architecture.choice(l);
        sum += terms[l][width][option];
        if (handed[l][option] >= 0) width = handed[l][option];
      }
      return sum + least[terms.length][width];
    }

    @Override
    public CostRange bounds(int[] choices) {
      int l = choices.length;
      while (l > 0 && choices[l - 1] < 0) l--; // known for layers that are open to the end
      long[] low = least[l];
      long[] high = greatest[l];
      while (--l >= 0) {
        low = best(l, choices[l], low, true);
        high = best(l, choices[l], high, false);
      }
      return new CostRange(stem + low[0], stem + high[0]);
    }
  }
}
