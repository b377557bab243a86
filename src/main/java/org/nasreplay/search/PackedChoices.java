package org.nasreplay.search;

import org.nasreplay.space.Architecture;

/**
 * An architecture's choices as the bytes of longs, eight positions each, so that eight positions of
 * two architectures are compared by a handful of instructions. They fit: no space has more than 127
 * choices at a position.
 */
final class PackedChoices {
  private PackedChoices() {}

  /** How many longs hold that many positions. */
  static int words(int positions) {
    return (positions + Long.BYTES - 1) / Long.BYTES;
  }

  /** The choices at the positions 8·word to 8·word + 7, the first in the lowest byte. */
  static long word(Architecture architecture, int word) {
    int first = word * Long.BYTES;
    int count = Math.min(Long.BYTES, architecture.positions() - first);
    long packed = 0;
    for (int p = 0; p < count; p++) {
      packed |= (long) architecture.choice(first + p) << (Byte.SIZE * p);
    }
    return packed;
  }

  /** The choice at a position that is the word's {@code p}-th, from 0. */
  static int choice(long word, int p) {
    return (int) (word >>> (Byte.SIZE * p)) & 0xff;
  }

  /** The lowest bit of every byte in which two words differ. */
  static long differences(long a, long b) {
    // The sum carries into a byte's highest bit where anything differs, as choices are below 128.
    return (((a ^ b) + 0x7f7f7f7f7f7f7f7fL) >>> 7) & 0x0101010101010101L;
  }

  /** What {@link #differences} found, as a number whose bit p stands for position p. */
  static int mask(long differences) {
    return (int) ((differences * 0x0102040810204080L) >>> 56);
  }
}
