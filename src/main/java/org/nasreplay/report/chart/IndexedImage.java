package org.nasreplay.report.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * An image of 256 colours at most, a quarter of the bytes: a page carries one for each protocol.
 * What is half-transparent has more of them than anybody tells apart.
 */
final class IndexedImage {
  private static final int COLOURS = 256;

  /** Of each channel; what is below is dropped. */
  private static final int BITS = 5;

  private IndexedImage() {}

  /** The same in its most frequent colours; a rarer one becomes the nearest of these. */
  static BufferedImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    var count = new int[1 << (4 * BITS)];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = coarse(pixels[i]);
      count[pixels[i]]++;
    }
    int[] palette =
        IntStream.range(0, count.length)
            .filter(colour -> count[colour] > 0)
            .boxed()
            .sorted(Comparator.comparingInt(colour -> -count[colour]))
            .limit(COLOURS)
            .mapToInt(IndexedImage::full)
            .toArray();
    var model = new IndexColorModel(8, palette.length, palette, 0, true, -1, DataBuffer.TYPE_BYTE);
    var indexed = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    var nearest = new int[count.length];
    Arrays.fill(nearest, -1);
    var places = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int colour = pixels[i];
      if (nearest[colour] < 0) nearest[colour] = nearest(palette, full(colour));
      places[i] = (byte) nearest[colour];
    }
    indexed.getRaster().setDataElements(0, 0, width, height, places);
    return indexed;
  }

  private static int coarse(int argb) {
    int colour = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
      colour = colour << BITS | (argb >>> shift & 0xff) >>> (8 - BITS);
    }
    return colour;
  }

  /** Black stays 0 and white 255. */
  private static int full(int colour) {
    int argb = 0;
    for (int shift = 3 * BITS; shift >= 0; shift -= BITS) {
      argb = argb << 8 | (colour >>> shift & (1 << BITS) - 1) * 255 / ((1 << BITS) - 1);
    }
    return argb;
  }

  private static int nearest(int[] palette, int argb) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.length; i++) {
      int distance = 0;
      for (int shift = 0; shift < 32; shift += 8) {
        int difference = (palette[i] >>> shift & 0xff) - (argb >>> shift & 0xff);
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
