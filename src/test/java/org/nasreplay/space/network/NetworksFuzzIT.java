package org.nasreplay.space.network;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.Fuzzer;

class NetworksFuzzIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mobilenet-v2.yaml", "mobilenet-v3-small.yaml"})
  void damagedDescriptionsAreReadOrRefused(String name) throws Exception {
    Path file = folder.resolve(name);
    Fuzzer.run(file, Files.readAllBytes(Path.of("data/networks", name)), file, Network::read);
  }
}
