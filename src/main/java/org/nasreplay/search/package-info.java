/** One class per search algorithm. */
@NullMarked
package org.nasreplay.search;

import org.jspecify.annotations.NullMarked;
