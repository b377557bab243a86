package org.nasreplay.table;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * Where the numbers of a column come from.
 *
 * @param kind measured by training networks, computed by formula, or drawn from a model
 * @param source the file, formula or model, in a few words on one line
 * @param sha256 the SHA-256 of a measured source file, in hexadecimal; empty otherwise
 */
public record Provenance(Kind kind, String source, String sha256) {
  /** How a number came to be. */
  public enum Kind {
    MEASURED,
    ANALYTIC,
    MODELLED;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of a number that is made of several: modelled as soon as one of them is, else
     * measured as soon as one is.
     *
     * @param kinds at least one
     */
    public static Kind together(Collection<Kind> kinds) {
      if (kinds.contains(MODELLED)) return MODELLED;
      return kinds.contains(MEASURED) ? MEASURED : ANALYTIC;
    }

    /**
     * The kind with this name.
     *
     * @throws InputException where there is none
     */
    public static Kind parse(String label) {
      for (Kind kind : values()) {
        if (kind.label().equals(label)) return kind;
      }
      throw new InputException(
          Text.format(
              "unknown provenance (%s), expected one of %s",
              Text.excerpt(label),
              Arrays.stream(values()).map(Kind::label).collect(Collectors.joining(", "))));
    }
  }

  public Provenance {
    if (source.isBlank() || source.lines().count() != 1) {
      throw new IllegalArgumentException(
          Text.format("source (%s) must be one line of text", source));
    }
    if (!sha256.matches("|[0-9a-f]{64}")) {
      throw new IllegalArgumentException(Text.format("sha256 (%s) is not 64 hex digits", sha256));
    }
  }

  public static Provenance measured(String source, String sha256) {
    return new Provenance(Kind.MEASURED, source, sha256);
  }

  public static Provenance analytic(String source) {
    return new Provenance(Kind.ANALYTIC, source, "");
  }

  public static Provenance modelled(String source) {
    return new Provenance(Kind.MODELLED, source, "");
  }

  /** For people: what is in {@link #source} does nothing to the terminal. */
  @Override
  public String toString() {
    String digest = sha256.isEmpty() ? "" : ", SHA-256 " + sha256.substring(0, 12) + "…";
    return Text.printable(kind.label() + " (" + source + digest + ")");
  }
}
