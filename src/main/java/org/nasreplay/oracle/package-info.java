/** A question answered from a table, with the simulated price of the answer. */
@NullMarked
package org.nasreplay.oracle;

import org.jspecify.annotations.NullMarked;
