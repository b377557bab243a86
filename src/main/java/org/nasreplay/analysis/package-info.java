/** Statistics on finished runs. */
@NullMarked
package org.nasreplay.analysis;

import org.jspecify.annotations.NullMarked;
