package org.nasreplay.space;

/**
 * Exact FLOPs (multiply-adds of convolutions and the classifier) and parameters of a network of the
 * {@linkplain TopologySpace topology space}; equal to the values that NATS-Bench stores.
 *
 * <p>The network is a 3×3 stem, then five copies of the cell at 16, 32 and 64 channels with a
 * residual block that halves the side between them, and a linear classifier. Every edge of the cell
 * adds its own cost, whatever the others are, so the bounds are sums of extremes.
 */
public enum TopologyCost {
  FLOPS("flops", "multiply-adds") {
    @Override
    long network(Dataset dataset) {
      long pixels = (long) NatsBench.inputSide(dataset) * NatsBench.inputSide(dataset);
      return 27 * 16 * pixels
          + NatsBench.reductionFlops(16, 32) * pixels / 4
          + NatsBench.reductionFlops(32, 64) * pixels / 16
          + 64L * NatsBench.classes(dataset)
          + NatsBench.classes(dataset);
    }

    @Override
    long edge(Dataset dataset, long kernel) {
      long pixels = (long) NatsBench.inputSide(dataset) * NatsBench.inputSide(dataset);
      return CELLS
          * kernel
          * kernel
          * (16 * 16 * pixels + 32 * 32 * pixels / 4 + 64 * 64 * pixels / 16);
    }
  },
  PARAMS("params", "parameters") {
    @Override
    long network(Dataset dataset) {
      return NatsBench.convolutionParams(3, 16, 3)
          + NatsBench.reductionParams(16, 32)
          + NatsBench.reductionParams(32, 64)
          + 2 * 64
          + 64L * NatsBench.classes(dataset)
          + NatsBench.classes(dataset);
    }

    @Override
    long edge(Dataset dataset, long kernel) {
      if (kernel == 0) return 0;
      return CELLS
          * (NatsBench.convolutionParams(16, 16, kernel)
              + NatsBench.convolutionParams(32, 32, kernel)
              + NatsBench.convolutionParams(64, 64, kernel));
    }
  };

  /** Copies of the cell at each number of channels. */
  private static final long CELLS = 5;

  private final String label;
  private final String unit;

  TopologyCost(String label, String unit) {
    this.label = label;
    this.unit = unit;
  }

  /** Everything but the cells. */
  abstract long network(Dataset dataset);

  /** One edge, in all cells; {@code kernel} is 0 where its operation has no weights. */
  abstract long edge(Dataset dataset, long kernel);

  /** This cost on one dataset. */
  public CostModel on(Dataset dataset) {
    long network = network(dataset);
    // In the order of the space's choices: none, skip_connect, the two convolutions, avg_pool_3x3.
    long[] edge = {0, 0, edge(dataset, 1), edge(dataset, 3), 0};
    return new NamedCost(label, unit) {
      @Override
      public double cost(Architecture architecture) {
        long cost = network;
        for (int i = 0; i < architecture.positions(); i++) cost += edge[architecture.choice(i)];
        return cost;
      }

      @Override
      public CostRange bounds(int[] choices) {
        long least = network;
        long greatest = network;
        for (int choice : choices) {
          least += choice < 0 ? 0 : edge[choice];
          greatest += choice < 0 ? edge[3] : edge[choice];
        }
        return new CostRange(least, greatest);
      }
    };
  }
}
