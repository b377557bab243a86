/** Questions put to a table, to finished runs or to LayerNAS itself, each with its page. */
@NullMarked
package org.nasreplay.study;

import org.jspecify.annotations.NullMarked;
