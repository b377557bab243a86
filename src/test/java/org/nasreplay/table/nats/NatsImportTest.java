package org.nasreplay.table.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;

/** Releases of a few records, in each of the forms that the authors publish. */
@Timeout(60)
class NatsImportTest {
  private static @Nullable ReleaseMaker maker;
  private static Map<String, byte[]> members = Map.of();

  @TempDir private Path folder;

  @BeforeAll
  static void makeRelease() throws Exception {
    maker = ReleaseMaker.madeUp();
    members = maker.members(4);
  }

  private static ReleaseMaker maker() {
    return Objects.requireNonNull(maker);
  }

  private static NatsImport.Result read(Path source, boolean allowMissing) throws Exception {
    return NatsImport.read(
        source, new NatsImport.Options(Curves.SHORT, allowMissing, 2), (done, of) -> {});
  }

  private static String refusal(Path source, boolean allowMissing) {
    String line =
        catchThrowableOfType(InputException.class, () -> read(source, allowMissing)).line();
    assertThat(line.lines()).hasSize(1);
    assertThat(line).startsWith(source.toString());
    return line;
  }

  private static void assertSame(BenchmarkTable table, BenchmarkTable other) {
    assertThat(table.columns().stream().map(Column::key))
        .containsExactlyElementsOf(other.columns().stream().map(Column::key).toList());
    for (Column column : table.columns()) {
      Column same = other.column(column.key());
      assertThat(Arrays.equals(column.values(), same.values())).as("%s", column.key()).isTrue();
    }
  }

  @Test
  void folderTarAndSinglePickleHoldTheSameTable() throws Exception {
    ReleaseMaker.folder(folder.resolve("a"), members);
    ReleaseMaker.tar(folder.resolve("a.tar"), members, true);
    ReleaseMaker.tar(folder.resolve("b.tar"), members, false);
    Files.write(folder.resolve("c"), ReleaseMaker.compressed(single(4, r -> {})));
    BenchmarkTable table = read(folder.resolve("a"), true).table();
    for (String form : List.of("a.tar", "b.tar", "c")) {
      NatsImport.Result other = read(folder.resolve(form), true);
      assertThat(other.records()).isEqualTo(4);
      assertSame(table, other.table());
    }
    Column inFolder = table.columns().iterator().next();
    Column inTar = read(folder.resolve("b.tar"), true).table().column(inFolder.key());
    assertThat(inTar.provenance()).isEqualTo(inFolder.provenance());
  }

  @Test
  void membersMayBeNamedWithoutZeros() throws Exception {
    Map<String, byte[]> short1 = new LinkedHashMap<>();
    members.forEach((name, bytes) -> short1.put(name.replaceFirst("^00000", ""), bytes));
    assertThat(short1).containsKey("0.pickle.pbz2");
    ReleaseMaker.folder(folder.resolve("short"), short1);
    ReleaseMaker.folder(folder.resolve("long"), members);
    assertSame(
        read(folder.resolve("long"), true).table(), read(folder.resolve("short"), true).table());
  }

  @Test
  void scalarsOfNumpy2AreRead() throws Exception {
    Map<String, Object> record = maker().record(1);
    Map<String, byte[]> newer = new LinkedHashMap<>(members);
    newer.put(
        "000001.pickle.pbz2",
        PickleWriter.compress(PickleWriter.pickle(record, "numpy._core.multiarray")));
    ReleaseMaker.folder(folder.resolve("newer"), newer);
    ReleaseMaker.folder(folder.resolve("older"), members);
    assertSame(
        read(folder.resolve("older"), true).table(), read(folder.resolve("newer"), true).table());
  }

