package org.nasreplay.oracle.ofa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;

/** Both formats of torch.save, of a network with two layers. */
class PyTorchWeightsTest {
  static final int[] TENSORS = {6, 2, 2, 1};

  /** The keys of the older format, whose order is another than the dictionary's. */
  private static final List<String> KEYS =
      List.of("94500000000002", "94500000000003", "94500000000000", "94500000000001");

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("acc_predictor.pth");
  }

  /** The n-th tensor is n, n.5, n, n.5, … */
  static byte[] tensor(int n, int numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < numbers; i++) bytes.putFloat(n + (i % 2) / 2f);
    return bytes.array();
  }

  private static float[] expected() {
    return new float[] {0, 0.5f, 0, 0.5f, 0, 0.5f, 1, 1.5f, 2, 2.5f, 3};
  }

  private float[] read() throws IOException {
    byte[] bytes = PyTorchWeights.read(file, TENSORS);
    var numbers = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
    return numbers;
  }

  /** As from version 1.6 on. */
  private void writeZip(int[] tensors) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, "acc_predictor/data.pkl", new byte[] {(byte) 0x80, 2, '.'});
      for (int i = 0; i < tensors.length; i++) {
        put(zip, "acc_predictor/data/" + i, tensor(i, tensors[i]));
      }
      put(zip, "acc_predictor/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
  }

  /** As before: the dictionary names its tensors by keys, the numbers stand by sorted keys. */
  static byte[] stream() throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x80, 2, (byte) 0x8a, 1, 42, '.', (byte) 0x80, 2});
    var sorted = new TreeMap<String, byte[]>();
    for (int i = 0; i < TENSORS.length; i++) {
      text(out, i / 2 + (i % 2 == 0 ? ".weight" : ".bias"));
      text(out, "storage");
      text(out, KEYS.get(i));
      sorted.put(KEYS.get(i), tensor(i, TENSORS[i]));
    }
    for (String module : List.of("", "0", "1")) text(out, module); // as the metadata names them
    out.write(new byte[] {'.', (byte) 0x80, 2});
    for (String key : sorted.keySet()) text(out, key);
    out.write('.');
    for (byte[] numbers : sorted.values()) {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      out.write(length.putLong(numbers.length / Float.BYTES).array());
      out.write(numbers);
    }
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) throws IOException {
    out.write(new byte[] {'X', (byte) text.length(), 0, 0, 0});
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void tensorsOfAZipStandInTheOrderOfTheirNumbers() throws IOException {
    writeZip(TENSORS);
    assertThat(read()).isEqualTo(expected());
  }

  @Test
  void tensorsOfAnOlderFileStandInTheOrderInWhichTheDictionaryNamesThem() throws IOException {
    Files.write(file, stream());
    assertThat(read()).isEqualTo(expected());
  }

  @Test
  void anotherNetworkIsRefused() throws IOException {
    writeZip(new int[] {6, 2, 2});
    assertRefused("no state dictionary of such a perceptron, expected that of acc_predictor.pth");
    writeZip(new int[] {6, 2, 2, 1, 1});
    assertRefused("no state dictionary of such a perceptron, expected that of acc_predictor.pth");
    writeZip(new int[] {6, 2, 1, 1});
    assertRefused("tensor 3 has only 4 bytes, expected 8");
    writeZip(new int[] {6, 9, 2, 1});
    assertRefused("tensor 2 has more than 8 bytes, expected 8");
  }

  @Test
  void anOlderFileOfAnotherOrderIsRefused() throws IOException {
    byte[] right = stream();
    String text = new String(right, StandardCharsets.ISO_8859_1);
    // The first and the second key of the dictionary change places: 2 numbers, where 6 are.
    String swapped =
        text.replaceFirst(KEYS.get(0), "#")
            .replaceFirst(KEYS.get(1), KEYS.get(0))
            .replaceFirst("#", KEYS.get(1));
    Files.write(file, swapped.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("tensor 1 has only 8 bytes, expected 24");
  }

  @Test
  void aFileThatIsCutShortIsRefusedWhereverItEnds() throws IOException {
    writeZip(TENSORS);
    for (byte[] whole : List.of(stream(), Files.readAllBytes(file))) {
      for (int length = 0; length < whole.length; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThatThrownBy(this::read)
            .as("%d of %d bytes", length, whole.length)
            .isInstanceOf(InputException.class)
            .hasMessageStartingWith(file.toString())
            .hasMessageNotContainingAny("java", "null", "\n");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PK", "weights", "<!DOCTYPE html>"})
  void whatIsNoFileOfPyTorchIsRefused(String text) throws IOException {
    Files.writeString(file, text);
    assertThatThrownBy(this::read)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": ");
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(this::read)
        .isInstanceOf(InputException.class)
        .hasMessage(file + ": " + reason);
  }
}
