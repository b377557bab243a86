package org.nasreplay.space;

import org.apache.commons.rng.UniformRandomProvider;

/** Draws architectures. */
@FunctionalInterface
public interface Sampler {
  Architecture sample(UniformRandomProvider random);
}
