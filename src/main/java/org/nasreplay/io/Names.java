package org.nasreplay.io;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Names that a user gives, among those that there are. */
public final class Names {
  private Names() {}

  /**
   * The one of {@code known} that is meant: the same, or the same but for capitals.
   *
   * @param kind what they are names of, in the singular
   * @throws InputException where there is none; says which there are, and which is close
   */
  public static String find(String kind, String given, Collection<String> known) {
    if (known.contains(given)) return given;
    return known.stream()
        .filter(given::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() -> unknown(kind, given, known));
  }

  /** That nothing has this name. */
  public static InputException unknown(String kind, String given, Collection<String> known) {
    return new InputException(
        Text.format(
            "unknown %s (%s), expected one of %s%s",
            kind, Tree.shown(given), String.join(", ", known), didYouMean(given, known)));
  }

  /** The end of such a message: a question, or nothing where no name is close. */
  public static String didYouMean(String given, Collection<String> known) {
    return closest(given, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /**
   * The name that {@code given} may be a slip of: at most a third of its letters are wrong,
   * missing, too many or swapped with their neighbour; else the shortest that holds it as a part.
   */
  static Optional<String> closest(String given, Collection<String> known) {
    String typed = given.toLowerCase(Locale.ROOT);
    int most = Math.max(1, typed.length() / 3);
    Optional<String> slip =
        known.stream()
            .filter(name -> Math.abs(name.length() - typed.length()) <= most)
            .filter(name -> slips(typed, name.toLowerCase(Locale.ROOT)) <= most)
            .min(Comparator.comparingInt(name -> slips(typed, name.toLowerCase(Locale.ROOT))));
    if (slip.isPresent() || typed.length() < 3) return slip;
    return known.stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).contains(typed))
        .min(Comparator.comparingInt(String::length));
  }

  /**
   * Letters to change, insert, drop or swap with their neighbour: optimal string alignment,
   * Boytsov, "Indexing Methods for Approximate Dictionary Searching", 2011, section 2.2.
   */
  private static int slips(String a, String b) {
    var slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          slips[i][j] = i + j;
          continue;
        }
        int changed = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        slips[i][j] = Math.min(changed, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
      }
    }
    return slips[a.length()][b.length()];
  }
}
