package org.nasreplay.table.nats;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;

/** Releases that want out of their archive, or to be more than data. */
class HostileReleaseTest {
  private static final byte[] META =
      ReleaseMaker.compressed(Map.of("meta_archs", MadeUpRecords.architectures()));
  private static final byte[] RECORD = ReleaseMaker.compressed(MadeUpRecords.record(1));

  @TempDir private Path folder;

  private static NatsImport.Result read(Path source) throws Exception {
    return NatsImport.read(
        source, new NatsImport.Options(Curves.SHORT, true, 1), (done, of) -> {}, Long.MAX_VALUE);
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../", "/", "/etc/", "a/../../../", "C:\\", "./"})
  void aTarIsReadWithoutUnpackingWhateverItsNamesSay(String lead) throws Exception {
    Path tar = folder.resolve("a.tar");
    try (OutputStream file = Files.newOutputStream(tar);
        var out = new TarArchiveOutputStream(file)) {
      add(out, new TarArchiveEntry(lead + "000001.pickle.pbz2", true), RECORD);
      add(out, new TarArchiveEntry(lead + "passwd", true), RECORD);
      add(out, new TarArchiveEntry("meta.pickle.pbz2"), META);
    }
    Set<String> before = files();
    boolean named = !lead.equals("C:\\");
    if (named) assertThat(read(tar).architectures()).isEqualTo(1);
    else assertThatThrownBy(() -> read(tar)).isInstanceOf(InputException.class);
    assertThat(files()).isEqualTo(before);
    assertThat(Path.of("/etc/000001.pickle.pbz2")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK})
  void aLinkInATarIsNoRecord(byte type) throws Exception {
    Path secret = Files.write(folder.resolve("secret"), RECORD);
    Path tar = folder.resolve("a.tar");
    try (OutputStream file = Files.newOutputStream(tar);
        var out = new TarArchiveOutputStream(file)) {
      var link = new TarArchiveEntry("000001.pickle.pbz2", type);
      link.setLinkName(secret.toString());
      add(out, link, new byte[0]);
      add(out, new TarArchiveEntry("meta.pickle.pbz2"), META);
    }
    assertThatThrownBy(() -> read(tar))
        .isInstanceOf(InputException.class)
        .hasMessage(tar + ": has no record of an architecture");
  }

  @Test
  void aPickleThatRunsAProgramRunsNone() throws Exception {
    Path mark = folder.resolve("mark");
    var pickle = new ByteArrayOutputStream();
    pickle.write(new byte[] {(byte) 0x80, 4});
    pickle.writeBytes("cposix\nsystem\n".getBytes(US_ASCII));
    byte[] command = ("touch " + mark).getBytes(US_ASCII);
    pickle.write(new byte[] {(byte) 0x8c, (byte) command.length});
    pickle.writeBytes(command);
    pickle.write(new byte[] {(byte) 0x85, 'R', '.'});
    Path single = folder.resolve("single.pickle.pbz2");
    Files.write(single, PickleWriter.compress(pickle.toByteArray()));
    Path release = Files.createDirectory(folder.resolve("release"));
    Files.write(release.resolve("meta.pickle.pbz2"), META);
    Files.write(release.resolve("000001.pickle.pbz2"), RECORD);
    Files.copy(single, release.resolve("000002.pickle.pbz2"));
    for (Path source : new Path[] {single, release}) {
      assertThatThrownBy(() -> read(source))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(source.toString())
          .hasMessageContaining("names posix.system, which no NATS-Bench file needs");
    }
    assertThat(mark).doesNotExist();
  }

  @Test
  void emptyBlocksWithoutEndAreDamageInEitherForm() throws Exception {
    Path single = folder.resolve("single.pickle.pbz2");
    Files.write(single, Bzip2Test.emptyBlocks(100_000));
    assertThatThrownBy(() -> read(single))
        .isInstanceOf(InputException.class)
        .hasMessage(single + ": is damaged: not bzip2 from its beginning to its end");
    Path release = Files.createDirectory(folder.resolve("release"));
    Files.write(release.resolve("meta.pickle.pbz2"), META);
    Files.write(release.resolve("000001.pickle.pbz2"), RECORD);
    Path hostile = Files.copy(single, release.resolve("000002.pickle.pbz2"));
    assertThat(read(release).report())
        .contains(hostile + ": is damaged: not bzip2 from its beginning to its end");
  }

  private static void add(TarArchiveOutputStream out, TarArchiveEntry entry, byte[] bytes)
      throws IOException {
    entry.setSize(bytes.length);
    out.putArchiveEntry(entry);
    out.write(bytes);
    out.closeArchiveEntry();
  }
}
