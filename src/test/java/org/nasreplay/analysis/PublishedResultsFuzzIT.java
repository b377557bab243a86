package org.nasreplay.analysis;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.Fuzzer;

class PublishedResultsFuzzIT {
  @TempDir private Path folder;

  @Test
  void damagedPublishedResultsAreReadOrRefused() throws Exception {
    byte[] whole = Files.readAllBytes(Path.of("data/published-results.csv"));
    Fuzzer.run(
        folder.resolve("published-results.csv"),
        whole,
        folder,
        file -> PublishedResults.read(file.toString(), Files.newInputStream(file)));
  }

  @Test
  void damagedPublishedNetworksAreReadOrRefused() throws Exception {
    byte[] whole = Files.readAllBytes(Path.of("data/published-networks.csv"));
    Fuzzer.run(
        folder.resolve("published-networks.csv"),
        whole,
        folder,
        file -> PublishedNetwork.read(file.toString(), Files.newInputStream(file)));
  }
}
