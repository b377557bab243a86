/** The ground floor: files, text and errors, and what a user's file may do to us. */
@NullMarked
package org.nasreplay.io;

import org.jspecify.annotations.NullMarked;
