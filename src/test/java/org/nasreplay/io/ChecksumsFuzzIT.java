package org.nasreplay.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.Fuzzer;

class ChecksumsFuzzIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"t.csv.sha256", "SHA256SUMS"})
  void aDamagedListOfChecksumsHoldsOrIsRefused(String list) throws Exception {
    Path file = Files.writeString(folder.resolve("t.csv"), "architecture\n");
    String sha256 = Sha256.of(file);
    String whole =
        "# of a table\n"
            + (sha256 + "  t.csv\n")
            + ("SHA256 (t.csv) = " + sha256 + "\n")
            + ("\\" + sha256 + " *other\\nfile\r\n")
            + ("MD5 (t.csv) = " + sha256.substring(32) + "\n");
    Fuzzer.run(
        folder.resolve(list), whole.getBytes(UTF_8), folder, f -> Checksums.hold(file, sha256));
  }
}
