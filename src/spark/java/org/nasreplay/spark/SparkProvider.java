package org.nasreplay.spark;

import java.nio.file.Path;
import java.util.List;
import org.nasreplay.replay.Engine;
import org.nasreplay.replay.EngineProvider;

/** {@code --engine spark}. */
public final class SparkProvider implements EngineProvider {
  @Override
  public String name() {
    return "spark";
  }

  @Override
  public Engine engine(String master, Recipe recipe, List<Path> jars) {
    return new SparkEngine(master, recipe, jars);
  }
}
