/** Tables as CSV files. */
@NullMarked
package org.nasreplay.table.csv;

import org.jspecify.annotations.NullMarked;
