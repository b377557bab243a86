package org.nasreplay.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;
import org.nasreplay.search.LayerNas.Observer;
import org.nasreplay.search.LayerNas.Select;
import org.nasreplay.space.Architecture;

/** The candidates of one layer of LayerNAS: a few of the best in every bucket of cost. */
final class KeptCandidates {
  private final int layer;
  private final int keep;
  private final Select select;
  private final Observer observer;
  private final Map<Integer, List<Candidate>> buckets = new HashMap<>();

  /** Candidates that may be extended; spent and dropped ones leave when they are met. */
  private final List<Candidate> open = new ArrayList<>();

  /** What is known about a network, shared by the candidates that were judged by it. */
  static final class Score {
    double reward;
    int trainings;
  }

  /** A whole network of which the first layers were chosen, and the options of the next one. */
  static final class Candidate {
    final Architecture network;
    final Score score;

    /** Options of the next layer that are neither tried nor out of the constraint's reach. */
    private final byte[] untried;

    private int left;

    /** Whether better ones have pushed it out of its bucket. */
    private boolean dropped;

    /**
     * @param left how many of {@code untried}, from the front, there are
     */
    Candidate(Architecture network, Score score, byte[] untried, int left) {
      this.network = network;
      this.score = score;
      this.untried = untried;
      this.left = left;
    }

    boolean spent() {
      return left == 0;
    }

    /** An untried option, which is tried from now on. */
    int take(UniformRandomProvider random) {
      int drawn = random.nextInt(left);
      byte option = untried[drawn];
      untried[drawn] = untried[--left];
      return option;
    }
  }

  /**
   * @param keep how many in a bucket
   */
  KeptCandidates(int layer, int keep, Select select, Observer observer) {
    this.layer = layer;
    this.keep = keep;
    this.select = select;
    this.observer = observer;
  }

  /** Adds a candidate to its bucket, and drops the worst of a bucket that overflows. */
  void keep(Candidate newcomer, int bucket) {
    observer.met(layer, bucket, newcomer.network, newcomer.score.reward);
    List<Candidate> kept = buckets.computeIfAbsent(bucket, b -> new ArrayList<>());
    kept.add(newcomer);
    if (kept.size() > keep) {
      Candidate worst = kept.remove(worst(kept));
      worst.dropped = true;
      Candidate better = worst == newcomer ? kept.get(worst(kept)) : newcomer;
      observer.dropped(layer, bucket, worst.network, worst.score.reward, better.network);
    }
    if (!newcomer.dropped && !newcomer.spent()) open.add(newcomer);
  }

  /** Of candidates that are equally bad the latest: a tie goes against the newcomer. */
  private static int worst(List<Candidate> kept) {
    int worst = 0;
    for (int i = 1; i < kept.size(); i++) {
      if (kept.get(i).score.reward <= kept.get(worst).score.reward) worst = i;
    }
    return worst;
  }

  /** The candidate to extend next; null where none is left. */
  @Nullable Candidate pick(UniformRandomProvider random) {
    if (select == Select.BEST_FIRST) {
      open.removeIf(c -> c.spent() || c.dropped);
      return open.stream().max(Comparator.comparingDouble(c -> c.score.reward)).orElse(null);
    }
    while (!open.isEmpty()) {
      int drawn = random.nextInt(open.size());
      Candidate candidate = open.get(drawn);
      if (!candidate.spent() && !candidate.dropped) return candidate;
      Candidate last = open.remove(open.size() - 1);
      if (drawn < open.size()) open.set(drawn, last);
    }
    return null;
  }
}
