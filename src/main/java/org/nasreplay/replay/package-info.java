/** Many runs of many searchers: in parallel, reproducible, to files. */
@NullMarked
package org.nasreplay.replay;

import org.jspecify.annotations.NullMarked;
