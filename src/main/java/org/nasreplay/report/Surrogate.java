package org.nasreplay.report;

import java.util.List;
import java.util.stream.Stream;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Description;

/** Says which numbers of a protocol were drawn from a model; every table and chart carries it. */
final class Surrogate {
  private static final List<String> ROLES = List.of("reward", "time", "validation", "test");

  /** The note of a protocol whose columns were all measured. */
  static final String NONE = "measured data";

  private Surrogate() {}

  /** The modelled ones of {@link #ROLES}, in their order. */
  static List<String> roles(Description description, String protocol) {
    return ROLES.stream().filter(role -> description.modelled(protocol, role)).toList();
  }

  /** A few words on where the numbers of a protocol come from. */
  static String note(Description description, String protocol) {
    List<String> modelled = roles(description, protocol);
    if (modelled.isEmpty()) return NONE;
    if (modelled.equals(ROLES)) return "surrogate data";
    int last = modelled.size() - 1;
    if (last == 0) return "surrogate " + modelled.get(0);
    return Text.format(
        "surrogate %s and %s", String.join(", ", modelled.subList(0, last)), modelled.get(last));
  }

  /** The same for all protocols together. */
  static String note(Description description) {
    return together(description.protocols().stream().map(p -> note(description, p.name())));
  }

  /** One note for many, of which some were not measured where they differ. */
  static String together(Stream<String> notes) {
    List<String> distinct = notes.distinct().toList();
    return distinct.size() == 1 ? distinct.get(0) : "partly surrogate data";
  }
}
