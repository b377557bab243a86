package org.nasreplay.search;

/** A search algorithm. One object serves one run. */
@FunctionalInterface
public interface Searcher {
  /** Evaluates architectures until the trial is exhausted, or until nothing is left to try. */
  void search(Trial trial);
}
