package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasreplay.io.Sha256;
import org.nasreplay.search.SearcherDefinition;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.TableFormats;

/** The suites in data/suites. */
class BundledSuitesTest {
  static List<Path> suites() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("data/suites"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void aSuiteIsNamedAsItsFileAndAllThatItNamesExists(Path file) throws Exception {
    Suite suite = Suite.read(file);
    assertThat(file).hasFileName(suite.name() + ".yaml");
    var registry = new SearcherRegistry();
    assertThat(suite.entries(registry)).isNotEmpty();
    Suite.Published published = suite.published();
    if (published != null) {
      assertThat(registry.all())
          .extracting(SearcherDefinition::name)
          .containsAll(published.methods().keySet());
    }
  }

  /** Published results stay reproducible only while these bytes do not change. */
  @Test
  void theSeedsOfEveryRunAreThoseOfFinishedResults() throws Exception {
    var seeds = new StringBuilder();
    for (Path file : suites()) {
      Suite suite = Suite.read(file);
      for (Protocol protocol : suite.protocols()) {
        for (Suite.Entry entry : suite.entries(new SearcherRegistry())) {
          seeds.append(String.join(" | ", suite.name(), protocol.name(), entry.label()));
          var seed = new RunSeed(suite.seed(), entry.searcher(), protocol);
          for (int run = 0; run < 3; run++) seeds.append(' ').append(seed.of(run));
          seeds.append('\n');
        }
      }
    }
    assertThat(seeds.toString().lines()).hasSize(591);
    assertThat(Sha256.of(seeds.toString().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("66100fd8e1b35e5a2a41f6040e7c9b5556ade0c2403badc08a18038a42db62ea");
  }

  @ParameterizedTest
  @MethodSource("suites")
  void aSuiteOnTheDefaultTableRuns(Path file) throws Exception {
    Suite suite = Suite.read(file);
    if (!suite.table().equals("data/nats-size-surrogate.h5")) return; // users import the table
    var replay =
        new Replay(
            suite.withRuns(1), TableFormats.read(Path.of(suite.table())), new SearcherRegistry());
    assertThat(replay.run(2, done -> {})).hasSize(replay.size());
  }
}
