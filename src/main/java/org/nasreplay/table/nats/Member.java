package org.nasreplay.table.nats;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * One compressed pickle of a release: a part of a file on disk, whether that is a tar or the file
 * itself. Nothing is ever unpacked to disk.
 *
 * @param name where it is, for messages
 * @param index the architecture that it is about; {@link #META} for the list of architectures
 */
record Member(String name, int index, Path file, long offset, int size) {
  static final int META = -1;

  /** Real members have at most 100,000 bytes. */
  private static final int LARGEST = 4 << 20;

  /** Both releases have fewer. */
  private static final int MOST = 100_000;

  /** Bytes that an entry of a tar may take beside its content. */
  private static final int HEADER = 1 << 20;

  private static final Pattern NAME =
      Pattern.compile("(?:.*/)?(?:meta|([0-9]{1,6}))\\.pickle\\.pbz2");

  /** The members in a folder, the list of architectures first, then by architecture. */
  static List<Member> inFolder(Path folder) throws IOException {
    List<Member> members = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        add(members, file.toString(), file.getFileName().toString(), file, 0, Files.size(file));
      }
    }
    return ordered(members, folder);
  }

  /** The members in a tar, in the same order, whichever way they lie in it. */
  static List<Member> inTar(Path tar) throws IOException {
    List<Member> members = new ArrayList<>();
    long length = Files.size(tar);
    try (var file = new Headers(Files.newInputStream(tar));
        var entries = new TarArchiveInputStream(file)) {
      for (TarArchiveEntry entry; (entry = entries.getNextEntry()) != null; file.left = HEADER) {
        byte type = entry.getLinkFlag();
        if (type != TarConstants.LF_NORMAL && type != TarConstants.LF_OLDNORM) continue;
        String place = tar + ": " + Unpickler.printable(entry.getName());
        long offset = entries.getBytesRead(); // where the entry's content starts
        if (offset + entry.getSize() > length) {
          throw new InputException(place + ": the tar ends inside this member");
        }
        add(members, place, entry.getName(), tar, offset, entry.getSize());
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          Text.format("%s: not a whole tar (%s)", tar, Unpickler.printable(e.getMessage())), e);
    }
    return ordered(members, tar);
  }

  /** A tar that is only skipped through: what is read of it, entry by entry, is bounded. */
  private static final class Headers extends FilterInputStream {
    private int left = HEADER;

    Headers(InputStream tar) {
      super(tar);
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      int read = super.read(into, offset, count);
      left -= read;
      if (left < 0) throw new IOException(Text.format("a header of more than %,d bytes", HEADER));
      return read;
    }
  }

  private static void add(
      List<Member> members, String place, String name, Path file, long offset, long size) {
    Matcher form = NAME.matcher(name);
    if (!form.matches()) return;
    if (size > LARGEST) {
      throw new InputException(
          Text.format("%s: has %,d bytes, more than the %,d allowed", place, size, LARGEST));
    }
    if (members.size() == MOST) {
      throw new InputException(Text.format("%s: more than %,d members", place, MOST));
    }
    int index = form.group(1) == null ? META : Integer.parseInt(form.group(1));
    members.add(new Member(place, index, file, offset, (int) size));
  }

  private static List<Member> ordered(List<Member> members, Path place) {
    members.sort(Comparator.comparingInt(Member::index).thenComparing(Member::name));
    for (int i = 1; i < members.size(); i++) {
      if (members.get(i).index == members.get(i - 1).index) {
        throw new InputException(
            Text.format(
                "%s: another record of the same architecture is %s",
                members.get(i).name, members.get(i - 1).name));
      }
    }
    if (members.isEmpty() || members.get(0).index != META) {
      throw new InputException(
          Text.format(
              "%s: has no meta.pickle.pbz2, expected a NATS-Bench release (NATS-…-simple)", place));
    }
    return members;
  }

  byte[] bytes() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    try (FileChannel channel = FileChannel.open(file)) {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, offset + bytes.position()) < 0) {
          throw new EOFException(Text.format("ends before its %,d bytes", size));
        }
      }
    }
    return bytes.array();
  }
}
