package org.nasreplay.search;

import org.nasreplay.io.InputException;

/**
 * A searcher that is not this program's own did what no searcher may, or ended. Its runs are lost,
 * those of others are not.
 */
public final class SearcherFailure extends InputException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure whose run is named by whoever knows it.
   *
   * @param reason what was received, and what was expected
   */
  public SearcherFailure(String reason) {
    super(reason);
  }
}
