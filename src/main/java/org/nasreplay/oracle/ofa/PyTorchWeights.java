package org.nasreplay.oracle.ofa;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * The numbers of a state dictionary that PyTorch has saved, tensor after tensor. Nothing is
 * unpickled: where the numbers lie, and in which order, can be told without.
 *
 * <p>Since version 1.6 the file is a ZIP whose entries {@code data/0}, {@code data/1}, … are the
 * tensors in the order of the dictionary, as little-endian float32. Before, the pickled dictionary
 * refers to tensors by keys of digits; behind it stand the sorted keys, as a list, then in that
 * order of every tensor its length, in 8 bytes, and its numbers.
 */
final class PyTorchWeights {
  /** Bytes that are read of a file; the predictor's has 1,500,000. */
  private static final int LONGEST = 1 << 24;

  /** Pickle's opcode before the bytes of a text's length and the text. */
  private static final int TEXT = 'X';

  private static final int LONGEST_KEY = 20;

  private PyTorchWeights() {}

  /**
   * The numbers in the order of the dictionary, as little-endian float32.
   *
   * @param tensors how many numbers each tensor has
   * @throws InputException where {@code file} is something else
   */
  static byte[] read(Path file, int[] tensors) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LONGEST);
      boolean zip = content.length > 1 && content[0] == 'P' && content[1] == 'K';
      List<byte[]> found = zip ? zipped(file, tensors) : streamed(content, tensors);
      ByteBuffer all = ByteBuffer.allocate(Float.BYTES * Arrays.stream(tensors).sum());
      found.forEach(all::put);
      return all.array();
    } catch (InputException e) {
      throw e.in(file);
    }
  }

  private static List<byte[]> zipped(Path file, int[] tensors) throws IOException {
    List<byte[]> found = new ArrayList<>();
    try (var zip = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream().filter(entry -> entry.getName().matches("[^/]*/data/[0-9]{1,9}")).toList();
      if (entries.size() != tensors.length) throw unlike();
      for (int i = 0; i < tensors.length; i++) {
        String name = "/data/" + i;
        ZipEntry entry =
            entries.stream()
                .filter(each -> each.getName().endsWith(name))
                .findFirst()
                .orElseThrow(PyTorchWeights::unlike);
        try (InputStream in = zip.getInputStream(entry)) {
          found.add(expected(i, in.readNBytes(Float.BYTES * tensors[i] + 1), tensors[i]));
        }
      }
    } catch (ZipException | EOFException e) {
      throw new InputException("a damaged ZIP, expected one that PyTorch has saved", e);
    }
    return found;
  }

  private static byte[] expected(int tensor, byte[] bytes, int numbers) {
    int expected = Float.BYTES * numbers;
    if (bytes.length == expected) return bytes;
    throw new InputException(
        Text.format(
            "tensor %d has %s %,d bytes, expected %,d",
            tensor + 1,
            bytes.length > expected ? "more than" : "only",
            Math.min(bytes.length, expected),
            expected));
  }

  private static InputException unlike() {
    return new InputException(
        "no state dictionary of such a perceptron, expected that of acc_predictor.pth");
  }

  private static List<byte[]> streamed(byte[] file, int[] tensors) {
    int behind = Arrays.stream(tensors).map(numbers -> Long.BYTES + Float.BYTES * numbers).sum();
    int at = file.length - behind;
    if (at <= 0 || (file[0] & 0xff) != 0x80) throw unlike();
    List<String> keys = keys(file, at);
    int first = keys.size() - tensors.length;
    if (first < tensors.length) throw unlike();
    List<String> sorted = keys.subList(first, keys.size());
    Map<String, byte[]> numbers = new HashMap<>();
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (String key : sorted) {
      long length = at + Long.BYTES > file.length ? -1 : bytes.getLong(at);
      at += Long.BYTES;
      if (length < 0 || length > (file.length - at) / Float.BYTES) throw unlike();
      int end = at + Float.BYTES * (int) length;
      numbers.put(key, Arrays.copyOfRange(file, at, end));
      at = end;
    }
    List<byte[]> found =
        keys.subList(0, first).stream()
            .distinct()
            .filter(numbers::containsKey)
            .map(numbers::get)
            .toList();
    if (found.size() != tensors.length) throw unlike();
    for (int i = 0; i < tensors.length; i++) expected(i, found.get(i), tensors[i]);
    return found;
  }

  /** The texts of digits in a pickle, in their order. */
  private static List<String> keys(byte[] file, int end) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i + 5 < end; i++) {
      if (file[i] != TEXT || file[i + 2] != 0 || file[i + 3] != 0 || file[i + 4] != 0) continue;
      int length = file[i + 1];
      if (length < 1 || length > LONGEST_KEY || i + 5 + length > end) continue;
      String text = new String(file, i + 5, length, StandardCharsets.ISO_8859_1);
      if (text.chars().allMatch(c -> c >= '0' && c <= '9')) keys.add(text);
    }
    return keys;
  }
}