  @Test
  void anIncompleteReleaseIsRefusedUnlessAllowed() throws Exception {
    Map<String, byte[]> gap = new LinkedHashMap<>(members);
    gap.remove("000002.pickle.pbz2");
    ReleaseMaker.folder(folder, gap);
    String reason = "has records of 3 of 32,768 architectures, architecture 2 is the first without";
    assertThat(refusal(folder, false)).contains(reason);
    NatsImport.Result result = read(folder, true);
    assertThat(result.report()).singleElement().asString().contains(reason);
    double[] values =
        result.table().column(ColumnKey.parse("cifar10/12/test_accuracy/888")).values();
    assertThat(values[2]).isNaN();
    assertThat(values[3]).isBetween(10.0, 100.0);
  }

  @ParameterizedTest
  @EnumSource(Curves.class)
  void curvesAreKeptAsAskedFor(Curves curves) throws Exception {
    ReleaseMaker.folder(folder, members);
    BenchmarkTable table =
        NatsImport.read(folder, new NatsImport.Options(curves, true, 2), (done, of) -> {}).table();
    boolean all = curves == Curves.ALL;
    boolean valid = all || curves == Curves.VALID;
    assertThat(has(table, "cifar100/12/valid_accuracy@4/777")).isEqualTo(curves != Curves.NONE);
    assertThat(has(table, "cifar100/12/valid_loss@11/999")).isEqualTo(curves != Curves.NONE);
    assertThat(has(table, "cifar100/90/valid_accuracy@1/777")).isEqualTo(valid);
    assertThat(has(table, "cifar10/12/test_accuracy@4/777")).isEqualTo(all);
    assertThat(has(table, "cifar100/90/train_loss@89/777")).isEqualTo(all);
    assertThat(has(table, "cifar100/90/valtest_accuracy/777")).isTrue();
  }

  private static boolean has(BenchmarkTable table, String column) {
    return table.find(ColumnKey.parse(column)) != null;
  }

