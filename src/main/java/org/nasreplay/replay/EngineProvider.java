package org.nasreplay.replay;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Brings an engine in a jar of its own, where {@link java.util.ServiceLoader} finds it. */
public interface EngineProvider {
  /** As {@code --engine} names it. */
  String name();

  /**
   * The engine.
   *
   * @param master where it runs, in the engine's own words
   * @param recipe makes the replay whose cells it is given in another process
   * @param jars what such a process needs on its class path
   * @param remark takes lines that a user may want to know
   * @throws org.nasreplay.io.InputException where there is no such place, or what it needs is
   *     missing
   */
  Engine engine(String master, Recipe recipe, List<Path> jars, Consumer<String> remark);

  /**
   * Makes one replay, again and again: plain data, with the content of every file that it needs.
   */
  interface Recipe extends Serializable {
    /**
     * The replay, ready to run cells.
     *
     * @param folder where files may be written; it is deleted by whoever gives it
     */
    Replay replay(Path folder) throws IOException;
  }
}
