package org.nasreplay.table.nats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Provenance;

/**
 * Reads an official release of NATS-Bench, size or topology, as its authors publish it.
 *
 * <p>Three forms are told apart by what they contain: the folder {@code NATS-sss-v1_0-50262-simple}
 * or {@code NATS-tss-v1_0-3ffb9-simple}, the tar of it, and the single file {@code
 * NATS-sss-v1_0-50262.pickle.pbz2} or {@code NATS-tss-v1_0-3ffb9.pickle.pbz2}. Folder and tar give
 * the same table; their provenance is the SHA-256 of the records' SHA-256 digests, in hexadecimal
 * and index order.
 */
public final class NatsImport {
  /** Lines that a report keeps. */
  private static final int REPORTED = 1000;

  /**
   * How to read.
   *
   * @param curves which values by epoch to keep
   * @param allowMissing whether values that are absent or damaged become NaN and a line in the
   *     report, instead of ending the import
   * @param threads at least 1
   */
  public record Options(Curves curves, boolean allowMissing, int threads) {
    public Options {
      if (threads < 1) {
        throw new IllegalArgumentException(Text.format("threads (%d) must be positive", threads));
      }
    }
  }

  /** Is told how many records of how many have been read. */
  @FunctionalInterface
  public interface Progress {
    void at(int records, int of);
  }

  /**
   * What was read.
   *
   * @param architectures of which at least one value was read
   * @param records that the release has, of an architecture each
   * @param damaged records that could not be read to their end, or that held no value
   * @param report one line for each thing that was not as it should be
   */
  public record Result(
      BenchmarkTable table, int architectures, int records, int damaged, List<String> report) {}

  /** What one record had to say; its values are already among the others. */
  private record Outcome(String sha256, boolean damaged, List<String> report) {}

  private final Options options;
  private final Progress progress;
  private final long heap;
  private final List<String> report = new ArrayList<>();

  private NatsImport(Options options, Progress progress, long heap) {
    this.options = options;
    this.progress = progress;
    this.heap = heap;
  }

  /**
   * Reads a release.
   *
   * @throws InputException where {@code source} is none, where it is damaged or incomplete and that
   *     is not allowed, and in any case where it names something that no release needs
   */
  public static Result read(Path source, Options options, Progress progress)
      throws IOException, InterruptedException {
    return read(source, options, progress, Runtime.getRuntime().maxMemory());
  }

  /**
   * The same.
   *
   * @param heap bytes that Java may use; a whole release needs more than a few records of one
   */
  static Result read(Path source, Options options, Progress progress, long heap)
      throws IOException, InterruptedException {
    var reading = new NatsImport(options, progress, heap);
    if (Files.isDirectory(source)) return reading.members(Member.inFolder(source), source);
    if (!Files.isRegularFile(source)) {
      throw new InputException(Text.format("%s: no such file or folder", source));
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(source)) {
      start = in.readNBytes(512);
    }
    if (startsWith(start, 257, "ustar")) return reading.members(Member.inTar(source), source);
    if (startsWith(start, 0, "BZh")) return reading.single(source);
    throw new InputException(
        Text.format(
            "%s: neither a folder nor a tar nor a bzip2 file, expected a NATS-Bench release",
            source));
  }

  private static boolean startsWith(byte[] bytes, int at, String text) {
    byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
    return bytes.length >= at + expected.length
        && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
  }

