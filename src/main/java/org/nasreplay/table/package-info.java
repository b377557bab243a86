/** Precomputed results in memory, and every file format that holds them. */
@NullMarked
package org.nasreplay.table;

import org.jspecify.annotations.NullMarked;
