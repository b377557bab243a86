package org.nasreplay.oracle.ofa;

import java.util.List;
import org.nasreplay.space.Architecture;
import org.nasreplay.table.Provenance;

/** A model of the top-1 accuracy of {@linkplain org.nasreplay.space.OnceForAllSpace networks}. */
public interface AccuracyModel {
  /**
   * Top-1 accuracy in percent on held-out images of ImageNet's training set, on which networks
   * score higher than on its validation set. The same in every call; safe in many threads.
   */
  double accuracy(Architecture architecture);

  /**
   * The same of several, each equal to the last bit.
   *
   * @param accuracies takes them, in the order of {@code architectures}
   */
  default void accuracies(List<Architecture> architectures, double[] accuracies) {
    for (int i = 0; i < architectures.size(); i++) {
      accuracies[i] = accuracy(architectures.get(i));
    }
  }

  /** Always modelled. */
  Provenance provenance();
}
