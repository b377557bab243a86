package org.nasreplay.report.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Pictures as PNG (ISO/IEC 15948). The JDK's writer takes most of the time of a report, as it asks
 * for every sample of every pixel and tries five filters on every row, which flat colours do not
 * need.
 */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte DEPTH = 8;
  private static final byte RGB = 2;

  private Png() {}

  /**
   * Writes a picture.
   *
   * @param image of type {@link BufferedImage#TYPE_INT_RGB}
   */
  static void write(BufferedImage image, OutputStream out) throws IOException {
    if (image.getType() != BufferedImage.TYPE_INT_RGB) {
      throw new IllegalArgumentException("image of type " + image.getType());
    }
    var header = ByteBuffer.allocate(13).putInt(image.getWidth()).putInt(image.getHeight());
    header.put(DEPTH).put(RGB);
    var data = new DataOutputStream(out);
    data.write(SIGNATURE);
    chunk(data, "IHDR", header.array());
    chunk(data, "IDAT", deflated(image));
    chunk(data, "IEND", new byte[0]);
  }

  /** Row by row, each behind the number of its filter, 0 for none. */
  private static byte[] deflated(BufferedImage image) {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int width = image.getWidth();
    var row = new byte[1 + width * 3];
    var bytes = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(bytes)) {
      for (int from = 0; from < pixels.length; from += width) {
        int at = 1;
        for (int i = from; i < from + width; i++) {
          row[at++] = (byte) (pixels[i] >> 16);
          row[at++] = (byte) (pixels[i] >> 8);
          row[at++] = (byte) pixels[i];
        }
        deflater.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory never fails
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    var check = new CRC32();
    check.update(type);
    check.update(content);
    out.writeInt(content.length);
    out.write(type);
    out.write(content);
    out.writeInt((int) check.getValue());
  }
}
