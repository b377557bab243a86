package org.nasreplay.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.SearchSpace;

/**
 * LayerNAS: searches layer by layer, and keeps a few of the best candidates in every bucket of
 * cost.
 *
 * <p>Fan et al., "LayerNAS: Neural Architecture Search in Polynomial Complexity", 2023, arXiv
 * 2304.11517, algorithm 1. A candidate of layer l is a whole network whose first l layers were
 * chosen; the layers behind them hold a default option, the most expensive one. A candidate of
 * which no completion satisfies the constraint is dropped. With H buckets, |S| options and L layers
 * at most about H·keep·|S|·L networks are trained.
 *
 * <p>The paper leaves open how many searches a layer gets, how many candidates a bucket holds,
 * where its edges lie, how a candidate is picked and what happens when one is met again; each is a
 * setting. Where its text could not be confirmed this follows the description in the class's own
 * words above: networks met again are not trained again unless {@link Settings#retrain} says so.
 */
public final class LayerNas implements Searcher {

  /** How buckets divide the costs of the space. */
  public enum Edges {
    /** Into ranges of one width, from the least to the greatest cost. */
    EQUAL_WIDTH,
    /** Into ranges that hold as many networks each, estimated from a uniform sample. */
    EQUAL_COUNT
  }

  /** Which candidate of a layer is extended next. */
  public enum Select {
    UNIFORM,
    BEST_FIRST
  }

  /** From which end of the network the layers are searched. */
  public enum Direction {
    FORWARD,
    BACKWARD
  }

  /** The option of layers that are not searched yet: the first or the last choice of a position. */
  public enum DefaultOption {
    LARGEST,
    SMALLEST
  }

  /**
   * The points that the paper fixes or leaves open.
   *
   * @param searches candidates picked per visit of a layer, at least 1 (the paper's R)
   * @param models options tried per pick, at least 1 (the paper's T)
   * @param buckets of cost per layer, at least 1 (the paper's H, 100 there)
   * @param keep candidates kept per bucket, at least 1; more than one because accuracy is noisy
   * @param edges where the buckets' edges lie
   * @param select which kept candidate is picked
   * @param direction the order of the layers
   * @param fallback what layers hold before they are searched
   * @param retrain whether a network met again is trained and paid for again
   */
  public record Settings(
      int searches,
      int models,
      int buckets,
      int keep,
      Edges edges,
      Select select,
      Direction direction,
      DefaultOption fallback,
      boolean retrain) {
    public static final Settings PAPER =
        new Settings(
            10,
            1,
            100,
            3,
            Edges.EQUAL_WIDTH,
            Select.UNIFORM,
            Direction.FORWARD,
            DefaultOption.LARGEST,
            false);

    public Settings {
      if (searches < 1 || models < 1 || buckets < 1 || keep < 1) {
        throw new IllegalArgumentException(
            "searches (%d), models (%d), buckets (%d) and keep (%d) must be positive"
                .formatted(searches, models, buckets, keep));
      }
    }
  }

  private static final int EDGE_SAMPLE = 10_000;

  private final Settings settings;

