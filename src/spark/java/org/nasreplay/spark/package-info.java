/** Runs replays on Apache Spark: a jar of its own, built by the profile {@code spark}. */
@NullMarked
package org.nasreplay.spark;

import org.jspecify.annotations.NullMarked;
