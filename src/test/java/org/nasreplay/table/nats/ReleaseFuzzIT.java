package org.nasreplay.table.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.Fuzzer;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * Damaged releases of a record or two: compressed, where a flipped bit is mostly noticed by a sum,
 * and as pickles, where each is another program.
 */
class ReleaseFuzzIT {
  private static final Release RELEASE = Release.TOPOLOGY;

  /** As if all of a release could be held: these hold no more than a few records. */
  private static final long HEAP = Long.MAX_VALUE;

  @TempDir private Path folder;

  private static void read(Path release) throws Exception {
    NatsImport.Result result =
        NatsImport.read(
            release, new NatsImport.Options(Curves.SHORT, true, 1), (done, of) -> {}, HEAP);
    result.report().forEach(ReleaseFuzzIT::assertOneLine);
  }

  private static void assertOneLine(String line) {
    assertThat(line).isEqualTo(Text.printable(line)).hasSizeLessThan(2_000);
  }

  /** Of one architecture, so that the values of a space need not be made every time. */
  private static void readRecord(Object pickled) {
    new RecordReader(
            RELEASE,
            Curves.ALL,
            new Values(1),
            ReleaseFuzzIT::assertOneLine,
            ReleaseFuzzIT::assertOneLine)
        .read(pickled, 0);
  }

  @Test
  void aDamagedRecordIsReadOrRefused() throws Exception {
    Path file = folder.resolve("000000.pickle");
    Fuzzer.run(
        file,
        PickleWriter.pickle(MadeUpRecords.record(0)),
        file,
        damaged -> {
          try {
            var bytes = new ByteArrayInputStream(Files.readAllBytes(damaged));
            readRecord(new Unpickler().read(bytes));
          } catch (InputException e) {
            throw e.in(damaged);
          } catch (EOFException e) { // as a member's reader says it
            throw new InputException(damaged.toString(), "is damaged", e);
          }
        });
  }

  @Test
  void aDamagedMemberIsReadOrRefused() throws Exception {
    Path file = folder.resolve("000000.pickle.pbz2");
    var reader = new MemberReader();
    Fuzzer.run(
        file,
        ReleaseMaker.compressed(MadeUpRecords.record(0)),
        file,
        damaged -> {
          try {
            readRecord(reader.read(Files.readAllBytes(damaged)));
          } catch (InputException e) {
            throw e.in(damaged);
          }
        });
  }

  @Test
  void aDamagedTarIsReadOrRefused() throws Exception {
    Path tar = folder.resolve("release.tar");
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put(
        "meta.pickle.pbz2",
        ReleaseMaker.compressed(Map.of("meta_archs", MadeUpRecords.architectures())));
    members.put("000000.pickle.pbz2", ReleaseMaker.compressed(MadeUpRecords.record(0)));
    members.put("000001.pickle.pbz2", ReleaseMaker.compressed(MadeUpRecords.record(1)));
    ReleaseMaker.tar(tar, members, true);
    Fuzzer.run(tar, Files.readAllBytes(tar), tar, ReleaseFuzzIT::read);
  }

  @Test
  void aDamagedSinglePickleIsReadOrRefused() throws Exception {
    Path file = folder.resolve("release.pickle");
    Map<String, Object> records = new LinkedHashMap<>();
    records.put("meta_archs", List.of("and 15,624 more"));
    records.put("arch2infos", Map.of(0, MadeUpRecords.record(0)));
    Fuzzer.run(
        file,
        PickleWriter.pickle(records),
        file,
        damaged -> {
          var single =
              new SinglePickle(
                  Curves.SHORT,
                  ReleaseFuzzIT::assertOneLine,
                  ReleaseFuzzIT::assertOneLine,
                  (done, of) -> {});
          var bytes = new ByteArrayInputStream(Files.readAllBytes(damaged));
          try {
            single.release(new Unpickler(single::consume).read(bytes));
          } catch (InputException e) {
            if (!e.reason().startsWith("lists 1 architectures")) throw e.in(damaged);
          } catch (EOFException e) {
            throw new InputException(damaged.toString(), "is damaged", e);
          }
        });
  }

  @Test
  void aDamagedCompressedSinglePickleIsReadOrRefused() throws Exception {
    Path file = folder.resolve("release.pickle.pbz2");
    Map<String, Object> records = new LinkedHashMap<>();
    records.put("meta_archs", MadeUpRecords.architectures());
    records.put("arch2infos", Map.of(0, MadeUpRecords.record(0)));
    Fuzzer.run(file, ReleaseMaker.compressed(records), file, ReleaseFuzzIT::read);
  }
}
