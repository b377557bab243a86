package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nasreplay.cli.Commands.run;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.cli.Commands.Outcome;
import org.nasreplay.io.FolderLock;
import org.nasreplay.io.Sha256;
import org.nasreplay.space.SizeSpace;

/**
 * What is left where the real process is killed, or the system refuses, at its n-th operation on
 * files: everything that was finished, and nothing wrong. A library in C that is loaded before all
 * others counts the operations and lets one fail.
 *
 * <p>Of all n, some of each kind are tried, others for every kind; {@code -Dfaults=all} tries every
 * n.
 */
class FaultsIT {
  private static final Path JAR = Path.of("target/nasreplay.jar");
  private static final int SOME = 2;
  private static final boolean ALL = "all".equals(System.getProperty("faults"));

  @TempDir private static Path build;
  private static Path library;

  @TempDir private Path folder;
  private Path work;
  private Path log;

  @BeforeAll
  static void compile() throws Exception {
    assumeTrue(Files.exists(JAR), "needs the packaged " + JAR);
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs a Linux");
    Path source = build.resolve("faults.c");
    try (var in = Objects.requireNonNull(FaultsIT.class.getResourceAsStream("faults.c"))) {
      Files.copy(in, source);
    }
    library = build.resolve("faults.so");
    List<String> command =
        List.of("cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString());
    int exit;
    try {
      exit =
          new ProcessBuilder(Stream.concat(command.stream(), Stream.of("-ldl")).toList())
              .inheritIO()
              .start()
              .waitFor();
    } catch (IOException e) {
      exit = -1;
    }
    assumeTrue(exit == 0, "needs a C compiler, cc");
  }

  @BeforeEach
  void makeFolders() throws IOException {
    work = Files.createDirectory(folder.resolve("work"));
    log = folder.resolve("operations");
  }

  private Path suite(int seed) throws IOException {
    return Files.writeString(
        folder.resolve("suite" + seed + ".yaml"),
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

  private record Ended(int exitCode, String err) {}

  /** The real process, with its {@code at}-th operation below the work folder failing. */
  private Ended start(String kind, long at, Object... args) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Dnasreplay.home=" + Path.of("").toAbsolutePath(),
                "-cp",
                JAR.toAbsolutePath().toString(),
                "org.nasreplay.cli.NasReplay"));
    for (Object arg : args) command.add(arg.toString());
    File err = folder.resolve("err").toFile();
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err);
    Map<String, String> environment = builder.environment();
    environment.put("LD_PRELOAD", library.toString());
    environment.put("FAULTS_BELOW", work + "/");
    environment.put("FAULTS_AT", Long.toString(at));
    environment.put("FAULTS_KIND", kind);
    environment.put("FAULTS_LOG", log.toString());
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends").isTrue();
    return new Ended(process.exitValue(), Files.readString(err.toPath(), StandardCharsets.UTF_8));
  }

  /** The whole command, by the same code as what was ended: other code is another replay. */
  private void complete(Object... args) throws Exception {
    Ended ended = start("none", 0, args);
    assertThat(ended.exitCode()).as(ended.err()).isZero();
  }

  /** How many operations the command has where nothing fails. */
  private long operations(Object... args) throws Exception {
    Files.deleteIfExists(log);
    complete(args);
    try (Stream<String> lines = Files.lines(log)) {
      return lines.count();
    }
  }

  /** Every place, or some that are spread over all and differ from kind to kind. */
  private static long[] places(String kind, long operations) {
    if (ALL) return LongStream.rangeClosed(1, operations).toArray();
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create((long) kind.hashCode());
    return IntStream.range(0, SOME)
        .mapToLong(i -> 1 + (long) ((i + random.nextDouble()) * operations / SOME))
        .toArray();
  }

  private void clear() throws IOException {
    try (Stream<Path> all = Files.walk(work)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(work)) Files.delete(path);
      }
    }
    Files.deleteIfExists(log);
  }

  /** Of all files but the lock, which carries nothing. */
  private Map<String, String> digests() throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.endsWith(FolderLock.NAME)) continue;
        digests.put(work.relativize(file).toString(), Sha256.of(file));
      }
    }
    return digests;
  }

  private static void assertEndedAsTold(String kind, Ended ended) {
    if (kind.equals("kill")) {
      assertThat(ended.exitCode()).isEqualTo(137);
    } else if (ended.exitCode() != 0) { // what nobody needs to know of: a leftover not removed
      assertThat(ended.err()).doesNotContain("\tat ");
      assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
      assertThat(ended.err().lines().filter(l -> l.startsWith("nasreplay: "))).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill", "enospc", "eio"})
  void aReplayGoesOnWhereItWasEnded(String kind) throws Exception {
    Object[] replay = {"replay", suite(1), "--out", work.resolve("out")};
    long operations = operations(replay);
    Map<String, String> whole = digests();
    for (long at : places(kind, operations)) {
      clear();
      assertEndedAsTold(kind, start(kind, at, replay));
      Outcome report = run("report", work.resolve("out"));
      assertThat(report.exitCode()).as("report after %s at %d", kind, at).isIn(0, 2);
      if (report.exitCode() == 0) { // beside it a journal may lie that could not be removed
        assertThat(digests()).as("%s at %d", kind, at).containsAllEntriesOf(whole);
      }
      complete(replay);
      assertThat(digests()).as("%s at %d", kind, at).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill", "enospc", "eio"})
  void resultsThatAreReplacedAreTheOldOnesOrTheNewOnesOrRefused(String kind) throws Exception {
    Path out = work.resolve("out");
    Object[] older = {"replay", suite(1), "--out", out};
    Object[] newer = {"replay", suite(2), "--out", out, "--overwrite"};
    complete(older);
    Map<String, String> old = digests();
    long operations = operations(newer);
    Map<String, String> whole = digests();
    for (long at : places(kind, operations)) {
      clear();
      complete(older);
      assertThat(digests()).isEqualTo(old);
      assertEndedAsTold(kind, start(kind, at, newer));
      Outcome report = run("report", out);
      assertThat(report.exitCode()).as("report after %s at %d", kind, at).isIn(0, 2);
      if (report.exitCode() == 0) {
        String runs = Objects.requireNonNull(digests().get("out/runs.csv"));
        assertThat(runs).isIn(old.get("out/runs.csv"), whole.get("out/runs.csv"));
        Map<String, String> expected = runs.equals(old.get("out/runs.csv")) ? old : whole;
        assertThat(digests()).as("%s at %d", kind, at).containsAllEntriesOf(expected);
      }
      complete(newer);
      assertThat(digests()).as("%s at %d", kind, at).isEqualTo(whole);
    }
  }

  /** A table of one column, whose values are all {@code value}. */
  private Path source(int value) throws IOException {
    var text = new StringBuilder("architecture,cifar10/90/test_accuracy/777\n");
    SizeSpace space = SizeSpace.instance();
    for (int i = 0; i < space.size(); i++) {
      text.append(space.format(space.architecture(i))).append(',').append(value).append('\n');
    }
    return Files.writeString(folder.resolve(value + ".csv"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.h5", "t.csv", "t.csv.gz"})
  void aTableIsTheOldOneOrTheNewOne(String name) throws Exception {
    Path target = work.resolve(name);
    Object[] older = {"table", "convert", source(50), target};
    Object[] newer = {"table", "convert", source(60), target};
    assertThat(run(older).exitCode()).isZero();
    Map<String, String> old = digests();
    long operations = operations(newer);
    Map<String, String> whole = digests();
    for (String kind : List.of("kill", "enospc", "eio")) {
      for (long at : places(kind + name, operations)) {
        clear();
        assertThat(run(older).exitCode()).isZero();
        assertEndedAsTold(kind, start(kind, at, newer));
        assertThat(digests().get(name)).isIn(old.get(name), whole.get(name));
        assertThat(run("table", "verify", target).exitCode()).as("%s at %d", kind, at).isZero();
        assertThat(run(newer).exitCode()).isZero();
        assertThat(digests()).isEqualTo(whole);
      }
    }
  }

  @Test
  void aLongReplayThatIsKilledAtAnyMomentGivesTheSameResult() throws Exception {
    Path out = work.resolve("out");
    Path suite =
        Files.writeString(
            folder.resolve("long.yaml"),
            Files.readString(suite(1))
                .replace("runs: 2", "runs: 60")
                .replace("evaluations: 20", "evaluations: 20000")
                .replace("[random, largest]", "[random, regularized-evolution, local-search]"));
    Object[] replay = {"replay", suite, "--out", out};
    complete(replay);
    Map<String, String> whole = digests();
    clear();
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
    int kills = ALL ? 50 : 3;
    for (int i = 0; i < kills; i++) {
      var builder =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-Djava.awt.headless=true",
                  "-Dnasreplay.home=" + Path.of("").toAbsolutePath(),
                  "-cp",
                  JAR.toAbsolutePath().toString(),
                  "org.nasreplay.cli.NasReplay",
                  "replay",
                  suite.toString(),
                  "--out",
                  out.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
      process.waitFor(500 + random.nextInt(4000), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      if (i % 5 < 4) continue; // mostly killed again before it is finished
      complete(replay);
      assertThat(digests()).isEqualTo(whole);
      clear();
    }
    complete(replay);
    assertThat(digests()).isEqualTo(whole);
  }
}
