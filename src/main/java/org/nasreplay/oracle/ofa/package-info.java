/** What training a once-for-all network would give, as models answer it. */
@NullMarked
package org.nasreplay.oracle.ofa;

import org.jspecify.annotations.NullMarked;
