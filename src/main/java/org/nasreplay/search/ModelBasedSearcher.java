package org.nasreplay.search;

/**
 * A searcher that fits a model to what it has seen, again and again, which outweighs what a replay
 * computes.
 */
interface ModelBasedSearcher extends Searcher {
  @Override
  default boolean fitsModel() {
    return true;
  }
}
