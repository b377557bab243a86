/** Tables as files: the format that a name means, and the checksum that must hold. */
@NullMarked
package org.nasreplay.table.file;

import org.jspecify.annotations.NullMarked;
