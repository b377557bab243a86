package org.nasreplay.space;

/**
 * Exact FLOPs (multiply-adds of convolutions and the classifier) and parameters of a network of the
 * {@linkplain SizeSpace size space}; equal to the values that NATS-Bench stores.
 *
 * <p>The network is a 3×3 stem, a cell, a residual block that halves the side, a cell, another such
 * block, a cell, and a linear classifier. Both costs couple neighbouring widths and grow with each
 * width, which makes the bounds those of the narrowest and the widest completion.
 */
public enum SizeCost {
  FLOPS("flops", "multiply-adds") {
    @Override
    double of(long full, long classes, int c1, int c2, int c3, int c4, int c5) {
      long half = full / 4;
      long quarter = full / 16;
      return 27L * c1 * full
          + cellFlops(c1, c1) * full
          + NatsBench.reductionFlops(c1, c2) * half
          + cellFlops(c2, c3) * half
          + NatsBench.reductionFlops(c3, c4) * quarter
          + cellFlops(c4, c5) * quarter
          + c5 * classes
          + classes;
    }
  },
  PARAMS("params", "parameters") {
    @Override
    double of(long full, long classes, int c1, int c2, int c3, int c4, int c5) {
      return 29L * c1
          + cellParams(c1, c1)
          + NatsBench.reductionParams(c1, c2)
          + cellParams(c2, c3)
          + NatsBench.reductionParams(c3, c4)
          + cellParams(c4, c5)
          + 2L * c5
          + c5 * classes
          + classes;
    }
  };

  private final String label;
  private final String unit;

  SizeCost(String label, String unit) {
    this.label = label;
    this.unit = unit;
  }

  /**
   * Of the widths.
   *
   * @param full pixels of an input image
   */
  abstract double of(long full, long classes, int c1, int c2, int c3, int c4, int c5);

  /** This cost on one dataset. */
  public CostModel on(Dataset dataset) {
    long side = NatsBench.inputSide(dataset);
    long full = side * side;
    long classes = NatsBench.classes(dataset);
    return new NamedCost(label, unit) {
      @Override
      public double cost(Architecture a) {
        return of(
            full,
            classes,
            SizeSpace.channels(a, 0),
            SizeSpace.channels(a, 1),
            SizeSpace.channels(a, 2),
            SizeSpace.channels(a, 3),
            SizeSpace.channels(a, 4));
      }

      @Override
      public CostRange bounds(int[] choices) {
        var narrowest = choices.clone();
        var widest = choices.clone();
        for (int i = 0; i < choices.length; i++) {
          if (choices[i] >= 0) continue;
          narrowest[i] = 0;
          widest[i] = SizeSpace.instance().choices(i) - 1;
        }
        SizeSpace space = SizeSpace.instance();
        return new CostRange(cost(space.architecture(narrowest)), cost(space.architecture(widest)));
      }
    };
  }

  private static long cellFlops(long in, long out) {
    return 18 * in * out + 27 * out * out + (in == out ? 0 : in * out);
  }

  private static long cellParams(long in, long out) {
    return 2 * NatsBench.convolutionParams(in, out, 3)
        + 3 * NatsBench.convolutionParams(out, out, 3)
        + (in == out ? 0 : NatsBench.convolutionParams(in, out, 1));
  }
}
