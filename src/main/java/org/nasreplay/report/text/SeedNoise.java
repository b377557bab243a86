package org.nasreplay.report.text;

import java.util.List;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.table.ColumnKey;

/**
 * Says whether a network that is trained again is rewarded anew: what the columns were that
 * answered, not what the suite asked for.
 */
public final class SeedNoise {
  private SeedNoise() {}

  public static String of(ReplayProvenance provenance, Protocol protocol) {
    List<String> seeds =
        provenance.columns().stream()
            .filter(column -> column.protocol().equals(protocol.name()))
            .filter(column -> column.role().equals(Origin.Role.REWARD.label()))
            .map(column -> column.column().replaceFirst("^.*/", ""))
            .distinct()
            .toList();
    if (seeds.stream().noneMatch(seed -> seed.matches("[0-9]+|" + ColumnKey.MEAN))) {
      return String.join(", ", seeds) + ", so that rewards of a network are equal";
    }
    boolean numbered = !seeds.isEmpty() && !seeds.contains(ColumnKey.MEAN);
    if (protocol.reward().seeds().kind() == SeedPolicy.Kind.MEAN || !numbered) {
      return Text.format(
          "the mean over %s, so that rewards carry no seed noise",
          numbered && seeds.size() > 1 ? "seeds " + String.join(", ", seeds) : "seeds");
    }
    return seeds.size() == 1
        ? Text.format("seed %s each time, so that rewards of a network are equal", seeds.get(0))
        : Text.format("of a seed drawn at random from %s", String.join(", ", seeds));
  }
}
