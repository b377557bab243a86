/**
 * Reads the official NATS-Bench release: a folder or tar of one bzip2-compressed pickle per
 * architecture, or a single pickle of them all. {@link org.nasreplay.table.nats.NatsImport} is the
 * way in.
 */
@NullMarked
package org.nasreplay.table.nats;

import org.jspecify.annotations.NullMarked;
