package org.nasreplay.search;

import java.util.Arrays;
import org.nasreplay.space.Architecture;

/**
 * What a run has seen, best reward first; of equals, the earlier first. An addition and a look-up
 * take a time that grows with the logarithm of the size, so that long runs stay fast.
 *
 * <p>A treap (Seidel and Aragon, "Randomized Search Trees", Algorithmica 1996) in arrays: a search
 * tree by rank and a heap by priorities, here a hash of the order of arrival, whose subtrees know
 * their sizes.
 */
final class RankedArchitectures {
  /** The root of the empty tree; its size, 0, stands in every answer about a missing child. */
  private static final int NONE = 0;

  private Architecture[] architectures = new Architecture[64];
  private double[] rewards = new double[64];
  private int[] better = new int[64];
  private int[] worse = new int[64];
  private int[] sizes = new int[64];
  private int root = NONE;

  /**
   * Adds one in its place.
   *
   * @return its rank, 0 for the best
   */
  int add(Architecture architecture, double reward) {
    int node = size() + 1;
    if (node == rewards.length) {
      architectures = Arrays.copyOf(architectures, 2 * node);
      rewards = Arrays.copyOf(rewards, 2 * node);
      better = Arrays.copyOf(better, 2 * node);
      worse = Arrays.copyOf(worse, 2 * node);
      sizes = Arrays.copyOf(sizes, 2 * node);
    }
    int rank = atLeast(reward);
    architectures[node] = architecture;
    rewards[node] = reward;
    sizes[node] = 1;
    root = inserted(node, root);
    return rank;
  }

  /** The root of the subtree once {@code node} is in it. */
  private int inserted(int node, int tree) {
    if (tree == NONE) return node;
    sizes[tree]++;
    int child;
    if (rewards[tree] >= rewards[node]) {
      child = inserted(node, worse[tree]);
      worse[tree] = child;
      if (priority(child) <= priority(tree)) return tree;
      worse[tree] = better[child]; // the child rises, and its nearer subtree changes hands
      better[child] = tree;
    } else {
      child = inserted(node, better[tree]);
      better[tree] = child;
      if (priority(child) <= priority(tree)) return tree;
      better[tree] = worse[child];
      worse[child] = tree;
    }
    sizes[child] = sizes[tree];
    sizes[tree] = sizes[better[tree]] + 1 + sizes[worse[tree]];
    return child;
  }

  /** The last steps of MurmurHash3: as good as random, and the same in every run. */
  private static int priority(int node) {
    int hash = node * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return hash ^ hash >>> 16;
  }

  /** How many have at least this reward. */
  int atLeast(double reward) {
    int count = 0;
    for (int node = root; node != NONE; ) {
      if (rewards[node] >= reward) {
        count += sizes[better[node]] + 1;
        node = worse[node];
      } else {
        node = better[node];
      }
    }
    return count;
  }

  int size() {
    return sizes[root];
  }

  Architecture architecture(int rank) {
    return architectures[at(rank)];
  }

  double reward(int rank) {
    return rewards[at(rank)];
  }

  private int at(int rank) {
    int node = root;
    for (int left = rank; left != sizes[better[node]]; ) {
      if (left < sizes[better[node]]) {
        node = better[node];
      } else {
        left -= sizes[better[node]] + 1;
        node = worse[node];
      }
    }
    return node;
  }

  /** How many look-ups the deepest one takes. */
  int height() {
    return height(root);
  }

  private int height(int tree) {
    return tree == NONE ? 0 : 1 + Math.max(height(better[tree]), height(worse[tree]));
  }
}
