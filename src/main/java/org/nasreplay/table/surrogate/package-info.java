/** Tables drawn from statistical models, for when the measured ones are not at hand. */
@NullMarked
package org.nasreplay.table.surrogate;

import org.jspecify.annotations.NullMarked;
