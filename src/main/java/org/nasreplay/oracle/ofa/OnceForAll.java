package org.nasreplay.oracle.ofa;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.space.OnceForAllCost;
import org.nasreplay.space.OnceForAllSpace;
import org.nasreplay.table.Provenance;

/**
 * What stands for training the networks of {@link OnceForAllSpace}: a model of their accuracy, and
 * one of their latency.
 *
 * @param latency on a Samsung Note10, in milliseconds
 * @param latencies where it comes from
 */
public record OnceForAll(AccuracyModel accuracy, OnceForAllCost latency, Provenance latencies) {
  private static final String SUM =
      "sum of layers measured on a Note10 by the once-for-all authors";

  /** Needs no file. */
  public static OnceForAll embedded() {
    return new OnceForAll(
        new AdditiveAccuracy(), Note10Latency.embedded(), Provenance.modelled(SUM));
  }

  /**
   * The authors' predictor and tables, from a folder with {@code acc_predictor_f32le.bin} and
   * {@code latency_table_note10} or {@code latency_table@note10}.
   *
   * @throws InputException where one is missing or is something else; one line with the file
   */
  public static OnceForAll read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          folder.toString(), "no such folder, expected one with " + AccuracyPredictor.FILE);
    }
    return new OnceForAll(
        AccuracyPredictor.read(folder), Note10Latency.read(folder), Provenance.modelled(SUM));
  }

  /**
   * What tells a user's copy from another.
   *
   * @return the SHA-256 over the files that {@link #read} reads
   */
  public static String sha256(Path folder) throws IOException {
    var digests = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder, 3)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        digests.append(folder.relativize(file)).append(' ').append(Sha256.of(file)).append('\n');
      }
    }
    return Sha256.of(digests.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * {@code flops}, {@code params} or {@code latency}.
   *
   * @throws InputException where there is no such cost
   */
  public OnceForAllCost cost(String name) {
    return switch (name) {
      case "flops", "params" -> OnceForAllSpace.instance().cost(name);
      case "latency" -> latency;
      default ->
          throw new InputException(
              Text.format(
                  "unknown cost (%s), expected flops, params or latency", Text.excerpt(name)));
    };
  }
}
