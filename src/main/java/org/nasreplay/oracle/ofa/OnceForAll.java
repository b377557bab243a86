package org.nasreplay.oracle.ofa;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nasreplay.io.AtomicFile;
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
   * The authors' predictor and tables, from a folder with {@code acc_predictor.pth} or {@code
   * acc_predictor_f32le.bin}, and {@code latency_table@note10} or {@code latency_table_note10}.
   *
   * @throws InputException where one is missing or is something else; one line with the file
   */
  public static OnceForAll read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          folder.toString(), "no such folder, expected one with " + AccuracyPredictor.SAVED);
    }
    return new OnceForAll(
        AccuracyPredictor.read(folder), Note10Latency.read(folder), Provenance.modelled(SUM));
  }

  /**
   * Copies what {@link #read} reads: the weights as plain numbers, and the tables.
   *
   * @throws InputException where {@code from} cannot be read, or {@code to} not be written
   */
  public static void copy(Path from, Path to) {
    read(from);
    for (Path table : Note10Latency.files(from)) {
      Path copy = to.resolve(Note10Latency.FOLDER).resolve(table.getFileName());
      AtomicFile.write(copy, Text.read(table, Note10Latency.LONGEST));
    }
    byte[] weights = AccuracyPredictor.content(AccuracyPredictor.file(from));
    AtomicFile.write(
        to.resolve(AccuracyPredictor.FILE), temporary -> Files.write(temporary, weights));
  }

  /**
   * What tells a user's copy from another.
   *
   * @return the SHA-256 over the files that {@link #read} reads
   */
  public static String sha256(Path folder) throws IOException {
    var digests = new StringBuilder();
    digests.append(Sha256.of(AccuracyPredictor.content(AccuracyPredictor.file(folder))));
    for (Path table : Note10Latency.files(folder)) digests.append(' ').append(Sha256.of(table));
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
