package org.nasreplay.search;

import java.util.function.Supplier;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * A searcher with all its settings, ready to make one object per run.
 *
 * @param name as the suite writes it
 * @param settings all settings as canonical JSON, keys in the record's order, as a report prints
 *     them
 * @param seedText the same under the names that the settings had first: part of what a run's random
 *     numbers derive from, so that a better name changes no result
 */
public record ConfiguredSearcher(
    String name, String settings, String seedText, Supplier<Searcher> create) {

  /** A searcher whose settings have the names that they had first. */
  public ConfiguredSearcher(String name, String settings, Supplier<Searcher> create) {
    this(name, settings, settings, create);
  }

  /**
   * The same searcher, whose runs tell {@code observer} what they do.
   *
   * @throws InputException where it is not LayerNAS
   */
  public ConfiguredSearcher observedBy(LayerNas.Observer observer) {
    if (!(create.get() instanceof LayerNas layerNas)) {
      throw new InputException(
          Text.format("searcher (%s) explains nothing, only layernas does", name));
    }
    return new ConfiguredSearcher(name, settings, seedText, () -> layerNas.observedBy(observer));
  }
}
