package org.nasreplay.search;

/**
 * The Adam optimiser with bias correction: Kingma and Ba, "Adam: A Method for Stochastic
 * Optimization", ICLR 2015, algorithm 1, with its defaults β₁ 0.9, β₂ 0.999, ε 1e-8.
 */
final class Adam {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double learningRate;
  private final double[] mean;
  private final double[] square;
  private double power1 = 1;
  private double power2 = 1;

  Adam(int parameters, double learningRate) {
    this.learningRate = learningRate;
    this.mean = new double[parameters];
    this.square = new double[parameters];
  }

  /** Moves {@code parameters} downhill along {@code gradient}. */
  void descend(double[] parameters, double[] gradient) {
    power1 *= BETA1;
    power2 *= BETA2;
    double step = learningRate / (1 - power1);
    double scale = 1 / Math.sqrt(1 - power2);
    for (int i = 0; i < parameters.length; i++) {
      mean[i] = BETA1 * mean[i] + (1 - BETA1) * gradient[i];
      square[i] = BETA2 * square[i] + (1 - BETA2) * gradient[i] * gradient[i];
      parameters[i] -= step * mean[i] / (Math.sqrt(square[i]) * scale + EPSILON);
    }
  }
}
