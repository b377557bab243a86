package org.nasreplay.oracle;

import java.util.List;
import org.nasreplay.space.Architecture;

/**
 * The networks that searchers are held against.
 *
 * @param exhaustive whether these are all; else they are a sample, drawn once from a seed of its
 *     own, and nobody knows the optimum
 * @param architectures each network once
 */
public record Reference(boolean exhaustive, List<Architecture> architectures) {}
