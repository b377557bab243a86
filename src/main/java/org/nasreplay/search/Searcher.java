package org.nasreplay.search;

/** A search algorithm. One object serves one run. */
@FunctionalInterface
public interface Searcher {
  /** Evaluates architectures until the session is exhausted, or until nothing is left to try. */
  void search(Session session);

  /**
   * What {@link #search} asks of a benchmark.
   *
   * @param epochs length of a whole training
   */
  default Needs needs(int epochs) {
    return Needs.NOTHING;
  }

  /** Whether it is a {@link ModelBasedSearcher}, whose own time outweighs a replay's. */
  default boolean fitsModel() {
    return false;
  }

  /** Whether it computes in the thread that calls it, whose processor time then is its own. */
  default boolean computesHere() {
    return true;
  }
}
