package org.nasreplay.oracle.ofa;

import java.util.List;
import java.util.function.UnaryOperator;
import org.nasreplay.io.Records;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.OnceForAllSpace;
import org.nasreplay.table.Provenance;

/**
 * An additive model of the {@link AccuracyPredictor}, which needs no file: one term for the
 * resolution, and for every active layer one for its kernel and one for its expansion. The
 * coefficients and how they were fitted are in the resource {@code additive-accuracy.json}.
 *
 * <p>What the terms leave out is made up: a normal deviation per network, drawn from a hash of the
 * network, as wide as the fit's root mean square error. It ranks networks as roughly as the model
 * would; it says nothing about any of them.
 */
final class AdditiveAccuracy implements AccuracyModel {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final double intercept;
  private final double deviation;
  private final double[] resolution;

  /** By layer and choice, kernel and expansion together. */
  private final double[][] block = new double[OnceForAllSpace.LAYERS][9];

  /** The resource; see its origin. */
  private record Model(
      String origin,
      List<Integer> resolutions,
      List<Integer> kernels,
      List<Integer> expansions,
      double deviation,
      double intercept,
      List<Double> resolution,
      List<List<Double>> kernel,
      List<List<Double>> expansion) {}

  AdditiveAccuracy() {
    Model model =
        new Records(UnaryOperator.identity())
            .read(Resource.json("additive-accuracy.json"), Model.class);
    this.intercept = model.intercept();
    this.deviation = model.deviation();
    this.resolution = model.resolution().stream().mapToDouble(Double::doubleValue).toArray();
    for (int layer = 0; layer < block.length; layer++) {
      for (int choice = 0; choice < 9; choice++) {
        block[layer][choice] =
            model.kernel().get(layer).get(choice / 3)
                + model.expansion().get(layer).get(choice % 3);
      }
    }
  }

  @Override
  public double accuracy(Architecture architecture) {
    return smooth(architecture) + deviation * normal(hash(architecture));
  }

  /** The model without deviations. */
  double smooth(Architecture architecture) {
    double sum = intercept + resolution[OnceForAllSpace.resolution(architecture)];
    for (int layer = 0; layer < block.length; layer++) {
      if (OnceForAllSpace.active(architecture, layer)) {
        sum += block[layer][OnceForAllSpace.block(architecture, layer)];
      }
    }
    return sum;
  }

  /** Of the network, so that what its inactive layers hold does not matter. */
  private static long hash(Architecture architecture) {
    long hash = mixed(GOLDEN + OnceForAllSpace.resolution(architecture));
    for (int layer = 0; layer < OnceForAllSpace.LAYERS; layer++) {
      boolean active = OnceForAllSpace.active(architecture, layer);
      int held = active ? 1 + OnceForAllSpace.block(architecture, layer) : 0;
      hash = mixed(hash + GOLDEN + held);
    }
    return hash;
  }

  /** A standard normal number by Box and Muller, the same on every machine. */
  private static double normal(long hash) {
    double radius = uniform(mixed(hash + GOLDEN));
    double angle = uniform(mixed(hash + GOLDEN + GOLDEN));
    return StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * Math.PI * angle);
  }

  /** Above 0 and below 1. */
  private static double uniform(long bits) {
    return ((bits >>> 11) + 0.5) * 0x1p-53;
  }

  /** Stafford's mix 13, as SplitMix64 uses it. */
  private static long mixed(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  @Override
  public Provenance provenance() {
    return Provenance.modelled(
        "additive model of the once-for-all accuracy predictor, with made-up deviations");
  }
}
