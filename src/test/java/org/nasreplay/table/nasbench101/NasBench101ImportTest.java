package org.nasreplay.table.nasbench101;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.NasBench101Cell;
import org.nasreplay.space.NasBench101Space;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.file.TableFormats;

/** Files of two cells, as the authors would write them, whole and not. */
class NasBench101ImportTest {
  private static final NasBench101Cell SHORT = NasBench101Cell.parse("111-3");
  private static final NasBench101Cell LONG = NasBench101Cell.parse("110011-1m");

  @TempDir private Path folder;
  private final List<String> notices = new ArrayList<>();

  private BenchmarkTable read(byte[] file) throws Exception {
    return read(Files.write(folder.resolve("nb.tfrecord"), file));
  }

  private BenchmarkTable read(Path file) throws Exception {
    return NasBench101Import.read(file, null, 2, (bytes, of) -> {}, notices::add);
  }

  /** Three runs of a cell, the best last. */
  private static String[] runs(NasBench101Cell cell, int epochs) throws IOException {
    var records = new String[3];
    for (int run = 0; run < records.length; run++) {
      records[run] = run(cell, epochs, run);
    }
    return records;
  }

  private static String run(NasBench101Cell cell, int epochs, int run) throws IOException {
    byte[] metrics =
        TfRecordWriter.metrics(
            cell, epochs, 1000 + run, 1, (float) (0.9 + run / 100.0), (float) (0.91 + run / 100.0));
    return TfRecordWriter.record(cell, epochs, metrics);
  }

