/** A report's words and numbers: how values, their origin and what is missing are written. */
@NullMarked
package org.nasreplay.report.text;

import org.jspecify.annotations.NullMarked;
