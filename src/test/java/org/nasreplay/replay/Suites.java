package org.nasreplay.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small suites, as a user writes them. */
final class Suites {
  /** One protocol, two searchers, three runs each. */
  static final String SMALL =
      """
      name: small
      title: small
      runs: 3
      table: table.h5
      protocols:
        - dataset: cifar10
          reward: {metric: valid_accuracy, epochs: 12, seeds: random}
          budget: {seconds: 20000}
          report: {metric: test_accuracy, epochs: 90, at: interpolated}
      searchers:
        - random
        - regularized-evolution: {population: 10, sample: 3}
      """;

  private Suites() {}

  static Suite read(String text) {
    try {
      Path file = Files.createTempFile("suite", ".yaml");
      try {
        return Suite.read(Files.writeString(file, text));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
