package org.nasreplay.search;

import java.util.function.Supplier;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * A searcher with all its settings, ready to make one object per run.
 *
 * @param name as the suite writes it
 * @param settings all settings as canonical JSON, keys in the record's order; part of what a run's
 *     random numbers derive from, and of what a report prints
 */
public record ConfiguredSearcher(String name, String settings, Supplier<Searcher> create) {

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
    return new ConfiguredSearcher(name, settings, () -> layerNas.observedBy(observer));
  }
}
