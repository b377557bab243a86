package org.nasreplay.space;

/**
 * A cost of {@linkplain OnceForAllSpace once-for-all networks} that adds up over layers once the
 * resolution is known: multiply-adds, parameters, the latency that lookup tables give. Sums are in
 * the order of the layers, so that bounds hold to the last bit.
 */
public final class OnceForAllCost extends NamedCost {
  private final double[] frame;
  private final double[][][] blocks;

  /** Of every resolution and block the cheapest and the dearest option. */
  private final double[][] cheapest;

  private final double[][] dearest;

  /**
   * A cost by its terms.
   *
   * @param frame by resolution, of the layers that every network has; not negative
   * @param blocks by resolution, layer (0..19) and choice (0..8); not negative
   */
  public OnceForAllCost(String name, String unit, double[] frame, double[][][] blocks) {
    super(name, unit);
    this.frame = frame.clone();
    this.blocks = new double[frame.length][OnceForAllSpace.LAYERS][];
    this.cheapest = new double[frame.length][OnceForAllSpace.LAYERS];
    this.dearest = new double[frame.length][OnceForAllSpace.LAYERS];
    for (int r = 0; r < frame.length; r++) {
      for (int layer = 0; layer < OnceForAllSpace.LAYERS; layer++) {
        double[] choices = blocks[r][layer].clone();
        this.blocks[r][layer] = choices;
        cheapest[r][layer] = choices[0];
        for (double choice : choices) {
          if (!(choice >= 0)) throw new IllegalArgumentException("a cost below 0");
          cheapest[r][layer] = Math.min(cheapest[r][layer], choice);
          dearest[r][layer] = Math.max(dearest[r][layer], choice);
        }
      }
    }
  }

  /** Of the layers that every network has. */
  double frame(int resolution) {
    return frame[resolution];
  }

  /** Of a block where it is active; {@code layer} 0..19, {@code choice} 0..8. */
  double block(int resolution, int layer, int choice) {
    return blocks[resolution][layer][choice];
  }

  @Override
  public double cost(Architecture architecture) {
    int r = OnceForAllSpace.resolution(architecture);
    double sum = frame[r];
    for (int stage = 0, layer = 0; stage < OnceForAllSpace.STAGES; stage++) {
      int end = layer + OnceForAllSpace.depth(architecture, stage);
      for (; layer < end; layer++) {
        sum += blocks[r][layer][OnceForAllSpace.block(architecture, layer)];
      }
      layer = (stage + 1) * OnceForAllSpace.DEEPEST;
    }
    return sum;
  }

  @Override
  public CostRange bounds(int[] choices) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    int from = choices[0] < 0 ? 0 : choices[0];
    int to = choices[0] < 0 ? frame.length - 1 : choices[0];
    for (int r = from; r <= to; r++) {
      least = Math.min(least, sum(choices, r, cheapest[r], 0));
      greatest = Math.max(greatest, sum(choices, r, dearest[r], 2));
    }
    return new CostRange(least, greatest);
  }

  /**
   * With {@code open} in blocks whose choice is open, and {@code depth} in stages whose depth is.
   */
  private double sum(int[] choices, int r, double[] open, int depth) {
    double sum = frame[r];
    int position = 1;
    for (int stage = 0; stage < OnceForAllSpace.STAGES; stage++) {
      int active = 2 + (choices[position] < 0 ? depth : choices[position]);
      position++;
      for (int b = 0; b < OnceForAllSpace.DEEPEST; b++, position++) {
        int layer = stage * OnceForAllSpace.DEEPEST + b;
        if (b >= active) continue;
        sum += choices[position] < 0 ? open[layer] : blocks[r][layer][choices[position]];
      }
    }
    return sum;
  }
}
