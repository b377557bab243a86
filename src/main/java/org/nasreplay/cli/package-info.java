/** One class per command, no logic. */
@NullMarked
package org.nasreplay.cli;

import org.jspecify.annotations.NullMarked;