  private Result members(List<Member> members, Path source)
      throws IOException, InterruptedException {
    Member meta = members.get(0);
    Release release;
    try {
      Object list = new MemberReader().read(meta.bytes());
      if (!(list instanceof PickledDict dict)) throw new InputException("is not a dictionary");
      release = Release.ofArchitectures(dict.find("meta_archs"));
    } catch (InputException e) {
      throw new InputException(Text.format("%s: %s", meta.name(), e.line()), e);
    }
    List<Member> records = members.subList(1, members.size());
    requireHeap(source, 0);
    var values = new Values(release.space().size());
    int last = records.isEmpty() ? 0 : records.get(records.size() - 1).index();
    if (last >= release.space().size()) {
      throw new InputException(
          Text.format(
              "%s: the %s space ends at architecture %d",
              records.get(records.size() - 1).name(),
              release.space().name(),
              release.space().size() - 1));
    }
    ExecutorService executor = Executors.newFixedThreadPool(options.threads());
    try {
      ThreadLocal<MemberReader> reader = ThreadLocal.withInitial(MemberReader::new);
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (Member record : records) {
        outcomes.add(executor.submit(() -> read(record, release, values, reader.get())));
      }
      MessageDigest digest = Sha256.digest();
      int damaged = 0;
      for (int i = 0; i < outcomes.size(); i++) {
        Outcome outcome = outcomes.get(i).get();
        digest.update(outcome.sha256().getBytes(StandardCharsets.US_ASCII));
        if (outcome.damaged()) damaged++;
        outcome.report().forEach(this::report);
        progress.at(i + 1, outcomes.size());
      }
      missing(values.architectures(), damaged, release, source);
      String sha256 = HexFormat.of().formatHex(digest.digest());
      return result(source, values, release, records.size(), damaged, sha256);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InputException cause) throw cause;
      if (e.getCause() instanceof IOException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }

  private Result single(Path source) throws IOException {
    requireHeap(source, Files.size(source) / 2); // a reference to every string and dictionary
    var single = new SinglePickle(options.curves(), this::problem, this::report, progress);
    MessageDigest digest = Sha256.digest();
    try (var file =
        new BufferedInputStream(new DigestInputStream(Files.newInputStream(source), digest))) {
      Release release = single.release(new Unpickler(single::consume).read(new Bzip2(file)));
      String sha256 = HexFormat.of().formatHex(digest.digest());
      Values values = single.values(release);
      return result(source, values, release, single.records(), single.damaged(), sha256);
    } catch (InputException e) {
      throw e.in(source);
    } catch (IOException e) {
      throw new InputException(
          Text.format("%s: is damaged: %s", source, Unpickler.printable(e.getMessage())), e);
    }
  }

  /** Says before a long import that it would not end well. */
  private void requireHeap(Path source, long references) {
    long columns = (options.curves() == Curves.ALL ? 1300L : 400L) << 20;
    long needed = (columns + references) >> 20;
    long given = heap >> 20;
    if (given < needed) {
      throw new InputException(
          Text.format(
                  "%s: needs a heap of %,d MB and has %,d MB; start Java with -Xmx%dm, or import the folder",
                  source, needed, given, needed + 100)
              + " or tar of the same release, with fewer curves");
    }
  }

  private void missing(BitSet read, int damaged, Release release, Path source) {
    int size = release.space().size();
    if (read.cardinality() == size) return;
    problem(
        Text.format(
                "%s: has records of %,d of %,d architectures%s, architecture %d is the first without;",
                source,
                read.cardinality(),
                size,
                damaged == 0 ? "" : Text.format(" and %,d damaged", damaged),
                read.nextClearBit(0))
            + " with --allow-missing those that there are are imported");
  }

  private Outcome read(Member member, Release release, Values values, MemberReader reader)
      throws IOException {
    List<String> lines = new ArrayList<>();
    byte[] bytes = {};
    boolean damaged = false;
    try {
      bytes = member.bytes();
      Object record = reader.read(bytes);
      new RecordReader(
              release,
              options.curves(),
              values,
              problem -> {
                if (!options.allowMissing()) throw new InputException(problem);
                lines.add(Text.format("%s: %s", member.name(), problem));
              },
              note -> lines.add(Text.format("%s: %s", member.name(), note)))
          .read(record, member.index());
    } catch (UnsafePickleException e) {
      throw new InputException(Text.format("%s: %s", member.name(), e.line()), e);
    } catch (InputException e) {
      String line = Text.format("%s: %s", member.name(), e.line());
      if (!options.allowMissing()) throw new InputException(line, e);
      lines.add(line);
      damaged = true;
    }
    damaged |= values.known(member.index()) == 0;
    return new Outcome(Sha256.of(bytes), damaged, lines);
  }

  private void problem(String line) {
    if (!options.allowMissing()) throw new InputException(line);
    report(line);
  }

  private void report(String line) {
    if (report.size() < REPORTED) report.add(line);
  }

  /**
   * What was read.
   *
   * @throws InputException where that is nothing
   */
  private Result result(
      Path source, Values values, Release release, int records, int damaged, String sha256) {
    int architectures = values.architectures().cardinality();
    if (architectures == 0) {
      throw new InputException(
          source.toString(),
          records == 0
              ? "has no record of an architecture"
              : Text.format(
                  "none of the records (%,d) can be read, the first: %s", records, report.get(0)));
    }
    var provenance =
        Provenance.measured(
            Text.format("NATS-Bench release, %s space", release.space().name()), sha256);
    var table = new BenchmarkTable(release.space(), values.columns(provenance));
    return new Result(table, architectures, records, damaged, report);
  }
}
