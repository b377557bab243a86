package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nasreplay.io.Digests.digest;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nasreplay.cli.CommandLoop.Ended;
import org.nasreplay.io.FolderLock;
import org.nasreplay.io.Folders;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.nats.ReleaseMaker;

/**
 * What is left where the real process is killed, or the system refuses, at its n-th operation on
 * files: everything that was finished, and nothing wrong. A library in C that is loaded before all
 * others counts the operations and lets one fail.
 *
 * <p>Of all n, some of each kind are tried, others for every kind and command; {@code -Dfaults=all}
 * tries every n.
 */
class FaultsIT {
  /** What the library does, by its number there. */
  enum Kind {
    /** The process is killed: once for each place, which takes long, so at some places always. */
    KILL(0),
    /** What the process would leave if it were killed is copied: as much is known, and cheaper. */
    COPIES(1),
    FULL(2),
    FAILING(3);

    final long number;

    Kind(long number) {
      this.number = number;
    }
  }

  private static final boolean ALL = "all".equals(System.getProperty("faults"));
  private static final int STEP = ALL ? 1 : 150;

  @TempDir private static Path build;
  private static @Nullable CommandLoop loop;
  private static @Nullable MappedByteBuffer control;
  private static Map<String, String> environment = Map.of();

  private final Path work = build.resolve("work");
  private final Path older = build.resolve("older");
  private final Path copies = build.resolve("copies");
  private final Set<Map<String, String>> seen = new HashSet<>();

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Program.isPackaged(), "needs the packaged " + Program.JAR);
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs a Linux");
    Path library = build.resolve("faults.so");
    assumeTrue(compiles(library), "needs a C compiler, cc");
    Path shared = Files.write(build.resolve("control"), new byte[3 * Long.BYTES]);
    try (var channel =
        FileChannel.open(shared, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      control = channel.map(MapMode.READ_WRITE, 0, 3 * Long.BYTES);
      control.order(ByteOrder.nativeOrder());
    }
    environment =
        Map.of(
            "LD_PRELOAD", library.toString(),
            "FAULTS_BELOW", build.resolve("work") + "/",
            "FAULTS_COPIES", build.resolve("copies").toString(),
            "FAULTS_CONTROL", shared.toString());
    List<String> options = new ArrayList<>(Program.options());
    if (ALL) options.add("-XX:TieredStopAtLevel=4");
    loop = new CommandLoop(Program.JAVA, options, environment);
  }

  private static boolean compiles(Path library) throws Exception {
    Path source = build.resolve("faults.c");
    try (var in = Objects.requireNonNull(FaultsIT.class.getResourceAsStream("faults.c"))) {
      Files.copy(in, source);
    }
    var command = List.of("cc", "-shared", "-fPIC", "-o", library + "", source + "", "-ldl");
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void end() {
    if (loop != null) loop.close();
  }

  @BeforeEach
  void makeFolders() throws IOException {
    for (Path each : List.of(work, older, copies)) {
      clear(each);
      Files.createDirectories(each);
    }
  }

  private static void clear(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }

  /** Makes {@code to} what {@code from} is. */
  private static void copy(Path from, Path to) throws IOException {
    clear(to);
    Folders.copy(from, to);
  }

  /** Lets the library do something at the {@code at}-th operation from now on; 0 for nothing. */
  private static void prepare(Kind kind, long at) {
    Objects.requireNonNull(control).putLong(0, kind.number).putLong(8, at).putLong(16, 0);
  }

  private static Ended run(Object... args) throws IOException {
    return Objects.requireNonNull(loop).run(args);
  }

  private static void complete(Object... args) throws IOException {
    prepare(Kind.KILL, 0);
    Ended ended = run(args);
    assertThat(ended.exitCode()).as(ended.err()).isZero();
  }

  /**
   * Starts the command in a process that ends with it. The class path is that of every process
   * here, as a replay by other code is another replay.
   */
  private static Process start(Object... args) throws IOException {
    var builder = new ProcessBuilder(Program.command(Program.options(), args));
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("ends").isTrue();
    return process.exitValue();
  }

  /** What is looked at after each fault. */
  @FunctionalInterface
  private interface Check {
    void at(String place) throws Exception;
  }

  /**
   * What lies there. Of temporary files only that they do: no process reads what another one has
   * left, which the library sees to.
   */
  private Map<String, String> state() throws IOException {
    Map<String, String> state = new TreeMap<>();
    digests()
        .forEach(
            (name, digest) -> {
              boolean temporary = name.contains(".nasreplay-");
              String folder = String.valueOf(Path.of(name).getParent());
              state.put(temporary ? folder : name, temporary ? "a temporary file" : digest);
            });
    return state;
  }

  /**
   * Ends a command at each place, or at {@code some} that are spread over all and differ from kind
   * to kind and from command to command. Each time the work folder is first what the folder of
   * older results is. What is left is looked at once where it is the same after several.
   */
  private void endAtEachPlace(Kind kind, int some, Object[] command, Check check) throws Exception {
    copy(older, work);
    long operations = operations(kind, command);
    Map<String, String> whole = digests();
    long[] places = places(kind, some, operations, command);
    for (long at : places) {
      String place = kind + " at " + at + " of " + operations;
      copy(kind == Kind.COPIES ? copies.resolve(Long.toString(at)) : older, work);
      prepare(kind, at);
      switch (kind) {
        case KILL -> assertThat(exitCode(start(command))).as(place).isEqualTo(137);
        case COPIES -> {}
        default -> assertDoneOrRefused(place, whole, run(command));
      }
      if (seen.add(state())) check.at(place);
    }
    String tried = String.join(" ", List.of(command[0].toString(), command[1].toString()));
    System.out.printf(
        Locale.ROOT,
        "%s: %s at %d of %d, %d states%n",
        tried,
        kind,
        places.length,
        operations,
        seen.size());
  }

  /** How many operations the command has where nothing fails. */
  private static long operations(Kind kind, Object[] command) throws Exception {
    if (kind == Kind.COPIES) {
      prepare(kind, STEP);
      assertThat(exitCode(start(command))).isZero();
    } else {
      prepare(kind, 0);
      Ended ended = run(command);
      assertThat(ended.exitCode()).as(ended.err()).isZero();
    }
    return Objects.requireNonNull(control).getLong(16);
  }

  private static long[] places(Kind kind, int some, long operations, Object[] command) {
    if (kind == Kind.COPIES) {
      return LongStream.rangeClosed(1, operations / STEP).map(i -> STEP * i).toArray();
    }
    if (ALL && kind != Kind.KILL) return LongStream.rangeClosed(1, operations).toArray();
    Path target = Path.of(command[command.length - 1].toString()).getFileName();
    UniformRandomProvider random =
        RandomSource.XO_RO_SHI_RO_128_PP.create(
            31L * (31 * kind.number + command.length) + target.toString().hashCode());
    return IntStream.range(0, some)
        .mapToLong(i -> 1 + (long) ((i + random.nextDouble()) * operations / some))
        .toArray();
  }

  private void assertDoneOrRefused(String place, Map<String, String> whole, Ended ended)
      throws IOException {
    if (ended.exitCode() == 0) { // what nobody needs to know of: a leftover not removed
      assertThat(digests()).as(place).containsAllEntriesOf(whole);
      return;
    }
    assertThat(ended.err()).as(place).doesNotContain("\tat ");
    assertThat(ended.exitCode()).as("%s: %s", place, ended.err()).isEqualTo(2);
    assertThat(ended.err().lines().filter(l -> l.startsWith("nasreplay: ")))
        .as(place)
        .singleElement()
        .asString()
        .contains(build.toString()); // a file is named
  }

  /** Of all files but the lock, which carries nothing. */
  private Map<String, String> digests() throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.endsWith(FolderLock.NAME)) continue;
        digests.put(work.relativize(file).toString(), digest(file));
      }
    }
    return digests;
  }

  private static Path suite(int seed) throws IOException {
    return Files.writeString(
        build.resolve("suite" + seed + ".yaml"),
        """
        name: small
        runs: 2
        seed: SEED
        table: data/nats-size-surrogate.h5
        protocols:
          - dataset: cifar10
            reward: {epochs: 12}
            budget: {evaluations: 20}
            report: {epochs: 90}
        searchers: [random, largest]
        """
            .replace("SEED", Integer.toString(seed)));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aReplayGoesOnWhereItWasEnded(Kind kind) throws Exception {
    Object[] replay = {"replay", suite(1), "--out", work.resolve("out")};
    complete(replay);
    Map<String, String> whole = digests();
    endAtEachPlace(
        kind,
        2,
        replay,
        place -> {
          prepare(Kind.KILL, 0);
          Ended report = run("report", work.resolve("out"));
          assertThat(report.exitCode()).as("%s: %s", place, report.err()).isIn(0, 2);
          if (report.exitCode() == 0) { // beside it a journal may lie that could not be removed
            assertThat(digests()).as(place).containsAllEntriesOf(whole);
          }
          complete(replay);
          assertThat(digests()).as(place).isEqualTo(whole);
        });
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void resultsThatAreReplacedAreTheOldOnesOrTheNewOnesOrRefused(Kind kind) throws Exception {
    Path out = work.resolve("out");
    Object[] newer = {"replay", suite(2), "--out", out, "--overwrite"};
    complete("replay", suite(1), "--out", out);
    Map<String, String> old = digests();
    copy(work, older);
    complete(newer);
    Map<String, String> whole = digests();
    endAtEachPlace(
        kind,
        2,
        newer,
        place -> {
          prepare(Kind.KILL, 0);
          Ended report = run("report", out);
          assertThat(report.exitCode()).as("%s: %s", place, report.err()).isIn(0, 2);
          if (report.exitCode() == 0) {
            String runs = Objects.requireNonNull(digests().get("out/runs.csv"));
            assertThat(runs).isIn(old.get("out/runs.csv"), whole.get("out/runs.csv"));
            Map<String, String> expected = runs.equals(old.get("out/runs.csv")) ? old : whole;
            assertThat(digests()).as(place).containsAllEntriesOf(expected);
          }
          complete(newer);
          assertThat(digests()).as(place).isEqualTo(whole);
        });
  }

  /** A table of one column, whose values are all {@code value}. */
  private static Path source(int value) throws IOException {
    var text = new StringBuilder("architecture,cifar10/90/test_accuracy/777\n");
    SizeSpace space = SizeSpace.instance();
    for (int i = 0; i < space.size(); i++) {
      text.append(space.format(space.architecture(i))).append(',').append(value).append('\n');
    }
    return Files.writeString(build.resolve(value + ".csv"), text);
  }

  private static Path release(int records) throws Exception {
    Path folder = build.resolve("release" + records);
    if (!Files.exists(folder)) ReleaseMaker.madeUp(folder, records);
    return folder;
  }

  /** A command that writes a table, which is another one for another {@code version}, 1 or 2. */
  private static Object[] command(String name, int version, Path target) throws Exception {
    return switch (name) {
      case "convert" -> new Object[] {"table", "convert", source(version), target};
      case "merge" -> {
        Path two = source(3);
        yield new Object[] {"table", "merge", source(version), two, "-o", target};
      }
      case "generate" -> new Object[] {"table", "generate", "--seed", version, "-o", target};
      default -> {
        Object[] read = {"table", "import", "nats", release(version), "--allow-missing"};
        yield Stream.concat(Stream.of(read), Stream.of("--curves", "none", "-o", target)).toArray();
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "convert, t.h5",
    "convert, t.csv",
    "convert, t.csv.gz",
    "merge, t.h5",
    "generate, t.h5",
    "import, t.h5"
  })
  void aTableIsTheOldOneOrTheNewOne(String name, String file) throws Exception {
    Path target = work.resolve(file);
    Object[] newer = command(name, 2, target);
    complete(command(name, 1, target));
    Map<String, String> old = digests();
    copy(work, older);
    complete(newer);
    Map<String, String> whole = digests();
    for (Kind kind : Kind.values()) {
      endAtEachPlace(
          kind,
          1, // six commands write a table in the same way
          newer,
          place -> {
            Map<String, String> left = digests();
            assertThat(left.get(file)).as(place).isIn(old.get(file), whole.get(file));
            if (left.equals(old) || left.equals(whole)) return; // nothing else is in the way
            prepare(Kind.KILL, 0);
            Ended verify = run("table", "verify", target);
            assertThat(verify.exitCode()).as("%s: %s", place, verify.err()).isZero();
            complete(newer);
            assertThat(digests()).as(place).isEqualTo(whole);
          });
    }
  }

  @Test
  void aLongReplayThatIsKilledAtAnyMomentGivesTheSameResult() throws Exception {
    Path out = work.resolve("out");
    Path suite =
        Files.writeString(
            build.resolve("long.yaml"),
            Files.readString(suite(1))
                .replace("runs: 2", "runs: 60")
                .replace("evaluations: 20", "evaluations: 20000")
                .replace("[random, largest]", "[random, regularized-evolution, local-search]"));
    Object[] replay = {"replay", suite, "--out", out};
    prepare(Kind.KILL, 0);
    long start = System.nanoTime();
    assertThat(exitCode(start(replay))).isZero();
    long whole = System.nanoTime() - start;
    Map<String, String> digests = digests();
    copy(older, work);
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
    int kills = ALL ? 50 : 3;
    for (int i = 0; i < kills; i++) {
      Process process = start(replay);
      process.waitFor(random.nextLong(whole), TimeUnit.NANOSECONDS);
      process.destroyForcibly().waitFor();
      if (i % 5 < 4) continue; // mostly killed again before it is finished
      complete(replay);
      assertThat(digests()).isEqualTo(digests);
      copy(older, work);
    }
    complete(replay);
    assertThat(digests()).isEqualTo(digests);
  }
}
