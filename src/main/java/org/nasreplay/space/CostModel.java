package org.nasreplay.space;

/**
 * What an architecture costs, known without training: computed exactly, or listed for every
 * architecture of the space.
 */
public interface CostModel {
  /** The names that there can be, as a regular expression. */
  String NAMES = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";

  /** The units that there can be, as a regular expression. */
  String UNITS = "[A-Za-zµ%-]{1,20}";

  /**
   * What is counted, as suites and reports name it: {@code flops}, {@code params}, {@code pixel2}.
   */
  String name();

  /** What it is counted in, as {@link Quantity} reads it: {@code multiply-adds}, {@code ms}. */
  String unit();

  double cost(Architecture architecture);

  /** Whether {@link #bounds} answers: listing them can be too much. */
  default boolean bounded() {
    return true;
  }

  /**
   * The least and the greatest cost over all architectures that agree with {@code choices}; {@link
   * CostRange#NONE} where there is none.
   *
   * @param choices one entry per position; −1 leaves the position open
   * @throws UnsupportedOperationException where the cost is not {@link #bounded} and a position is
   *     not open
   */
  CostRange bounds(int[] choices);
}