  private static String[] all(String[]... records) {
    return Stream.of(records).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private static double[] values(BenchmarkTable table, String name) {
    return table.column(ColumnKey.parse(name)).values();
  }

  @Test
  void aTrainingIsThereHalfwayAndAtItsEndAndCellsLieInTheOrderOfTheirHashes() throws Exception {
    BenchmarkTable table =
        read(
            TfRecordWriter.file(
                all(runs(LONG, 4), runs(SHORT, 4), runs(LONG, 108), runs(SHORT, 108))));
    var space = (NasBench101Space) table.space();
    assertThat(space.size()).isEqualTo(2);
    assertThat(space.cell(0).hash()).isLessThan(space.cell(1).hash());
    assertThat(List.of(space.cell(0), space.cell(1))).containsExactlyInAnyOrder(SHORT, LONG);
    // 2 budgets of 3 runs of 4 values, halfway and at the end; and that validation costs nothing
    assertThat(table.columns()).hasSize(2 * 3 * 4 * 2 + 2);
    assertThat(values(table, "cifar10/108/valid_accuracy/3")).containsOnly(100.0 * (float) 0.92);
    assertThat(values(table, "cifar10/108/test_accuracy@54/1"))
        .containsOnly(100.0 * ((float) 0.91 / 2));
    assertThat(values(table, "cifar10/4/train_seconds/2")).containsOnly(1001);
    assertThat(values(table, "cifar10/4/train_seconds@2/2")).containsOnly(500.5);
    assertThat(values(table, "cifar10/4/valid_seconds/mean")).containsOnly(0);
    assertThat(table.columns())
        .filteredOn(column -> !column.key().seed().equals(ColumnKey.MEAN))
        .extracting(Column::kind)
        .containsOnly(Provenance.Kind.MEASURED);
    assertThat(notices)
        .containsExactly(
            folder.resolve("nb.tfrecord")
                + ": holds 2 of the 423,624 cells of NAS-Bench-101; the space of the table is these");
  }

  @Test
  void aTableKeepsItsCells() throws Exception {
    BenchmarkTable table = read(TfRecordWriter.file(all(runs(LONG, 108), runs(SHORT, 108))));
    Path file = folder.resolve("nb.h5");
    TableFormats.write(table, file);
    BenchmarkTable again = TableFormats.open(file).table();
    assertThat(again.space()).isEqualTo(table.space());
    assertThat(again.space().codes()).isEqualTo(table.space().codes());
    assertThat(values(again, "cifar10/108/test_accuracy/2"))
        .isEqualTo(values(table, "cifar10/108/test_accuracy/2"));
    assertThatThrownBy(() -> TableFormats.write(table, folder.resolve("nb.csv")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("write it as .h5");
  }

  /** On which its parameters can depend. */
  @Test
  void recordsOfOneCellWriteItsVerticesInOneOrder() throws Exception {
    NasBench101Cell one = NasBench101Cell.parse("110011-31");
    NasBench101Cell other = NasBench101Cell.parse("110011-13");
    assertThat(one.hash()).isEqualTo(other.hash());
    assertThat(((NasBench101Space) read(TfRecordWriter.file(runs(other, 108))).space()).cell(0))
        .isEqualTo(other);
    assertRefused(
        TfRecordWriter.file(run(one, 108, 0), run(other, 108, 1)), "others in another record");
  }

  @Test
  void cellsWithFewerRunsThanThreeAreSaidToHaveThem() throws Exception {
    BenchmarkTable table = read(TfRecordWriter.file(run(LONG, 108, 0), run(SHORT, 108, 0)));
    assertThat(values(table, "cifar10/108/test_accuracy/1")).hasSize(2);
    assertThat(notices)
        .anyMatch(line -> line.endsWith("holds 1 of the 3 runs of each cell with 108 epochs"));
  }

  /** What {@code content} makes of the file of one record, on the right checksums. */
  private static byte[] record(String content) throws IOException {
    return TfRecordWriter.file(content);
  }

  private static byte[] message(byte[] metrics) throws IOException {
    return record(TfRecordWriter.record(SHORT, 108, metrics));
  }

  private static byte[] evaluations(double[]... evaluations) throws IOException {
    return message(TfRecordWriter.metrics(SHORT.params(), List.of(evaluations)));
  }

  private static byte[] ending(
      double epoch, double seconds, double train, double valid, double test) throws IOException {
    return evaluations(
        new double[] {0, 0, 0, 0, 0},
        new double[] {54, 1, 1, 1, 1},
        new double[] {epoch, seconds, train, valid, test});
  }

  private static byte[] changed(byte[] file, int at, int to) {
    byte[] changed = file.clone();
    changed[at] = (byte) to;
    return changed;
  }

  private static byte[] length(long length) throws IOException {
    byte[] written =
        ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length).array();
    int sum = TfRecordWriter.masked(Arrays.copyOf(written, 8));
    return ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN).putInt(8, sum).array();
  }

  private static byte[] gzipped(byte[] file) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(file);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) all.writeBytes(part);
    return all.toByteArray();
  }

  private static byte[] written(Writing writing) throws IOException {
    var bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    writing.to(out);
    out.flush();
    return bytes.toByteArray();
  }

  private interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }

  private void assertRefused(byte[] file, String... parts) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            InputException.class,
            e ->
                assertThat(e.line())
                    .startsWith(folder.resolve("nb.tfrecord").toString())
                    .isEqualTo(Text.printable(e.line()))
                    .contains(parts));
  }

  @Test
  void damagedFramingIsRefusedWithItsPlace() throws Exception {
    byte[] two = TfRecordWriter.file(run(LONG, 108, 0), run(SHORT, 108, 0));
    int second = 12 + (int) ByteBuffer.wrap(two).order(ByteOrder.LITTLE_ENDIAN).getLong(0) + 4;
    String place = ": record 2 at byte " + second + ": ";
    assertRefused(changed(two, second + 9, two[second + 9] ^ 1), place, "checksum of its length");
    assertRefused(changed(two, second + 60, 'X'), place, "checksum of its bytes");
    assertRefused(
        changed(two, two.length - 1, two[two.length - 1] ^ 8), place, "checksum of its bytes");
    for (int cut : new int[] {second + 3, second + 12, two.length - 1}) {
      assertRefused(Arrays.copyOf(two, cut), place, "ends in the middle");
    }
    assertRefused(joined(two, length(Long.MIN_VALUE)), "record 3", "9223372036854775808 bytes");
    assertRefused(joined(two, length(70_000)), "record 3", "70000 bytes, expected at most 65,536");
    assertRefused(new byte[0], "is empty");
    assertRefused(gzipped(two), "gunzip it first");
    assertRefused("a table, as it were".getBytes(UTF_8), "is no file of TFRecords");
    assertRefused("short".getBytes(UTF_8), "ends in the middle");
    assertRefused(record(""), "record 1 at byte 0: (the end), expected a list");
  }

  @Test
  void recordsThatAreNoneAreRefusedInALine() throws Exception {
    String record = run(SHORT, 108, 0);
    assertRefused(record("[".repeat(60_000)), "expected the hash of a cell");
    assertRefused(record("{\"a\":1}"), "({), expected a list");
    assertRefused(
        record("[\"a\"" + ",1".repeat(20_000) + "]"), "epochs, expected 4, 12, 36 or 108");
    assertRefused(record("[\"a\", " + "9".repeat(50_000) + "]"), "JSON");
    assertRefused(record(record.substring(0, 70)), "JSON");
    assertRefused(record("[\0\0\0\"123, in 32 bits a letter"), "JSON");
    assertRefused(record(record + "x"), "JSON");
    assertRefused(record(record.replace("108", "107")), "a training of (107) epochs");
    assertRefused(record(record.replace("108", "\"108\"")), "expected a number of epochs");
    assertRefused(record(record.replace("conv3x3-bn-relu", "conv5x5-bn-relu")), "conv5x5");
    assertRefused(record(record.replace("011001000", "01100100")), "adjacency");
    assertRefused(record(record.replace("011001000", "011001100")), "adjacency");
    assertRefused(record(record.replace("011001000", "010001000")), "hash (", "expected");
    assertRefused(record(record.replace("011001000", "001000000")), "");
    assertRefused(record(record.replace(SHORT.hash(), "0".repeat(32))), "expected " + SHORT.hash());
    assertRefused(
        record(
            TfRecordWriter.record(
                "x",
                108,
                "0".repeat(64),
                "input" + ",maxpool3x3".repeat(6) + ",output",
                new byte[0])),
        "2 to 7 vertices");
    assertRefused(record(record.replaceFirst("\"[^\"]{20}(?=[^\"]*\"\\]$)", "\"!!!!")), "base64");
  }

  @Test
  void messagesThatAreNoneAreRefusedInALine() throws Exception {
    String none = "not a whole message";
    assertRefused(message("random".getBytes(ISO_8859_1)), none);
    // lengths and numbers beyond the end, and below zero
    assertRefused(message(new byte[] {0x0a, 0x7f}), none);
    assertRefused(
        message(
            written(
                out -> {
                  out.writeTag(1, 2);
                  out.writeUInt32NoTag(-1);
                })),
        none);
    assertRefused(
        message(
            written(
                out -> {
                  out.writeTag(9, 2);
                  out.writeUInt32NoTag(0x7fffffff);
                })),
        none);
    var endless = new byte[40];
    Arrays.fill(endless, (byte) 0x80);
    assertRefused(message(joined(new byte[] {0x10}, endless)), none);
    assertRefused(message(endless), none);
    // groups: without an end, without a beginning, a thousand deep
    assertRefused(message(new byte[] {0x4b}), none);
    assertRefused(message(new byte[] {0x4c}), none);
    assertRefused(message(new byte[] {0x4b, 0x54}), none);
    var deep = new byte[40_000];
    Arrays.fill(deep, (byte) 0x4b);
    assertRefused(message(deep), none);
    assertRefused(message(new byte[0]), "trainable parameters");
    assertRefused(
        message(
            written(
                out -> {
                  for (int i = 0; i < 5000; i++) out.writeByteArray(1, new byte[0]);
                })),
        "more than 16 evaluations");
  }

  @Test
  void whatCannotBeTrueOfARunIsRefused() throws Exception {
    assertRefused(ending(107, 2, 1, 1, 1), "the last evaluation after 107.0 epochs, expected 108");
    assertRefused(ending(108, Double.NaN, 1, 1, 1), "training time (NaN)");
    assertRefused(ending(108, -1, 1, 1, 1), "training time (-1.0)");
    assertRefused(ending(108, Double.POSITIVE_INFINITY, 1, 1, 1), "training time (Infinity)");
    assertRefused(ending(108, 2, 1.5, 1, 1), "train accuracy (1.5), expected 0 to 1");
    assertRefused(ending(108, 2, 1, Double.NaN, 1), "validation accuracy (NaN)");
    assertRefused(ending(108, 2, 1, 1, -0.1), "test accuracy (-0.1)");
    assertRefused(evaluations(new double[] {0, 0, 0, 0, 0}), "1 evaluations, expected three");
    assertRefused(
        evaluations(
            new double[] {0, 0, 0, 0, 0},
            new double[] {54, 1, 1, 1, 1},
            new double[] {108, 2, 1, 1}),
        "test accuracy (NaN)");
    byte[] other = TfRecordWriter.metrics(LONG, 108, 2, 1, 1, 1);
    assertRefused(message(other), "trainable parameters, expected", SHORT.hash());
  }

  @Test
  void aRunTooManyOrTooFewIsRefused() throws Exception {
    String[] three = runs(LONG, 108);
    assertRefused(
        TfRecordWriter.file(all(three, new String[] {three[1]})), "record 4", "run 2 of cell");
    assertRefused(
        TfRecordWriter.file(all(three, new String[] {run(LONG, 108, 3)})),
        "record 4",
        "of which there were 3 before");
    assertRefused(
        TfRecordWriter.file(all(three, new String[] {run(SHORT, 108, 0)})),
        "cell " + SHORT.hash() + " has 1 runs with 108 epochs, expected 3");
    assertRefused(
        TfRecordWriter.file(all(three, runs(SHORT, 108), runs(SHORT, 4))),
        "cell " + LONG.hash() + " has 0 runs with 4 epochs, expected 3");
  }

  /** The same is said whatever the number of threads, and what comes first in the file first. */
  @Test
  void theFirstMistakeIsSaid() throws Exception {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 2000; i++) records.add(run(LONG, 12, i % 8));
    byte[] file = joined(TfRecordWriter.file(records.toArray(String[]::new)), new byte[5]);
    assertRefused(file, "record 4 at byte");
  }
}