  @Test
  void aCostThatDiffersIsReportedByArchitecture() throws Exception {
    Map<String, Object> record = maker().record(1);
    Map<Object[], Object> trials =
        Pickles.map(Pickles.<String>map(record.get("90")).get("all_results"));
    trials.forEach((key, trial) -> Pickles.<String>map(trial).put("flop", 4.0));
    Map<String, byte[]> changed = new LinkedHashMap<>(members);
    changed.put("000001.pickle.pbz2", ReleaseMaker.compressed(record));
    ReleaseMaker.folder(folder, changed);
    assertThat(read(folder, true).report())
        .hasSize(5) // a training on each of four datasets, and the architectures without a record
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("000001.pickle.pbz2: cifar10-valid, 90 epochs, seed 777")
                    .contains("flop (4.0) is not the exact flops"));
  }

  @Test
  void whatIsNoReleaseIsNamed() throws Exception {
    assertThat(refusal(folder.resolve("nowhere"), true)).contains("no such file or folder");
    assertThat(refusal(folder, true)).contains("no meta.pickle.pbz2");
    Path text = Files.writeString(folder.resolve("text"), "hello");
    assertThat(refusal(text, true)).contains("neither a folder nor a tar nor a bzip2 file");
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThat(refusal(empty, true)).contains("neither a folder nor a tar nor a bzip2 file");
  }

  @Test
  void aMetaFileOfAnotherSpaceIsRefused() throws Exception {
    Map<String, Object> meta = maker().meta();
    List<Object> architectures = Pickles.list(meta.get("meta_archs"));
    architectures.set(7, "8:8:8:8:8");
    assertThat(withMeta(meta)).contains("lists (8:8:8:8:8) as architecture 7, expected 8:8:8:8:64");
    architectures.remove(7);
    assertThat(withMeta(meta)).contains("lists 32,767 architectures, expected 32,768 (size)");
    meta.remove("meta_archs");
    assertThat(withMeta(meta)).contains("no list of architectures (meta_archs)");
    assertThat(withMeta(List.of())).contains("is not a dictionary");
  }

  private String withMeta(Object meta) throws IOException {
    Map<String, byte[]> changed = new LinkedHashMap<>(members);
    changed.put("meta.pickle.pbz2", ReleaseMaker.compressed(meta));
    ReleaseMaker.folder(folder, changed);
    String refusal = refusal(folder, true);
    assertThat(refusal).contains("meta.pickle.pbz2: ");
    return refusal;
  }

  @Test
  void membersThatCannotBeAreRefused() throws Exception {
    assertThat(withMember("1.pickle.pbz2", 9)).contains("another record of the same architecture");
    assertThat(withMember("032768.pickle.pbz2", 9)).contains("ends at architecture 32767");
    assertThat(withMember("000005.pickle.pbz2", 5 << 20))
        .contains("has 5,242,880 bytes, more than");
  }

  private String withMember(String name, int size) throws IOException {
    Path release = folder.resolve(name);
    ReleaseMaker.folder(release, members);
    Files.write(release.resolve(name), new byte[size]);
    return refusal(release, true);
  }

  @Test
  void aDamagedTarIsRefused() throws Exception {
    Path tar = folder.resolve("whole.tar");
    ReleaseMaker.tar(tar, members, true);
    byte[] whole = Files.readAllBytes(tar);
    Path cut = Files.write(folder.resolve("cut.tar"), Arrays.copyOf(whole, 40_000));
    assertThat(refusal(cut, true)).containsAnyOf("the tar ends inside", "not a whole tar");
    byte[] flipped = whole.clone();
    flipped[130] ^= 1; // a digit of the first member's size, which the header's sum covers
    Path bad = Files.write(folder.resolve("bad.tar"), flipped);
    assertThat(refusal(bad, true)).contains("not a whole tar");
    Path header = Files.write(folder.resolve("header.tar"), Arrays.copyOf(whole, 300));
    assertThat(refusal(header, true)).containsAnyOf("has no meta", "not a whole tar");
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_GNUTYPE_LONGNAME, TarConstants.LF_PAX_EXTENDED_HEADER_LC})
  void aTarThatSaysItsNamesAreEndlessIsRefused(byte type) throws Exception {
    Path tar = folder.resolve("long.tar");
    try (OutputStream file = Files.newOutputStream(tar);
        var out = new TarArchiveOutputStream(file)) {
      var name = new TarArchiveEntry("name", type);
      name.setSize(300 << 20);
      out.putArchiveEntry(name);
      for (int i = 0; i < 300; i++) out.write(new byte[1 << 20]);
      out.closeArchiveEntry();
      add(out, "meta.pickle.pbz2");
    }
    assertThat(refusal(tar, true)).contains("long.tar: not a whole tar (");
  }

  @Test
  void namesInATarLeadNowhere() throws Exception {
    Path tar = folder.resolve("names.tar");
    try (OutputStream file = Files.newOutputStream(tar);
        var out = new TarArchiveOutputStream(file)) {
      var link = new TarArchiveEntry("000003.pickle.pbz2", TarConstants.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      out.putArchiveEntry(link);
      out.closeArchiveEntry();
      var outside = new TarArchiveEntry("../../outside.txt");
      outside.setSize(2);
      out.putArchiveEntry(outside);
      out.write(new byte[2]);
      out.closeArchiveEntry();
      add(out, "000001.pickle.pbz2");
      add(out, "meta.pickle.pbz2");
    }
    assertThat(read(tar, true).records()).isEqualTo(1);
    assertThat(folder.resolve("../outside.txt")).doesNotExist();
  }

  private static void add(TarArchiveOutputStream out, String name) throws IOException {
    byte[] bytes = Objects.requireNonNull(members.get(name));
    var entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    out.putArchiveEntry(entry);
    out.write(bytes);
    out.closeArchiveEntry();
  }

  /** A whole release in one pickle. */
  private static Map<String, Object> single(int count, Consumer<Map<Object, Object>> change) {
    Map<Object, Object> records = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) records.put(i, maker().record(i));
    change.accept(records);
    Map<String, Object> release = maker().meta();
    release.put("arch2infos", records);
    return release;
  }

  @Test
  void aDamagedSinglePickleIsRefused() throws Exception {
    byte[] whole = ReleaseMaker.compressed(single(2, r -> {}));
    Path file = folder.resolve("single");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThat(refusal(file, true)).contains("is damaged: not bzip2 from its beginning");
    whole[whole.length / 2] ^= 1;
    Files.write(file, whole);
    refusal(file, true);
    Files.write(file, ReleaseMaker.compressed(single(2, r -> r.put(5, maker().record(1)))));
    assertThat(refusal(file, true)).contains("architecture 1: two results for");
    Files.write(file, ReleaseMaker.compressed(maker().record(1)));
    assertThat(refusal(file, true)).contains("no list of architectures");
    Map<String, Object> state = Pickles.map(maker().record(1).get("12"));
    state.put("arch_index", 32768);
    Files.write(file, ReleaseMaker.compressed(single(1, r -> r.put(1, Map.of("12", state)))));
    assertThat(refusal(file, true)).contains("architecture 32768: the size space ends at 32767");
    assertThatThrownBy(() -> read(file, false)).isInstanceOf(InputException.class);
  }

  @Test
  void aRecordCountsWhereAValueOfItWasRead() throws Exception {
    Path file = folder.resolve("single");
    // of three architectures, the second's long training is of another, the third has no value
    Consumer<Map<Object, Object>> damage =
        r -> {
          // the longest training is read last: what was read before it counts
          Pickles.map(Pickles.map(r.get(1)).get("90")).put("arch_str", "8:8:8:8:8");
          for (Object results : Pickles.map(r.get(2)).values()) {
            Pickles.map(Pickles.map(results).get("dataset_seed")).clear();
          }
        };
    Files.write(file, ReleaseMaker.compressed(single(3, damage)));
    NatsImport.Result result = read(file, true);
    assertThat(result.architectures()).isEqualTo(2);
    assertThat(result.records()).isEqualTo(3);
    assertThat(result.damaged()).isEqualTo(2);
    assertThat(result.report())
        .anyMatch(line -> line.startsWith("2 of 32,768") && line.contains("for 12 epochs"))
        .anyMatch(line -> line.startsWith("1 of 32,768") && line.contains("for 90 epochs"));

    Map<Object, Object> records = new LinkedHashMap<>();
    for (int i = 0; i < 3; i++) records.put(i, maker().record(i));
    damage.accept(records);
    Map<String, byte[]> parts = new LinkedHashMap<>(members);
    records.forEach(
        (i, record) -> parts.put("00000" + i + ".pickle.pbz2", ReleaseMaker.compressed(record)));
    parts.remove("000003.pickle.pbz2");
    ReleaseMaker.folder(folder.resolve("parts"), parts);
    NatsImport.Result inFolder = read(folder.resolve("parts"), true);
    assertThat(inFolder.architectures()).isEqualTo(2);
    assertThat(inFolder.damaged()).isEqualTo(2);
  }

  @Test
  void aSinglePickleOfWhichNothingCanBeReadIsRefused() throws Exception {
    Path file = folder.resolve("single");
    Consumer<Map<Object, Object>> damage =
        r -> {
          for (Object results : Pickles.map(r.get(0)).values()) {
            Pickles.map(results).put("arch_str", "8:8:8:8:64");
          }
        };
    Files.write(file, ReleaseMaker.compressed(single(1, damage)));
    assertThat(refusal(file, true))
        .contains("none of the records (1) can be read, the first: architecture 0: arch_str");
  }

  @Test
  void whatIsMissingInASinglePickleIsReported() throws Exception {
    Path file = folder.resolve("single");
    Files.write(file, ReleaseMaker.compressed(single(3, r -> Pickles.map(r.get(1)).remove("12"))));
    List<String> report = new ArrayList<>(read(file, true).report());
    assertThat(report)
        .hasSize(3)
        .anyMatch(
            line -> line.contains("2 of 32,768") && line.contains("12 epochs, architecture 1"))
        .anyMatch(
            line -> line.contains("3 of 32,768") && line.contains("90 epochs, architecture 3"));
    assertThat(refusal(file, false)).contains("of 32,768 architectures have results for");
  }
}
