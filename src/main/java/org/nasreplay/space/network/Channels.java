package org.nasreplay.space.network;

/** How the MobileNets round numbers of channels. */
final class Channels {
  private static final int DIVISOR = 8;

  private Channels() {}

  /**
   * The multiple of 8 nearest to {@code wanted}, at least 8; the one above where the nearest would
   * take more than a tenth of the channels away.
   */
  static int divisible(double wanted) {
    int rounded = Math.max(DIVISOR, (int) (wanted + DIVISOR / 2.0) / DIVISOR * DIVISOR);
    return rounded < 0.9 * wanted ? rounded + DIVISOR : rounded;
  }
}
