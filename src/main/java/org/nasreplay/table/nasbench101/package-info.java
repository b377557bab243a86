/**
 * Reads NAS-Bench-101 as its authors publish it, TFRecords of messages in protocol buffers, without
 * TensorFlow. {@link org.nasreplay.table.nasbench101.NasBench101Import} is the way in.
 */
@NullMarked
package org.nasreplay.table.nasbench101;

import org.jspecify.annotations.NullMarked;
