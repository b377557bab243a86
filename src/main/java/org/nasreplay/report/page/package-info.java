/** A report's page, which shows its pictures and tables. */
@NullMarked
package org.nasreplay.report.page;

import org.jspecify.annotations.NullMarked;
