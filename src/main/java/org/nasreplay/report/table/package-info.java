/** A report's tables, as Markdown, LaTeX and CSV. */
@NullMarked
package org.nasreplay.report.table;

import org.jspecify.annotations.NullMarked;
