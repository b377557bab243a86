/** Searchers in other languages: processes that are talked to in lines of JSON. */
@NullMarked
package org.nasreplay.process;

import org.jspecify.annotations.NullMarked;
