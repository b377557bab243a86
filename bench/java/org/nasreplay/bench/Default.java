package org.nasreplay.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.oracle.TableEvaluator;
import org.nasreplay.replay.Suite;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.Metric;
import org.nasreplay.table.file.TableFormats;

/** What users run by default; benchmarks start in the project's root. */
final class Default {
  static final Path TABLE = Path.of("data/nats-size-surrogate.h5");

  private Default() {}

  static Suite suite() throws IOException {
    return Suite.read(Path.of("data/suites/natsbench-size.yaml"));
  }

  /** The oracle of that suite's first protocol. */
  static TableEvaluator oracle() throws IOException {
    return new TableEvaluator(
        TableFormats.read(TABLE), NatsBench.CIFAR10, Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM);
  }
}
