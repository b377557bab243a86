package org.nasreplay.space;

/** The exact cost of an architecture on one dataset, known without training. */
public interface CostModel {
  /** What is counted, as suites and reports name it: {@code flops} or {@code params}. */
  String name();

  double cost(Architecture architecture);

  /**
   * The least and the greatest cost over all architectures that agree with {@code choices}.
   *
   * @param choices one entry per position; −1 leaves the position open
   */
  CostRange bounds(int[] choices);
}
