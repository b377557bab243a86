/** Convolutional networks made of blocks, described as data, and what each layer costs exactly. */
@NullMarked
package org.nasreplay.space.network;

import org.jspecify.annotations.NullMarked;
