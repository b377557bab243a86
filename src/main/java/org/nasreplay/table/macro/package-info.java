/** The JSON files that NAS-Bench-Macro and Channel-Bench-Macro are published as. */
@NullMarked
package org.nasreplay.table.macro;

import org.jspecify.annotations.NullMarked;
