/** Tables as HDF5 files. */
@NullMarked
package org.nasreplay.table.hdf5;

import org.jspecify.annotations.NullMarked;
