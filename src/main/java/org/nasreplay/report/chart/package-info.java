/** A report's pictures. */
@NullMarked
package org.nasreplay.report.chart;

import org.jspecify.annotations.NullMarked;
