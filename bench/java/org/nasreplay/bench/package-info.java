/** JMH benchmarks: one idea per class, a baseline beside it. */
@NullMarked
package org.nasreplay.bench;

import org.jspecify.annotations.NullMarked;
