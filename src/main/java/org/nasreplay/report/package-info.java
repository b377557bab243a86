/** Pictures, tables and pages as functions of result files on disk. */
@NullMarked
package org.nasreplay.report;

import org.jspecify.annotations.NullMarked;
