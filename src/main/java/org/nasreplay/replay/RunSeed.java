package org.nasreplay.replay;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Sha256;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.space.Quantity;

/**
 * Seeds of runs: the first eight bytes of the SHA-256 of everything that a run is. Two runs draw
 * the same numbers only if they are the same run, whatever else is in the suite and however many
 * threads there are.
 *
 * <p>The text is written here, word for word: published results stay reproducible while it does not
 * change, whatever becomes of the classes that it tells of.
 */
final class RunSeed {
  private final String prefix;

  RunSeed(long master, ConfiguredSearcher searcher, Protocol protocol) {
    // What is reported does not belong to the search, so it does not belong to its seed.
    this.prefix =
        String.join(
            "\n",
            Long.toString(master),
            searcher.name(),
            searcher.seedText(),
            protocol.dataset().label(),
            text(protocol.reward()),
            text(protocol.budget()),
            text(protocol.constraint()),
            protocol.front() == null
                ? ""
                : "front " + String.join(",", protocol.frontCosts()) + "\n");
  }

  private static String text(Protocol.Reward reward) {
    return new StringJoiner(",", "{", "}")
        .add("\"metric\":\"" + reward.metric() + "\"")
        .add("\"epochs\":" + reward.epochs())
        .add("\"seeds\":\"" + reward.seeds() + "\"")
        .toString();
  }

  private static String text(Protocol.Budget budget) {
    return budget.seconds() != null
        ? "{\"seconds\":" + budget.seconds() + "}"
        : "{\"evaluations\":" + budget.evaluations() + "}";
  }

  private static String text(@Nullable Map<String, Protocol.Bounds> constraint) {
    if (constraint == null) return "null";
    Map.Entry<String, Protocol.Bounds> bounded = constraint.entrySet().iterator().next();
    Protocol.Bounds bounds = bounded.getValue();
    var ends = new StringJoiner(",", "{", "}");
    if (bounds.atLeast() != null) ends.add("\"at_least\":" + text(bounds.atLeast()));
    if (bounds.atMost() != null) ends.add("\"at_most\":" + text(bounds.atMost()));
    Penalty penalty = bounds.penalty();
    if (penalty != null) {
      String shape = penalty.shape().name().toLowerCase(Locale.ROOT);
      ends.add("\"penalty\":{\"shape\":\"" + shape + "\",\"weight\":" + penalty.weight() + "}");
    }
    return "{\"" + bounded.getKey() + "\":" + ends + "}";
  }

  private static String text(Quantity bound) {
    return bound.unit().isEmpty()
        ? Double.toString(bound.number().doubleValue())
        : "\"" + bound + "\"";
  }

  long of(int run) {
    return ByteBuffer.wrap(Sha256.bytes(prefix + run)).getLong();
  }
}
