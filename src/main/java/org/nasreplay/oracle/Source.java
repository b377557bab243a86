package org.nasreplay.oracle;

import org.nasreplay.table.Provenance;

/**
 * Where numbers come from.
 *
 * @param name of the table's column, or of what stands in its place
 * @param provenance how they came to be
 */
public record Source(String name, Provenance provenance) {}