  public LayerNas(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void search(Trial trial) {
    new Search(trial).run();
  }

  /** A whole network of which the first layers were chosen, and the options of the next one. */
  private static final class Candidate {
    final Architecture network;
    final double reward;

    /** Options of the next layer that are neither tried nor out of the constraint's reach. */
    final byte[] untried;

    int left;

    /** Whether better ones have pushed it out of its bucket. */
    boolean dropped;

    Candidate(Architecture network, double reward, byte[] untried, int left) {
      this.network = network;
      this.reward = reward;
      this.untried = untried;
      this.left = left;
    }

    int take(UniformRandomProvider random) {
      int drawn = random.nextInt(left);
      byte option = untried[drawn];
      untried[drawn] = untried[--left];
      return option;
    }
  }

  /** The kept candidates of one layer. */
  private final class Layer {
    private final Map<Integer, List<Candidate>> buckets = new HashMap<>();

    /** Candidates that may be extended; spent and dropped ones leave when they are met. */
    private final List<Candidate> open = new ArrayList<>();

    void keep(Candidate newcomer, int bucket) {
      List<Candidate> kept = buckets.computeIfAbsent(bucket, b -> new ArrayList<>());
      kept.add(newcomer);
      open.add(newcomer);
      if (kept.size() <= settings.keep()) return;
      int worst = 0;
      for (int i = 1; i < kept.size(); i++) {
        // A tie goes against the newcomer.
        if (kept.get(i).reward <= kept.get(worst).reward) worst = i;
      }
      kept.remove(worst).dropped = true;
    }

    @Nullable Candidate pick(UniformRandomProvider random) {
      if (settings.select() == Select.BEST_FIRST) {
        open.removeIf(c -> c.left == 0 || c.dropped);
        return open.stream().max(Comparator.comparingDouble(c -> c.reward)).orElse(null);
      }
      while (!open.isEmpty()) {
        int drawn = random.nextInt(open.size());
        Candidate candidate = open.get(drawn);
        if (candidate.left > 0 && !candidate.dropped) return candidate;
        Candidate last = open.remove(open.size() - 1);
        if (drawn < open.size()) open.set(drawn, last);
      }
      return null;
    }
  }

  /** One run. */
  private final class Search {
    private final Trial trial;
    private final SearchSpace space;
    private final CostModel cost;
    private final int[] order;
    private final double[] edges;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<Architecture, Double> trained = new HashMap<>();

    Search(Trial trial) {
      this.trial = trial;
      this.space = trial.space();
      this.cost = trial.cost();
      this.order = new int[space.positions()];
      for (int i = 0; i < order.length; i++) {
        order[i] = settings.direction() == Direction.FORWARD ? i : order.length - 1 - i;
      }
      this.edges = edges();
      for (int layer = 0; layer <= order.length; layer++) layers.add(new Layer());
    }

    void run() {
      var root = new int[order.length];
      for (int p = 0; p < root.length; p++) {
        root[p] = settings.fallback() == DefaultOption.LARGEST ? space.choices(p) - 1 : 0;
      }
      Candidate start = candidate(space.architecture(root), Double.NaN, 0);
      while (start.left > 0 && !trial.exhausted()) extend(start, 0);

      boolean available = true;
      while (available && !trial.exhausted()) {
        available = false;
        for (int layer = 1; layer < order.length; layer++) {
          for (int search = 0; search < settings.searches(); search++) {
            Candidate picked = layers.get(layer).pick(trial.random());
            if (picked == null) break;
            available = true;
            for (int m = 0; m < settings.models() && picked.left > 0; m++) {
              if (trial.exhausted()) return;
              extend(picked, layer);
            }
          }
        }
      }
    }

    /**
     * Tries one option of the layer behind {@code layer} chosen ones, and keeps it if it is good.
     */
    private void extend(Candidate parent, int layer) {
      int option = parent.take(trial.random());
      Architecture network = space.with(parent.network, order[layer], option);
      Candidate child = candidate(network, reward(network), layer + 1);
      layers.get(layer + 1).keep(child, bucket(network));
    }

    private double reward(Architecture network) {
      Double known = settings.retrain() ? null : trained.get(network);
      if (known != null) return known;
      double reward = trial.evaluate(network);
      trained.put(network, reward);
      return reward;
    }

    private Candidate candidate(Architecture network, double reward, int chosen) {
      if (chosen == order.length) return new Candidate(network, reward, new byte[0], 0);
      var prefix = new int[order.length];
      Arrays.fill(prefix, -1);
      for (int i = 0; i < chosen; i++) prefix[order[i]] = network.choice(order[i]);
      int next = order[chosen];
      var untried = new byte[space.choices(next)];
      int left = 0;
      for (int option = 0; option < untried.length; option++) {
        prefix[next] = option;
        if (trial.constraint().canBeMet(prefix)) untried[left++] = (byte) option;
      }
      return new Candidate(network, reward, untried, left);
    }

    private int bucket(Architecture network) {
      int found = Arrays.binarySearch(edges, cost.cost(network));
      return found >= 0 ? Math.min(found, edges.length) : -found - 1;
    }

    /** The inner edges of the buckets: bucket b holds the costs from edge b−1 to edge b. */
    private double[] edges() {
      var inner = new double[settings.buckets() - 1];
      if (settings.edges() == Edges.EQUAL_WIDTH) {
        var open = new int[order.length];
        Arrays.fill(open, -1);
        CostRange all = cost.bounds(open);
        double width = (all.greatest() - all.least()) / settings.buckets();
        Arrays.setAll(inner, i -> all.least() + (i + 1) * width);
      } else {
        var costs = new double[EDGE_SAMPLE];
        Arrays.setAll(costs, i -> cost.cost(space.sample(trial.random())));
        Arrays.sort(costs);
        Arrays.setAll(inner, i -> costs[(i + 1) * EDGE_SAMPLE / settings.buckets()]);
      }
      return inner;
    }
  }
}
