package org.nasreplay.table.nasbench101;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.nasreplay.io.Text;
import org.nasreplay.space.NasBench101Cell;

/** Writes files as the authors of NAS-Bench-101 do. */
final class TfRecordWriter {
  private static final int[] TABLE = new int[256];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      int sum = i;
      for (int bit = 0; bit < 8; bit++) sum = sum >>> 1 ^ ((sum & 1) == 0 ? 0 : 0x82f63b78);
      TABLE[i] = sum;
    }
  }

  private TfRecordWriter() {}

  /** CRC-32C bit by bit, and TensorFlow's mask, neither of them the reader's. */
  static int masked(byte[] bytes) {
    int sum = -1;
    for (byte b : bytes) sum = sum >>> 8 ^ TABLE[(sum ^ b) & 0xff];
    sum = ~sum;
    return (sum >>> 15 | sum << 17) + 0xa282ead8;
  }

  static void write(OutputStream out, byte[] record) throws IOException {
    byte[] length = little(8).putLong(0, record.length).array();
    out.write(length);
    out.write(little(4).putInt(0, masked(length)).array());
    out.write(record);
    out.write(little(4).putInt(0, masked(record)).array());
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] file(String... records) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (String record : records) write(bytes, record.getBytes(UTF_8));
    return bytes.toByteArray();
  }

  /** A record as Python's {@code json.dumps} and {@code base64.encodestring} write it. */
  static String record(NasBench101Cell cell, int epochs, byte[] metrics) {
    return record(
        cell.hash(), epochs, cell.adjacency(), String.join(",", cell.operationNames()), metrics);
  }

  static String record(
      String hash, int epochs, String adjacency, String operations, byte[] metrics) {
    String base64 = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(metrics) + "\n";
    return Text.format(
        "[\"%s\", %d, \"%s\", \"%s\", \"%s\"]",
        hash, epochs, adjacency, operations, base64.replace("\n", "\\n"));
  }

  /** Epoch, seconds, train, validation and test accuracy. */
  static byte[] metrics(long parameters, List<double[]> evaluations) throws IOException {
    var bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (double[] evaluation : evaluations) {
      var inner = new ByteArrayOutputStream();
      CodedOutputStream message = CodedOutputStream.newInstance(inner);
      for (int k = 0; k < evaluation.length; k++) message.writeDouble(k + 1, evaluation[k]);
      message.writeString(6, "/some/folder/model.ckpt-" + (int) evaluation[0]);
      message.flush();
      out.writeByteArray(1, inner.toByteArray());
    }
    out.writeInt32(2, (int) parameters);
    out.writeDouble(3, 1234.5);
    out.flush();
    return bytes.toByteArray();
  }

  /** Of a run that ends with these; halfway it had half of each. */
  static byte[] metrics(
      NasBench101Cell cell, int epochs, double seconds, double train, double valid, double test)
      throws IOException {
    return metrics(
        cell.params(),
        List.of(
            new double[] {0, 0, 0.1, 0.1, 0.1},
            new double[] {epochs / 2.0, seconds / 2, train / 2, valid / 2, test / 2},
            new double[] {epochs, seconds, train, valid, test}));
  }
}
