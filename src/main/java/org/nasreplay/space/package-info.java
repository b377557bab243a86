/** What can be searched, and what it costs exactly. */
@NullMarked
package org.nasreplay.space;

import org.jspecify.annotations.NullMarked;
