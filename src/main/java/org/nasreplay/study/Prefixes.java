package org.nasreplay.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.search.CostBuckets;
import org.nasreplay.search.CostOrder;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.EnumerableSpace;

/**
 * An enumerable space as LayerNAS walks through it: the prefixes of l choices, and each one's
 * network N(p), which holds a default rest behind them.
 *
 * <p>Prefixes of a layer are numbered lexicographically; a network is the prefix of all L layers.
 */
final class Prefixes {
  private final EnumerableSpace space;

  /** completions[l]: how many networks share a prefix of l choices. */
  private final int[] completions;

  /** rest[l]: the number of the default completion among them. */
  private final int[] rest;

  private final int[] index;

  /** By network, the one that stands for it. */
  private final int[] canonical;

  private final double[] cost;

  private Prefixes(EnumerableSpace space, CostModel model, int[] openLayers) {
    this.space = space;
    int layers = space.positions();
    this.completions = new int[layers + 1];
    this.rest = new int[layers + 1];
    completions[layers] = 1;
    for (int l = layers - 1; l >= 0; l--) {
      rest[l] = rest[l + 1] + openLayers[l] * completions[l + 1];
      completions[l] = completions[l + 1] * space.choices(l);
    }
    this.index = new int[space.size()];
    this.canonical = new int[space.size()];
    for (int i = 0; i < index.length; i++) {
      int network = number(space.architecture(i));
      index[network] = i;
      canonical[network] = number(space.canonical(space.architecture(i)));
    }
    this.cost = new double[space.size()];
    Arrays.setAll(cost, network -> model.cost(space.architecture(index[network])));
  }

  private int number(Architecture architecture) {
    int network = 0;
    for (int l = 0; l < architecture.positions(); l++) {
      network += architecture.choice(l) * completions[l + 1];
    }
    return network;
  }

  /** The one of all that are the same network that is trained for them. */
  int canonical(int network) {
    return canonical[network];
  }

  /** With the dearest options as default, as in LayerNAS. */
  static Prefixes withLargestRest(EnumerableSpace space, CostModel cost) {
    return new Prefixes(space, cost, order(space, cost).largest());
  }

  static Prefixes withSmallestRest(EnumerableSpace space, CostModel cost) {
    return new Prefixes(space, cost, order(space, cost).smallest());
  }

  private static CostOrder order(EnumerableSpace space, CostModel cost) {
    if (cost.bounded()) return new CostOrder(space, cost);
    throw new InputException(
        Text.format(
            "space %s, expected one in which every choice of its layers is a network, and whose %s"
                + " the first of them bound",
            space.name(), cost.name()));
  }

  int layers() {
    return completions.length - 1;
  }

  int choices(int layer) {
    return space.choices(layer - 1);
  }

  /** How many prefixes of {@code layer} choices there are. */
  int count(int layer) {
    return completions[0] / completions[layer];
  }

  int completions(int layer) {
    return completions[layer];
  }

  /** The number of the default rest among the completions. */
  int defaultCompletion(int layer) {
    return rest[layer];
  }

  /** N(p). */
  int network(int layer, int prefix) {
    return prefix * completions[layer] + rest[layer];
  }

  int network(int layer, int prefix, int completion) {
    return prefix * completions[layer] + completion;
  }

  /** The prefix of {@code layer} choices that a network has. */
  int prefix(int layer, int network) {
    return network / completions[layer];
  }

  /** Values by architecture index, reordered by network. */
  double[] byNetwork(double[] values) {
    var reordered = new double[values.length];
    Arrays.setAll(reordered, network -> values[index[network]]);
    return reordered;
  }

  /** The buckets that cover the costs of all networks in ranges of one width. */
  CostBuckets buckets(CostModel model, int count) {
    var open = new int[layers()];
    Arrays.fill(open, -1);
    return CostBuckets.equalWidth(model.bounds(open), count);
  }

  /** The bucket of every prefix of {@code layer} choices: that of N(p). */
  int[] bucketOf(int layer, CostBuckets buckets) {
    return IntStream.range(0, count(layer))
        .map(prefix -> buckets.of(cost[network(layer, prefix)]))
        .toArray();
  }

  /**
   * The greatest of {@code values} over the completions of every prefix of {@code layer} choices.
   */
  double[] best(int layer, double[] values) {
    var best = new double[count(layer)];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    for (int network = 0; network < values.length; network++) {
      int prefix = prefix(layer, network);
      best[prefix] = Math.max(best[prefix], values[network]);
    }
    return best;
  }

  /** All prefixes of {@code layer} choices, by bucket and in it from the best score down. */
  int[] ranked(int layer, int[] bucket, double[] values) {
    return IntStream.range(0, count(layer))
        .boxed()
        .sorted(
            Comparator.<Integer>comparingInt(prefix -> bucket[prefix])
                .thenComparingDouble(prefix -> -values[network(layer, prefix)]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
