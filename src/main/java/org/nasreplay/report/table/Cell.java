package org.nasreplay.report.table;

import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Bootstrap;
import org.nasreplay.analysis.SampleSummary;
import org.nasreplay.io.Text;
import org.nasreplay.report.text.Decimals;

/**
 * What people are shown in a cell of a table.
 *
 * @param value sorts; null where the text does
 */
public record Cell(String text, @Nullable Double value, Standing standing) {
  /** Where there is nothing to say. */
  static final Cell EMPTY = text("");

  /** What marks a cell that is tied with the best. */
  static final String TIED = "†";

  /** What a cell's number is beside the others of its group. */
  public enum Standing {
    PLAIN,
    BEST,
    /** Not the best, but no test can tell it from the best. */
    TIED
  }

  public Cell {
    if (value != null && value.isNaN()) {
      throw new IllegalArgumentException("no number to sort by: " + text);
    }
  }

  static Cell text(String text) {
    return new Cell(text, null, Standing.PLAIN);
  }

  static Cell number(String text, @Nullable Double value) {
    return new Cell(text, value, Standing.PLAIN);
  }

  static Cell number(@Nullable Double value, int decimals) {
    return number(Decimals.word(value, decimals), value);
  }

  static Cell p(double p) {
    return number(Decimals.p(p), p);
  }

  static Cell interval(Bootstrap.@Nullable Interval interval, int decimals) {
    return number(Decimals.interval(interval, decimals), interval == null ? null : interval.low());
  }

  /** Mean and deviation, and of how many where these are not all. */
  static Cell spread(@Nullable SampleSummary spread, int all) {
    if (spread == null) return text(Decimals.NONE);
    String text = Decimals.spread(spread);
    return number(
        spread.size() == all ? text : text + Text.format(" (%d of %d)", spread.size(), all),
        spread.mean());
  }

  Cell standing(Standing other) {
    return new Cell(text, value, other);
  }

  /** The best of its group, or like the others. */
  Cell bestIf(boolean best) {
    return standing(best ? Standing.BEST : Standing.PLAIN);
  }

  public boolean best() {
    return standing == Standing.BEST;
  }

  /** The text, with a mark where it is tied with the best. */
  public String marked() {
    return standing == Standing.TIED ? text + " " + TIED : text;
  }

  /** The number as digits that are enough to sort by; null where there is none. */
  public @Nullable String digits() {
    return value == null ? null : Float.toString(value.floatValue());
  }
}
