package org.nasreplay.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.ByteBuffer;
import org.nasreplay.io.Sha256;
import org.nasreplay.search.ConfiguredSearcher;

/**
 * Seeds of runs: the first eight bytes of the SHA-256 of everything that a run is. Two runs draw
 * the same numbers only if they are the same run, whatever else is in the suite and however many
 * threads there are.
 */
final class RunSeed {
  private final String prefix;

  RunSeed(long master, ConfiguredSearcher searcher, Protocol protocol) {
    // Not indented: indentation ends its lines as the platform does.
    ObjectWriter json = Json.JSON.writer().without(SerializationFeature.INDENT_OUTPUT);
    try {
      // What is reported does not belong to the search, so it does not belong to its seed.
      this.prefix =
          String.join(
              "\n",
              Long.toString(master),
              searcher.name(),
              searcher.settings(),
              protocol.dataset().label(),
              json.writeValueAsString(protocol.reward()),
              json.writeValueAsString(protocol.budget()),
              json.writeValueAsString(protocol.constraint()),
              "");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  long of(int run) {
    return ByteBuffer.wrap(Sha256.bytes(prefix + run)).getLong();
  }
}
