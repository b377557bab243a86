package org.nasreplay.space;

/**
 * A space as a search layer by layer takes it, with a position for every layer. Its {@link
 * #canonical} architectures are those of the space that it is of.
 */
public interface LayeredSpace extends SearchSpace {
  /**
   * What every layer holds before it is searched: the dearest option with which later choices still
   * make networks.
   */
  int[] open();
}
