package org.nasreplay.cli;

import picocli.CommandLine.Option;

/** A sweep of LayerNAS whose trainings a study counts. */
final class Sweep {
  @Option(names = "--buckets", paramLabel = "H", description = "default: ${DEFAULT-VALUE}")
  private int buckets = 100;

  @Option(names = "--keep", paramLabel = "K", description = "default: ${DEFAULT-VALUE}")
  private int keep = 1;

  @Option(names = "--seed", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
  private long seed = 1;

  int buckets() {
    return buckets;
  }

  int keep() {
    return keep;
  }

  long seed() {
    return seed;
  }
}
