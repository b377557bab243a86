package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.cli.Commands.Outcome;

/**
 * Replays on Apache Spark, as its profile builds them: in this process, started by Spark, and on a
 * cluster of processes, some of which are killed.
 */
class SparkIT {
  private static final Path JAR = Path.of("target/nasreplay.jar");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** Draws at random, and takes its time, of which the test makes use; or fails in some run. */
  private static final String WAITS =
      """
      package example;
      import java.util.List;
      import org.nasreplay.search.*;
      public final class Waits implements SearcherProvider {
        public record Settings(int millis, boolean fails) {}
        public List<SearcherDefinition<?>> searchers() {
          return List.of(
              new SearcherDefinition<>("waits", new Settings(1, false), s -> t -> search(s, t)));
        }
        private static void search(Settings by, Session session) {
          while (!session.exhausted()) session.evaluate(session.sample());
          if (by.fails() && session.random().nextInt(3) == 0) throw new Failure();
          try {
            Thread.sleep(by.millis());
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
        private static final class Failure extends IllegalStateException {
          final Object cannotBeSent = new Object();
          Failure() {
            super("enough");
          }
        }
      }
      """;

  /** With the jar of {@link #WAITS}. */
  @TempDir private static Path shared;

  private static @Nullable Map<String, String> expected;

  @TempDir private Path folder;

  /** Where whatever is started may leave something. */
  private Path temporary;

  private final List<Process> started = new ArrayList<>();

  @BeforeAll
  static void build() throws Exception {
    assumeTrue(Files.exists(JAR), "needs the packaged " + JAR);
    List<String> maven = new ArrayList<>(List.of("mvn", "-B", "-q", "-Pspark"));
    String repository = System.getProperty("maven.repository");
    if (repository != null) maven.add("-Dmaven.repo.local=" + repository);
    if ("offline true".equals(System.getProperty("maven.network"))) {
      assumeTrue(
          Files.isDirectory(Path.of(repository, "org/apache/spark/spark-core_2.13")),
          "needs Spark, and Maven is offline");
      maven.add("-o");
    }
    Stream.of("resources:copy-resources", "compiler:compile", "jar:jar")
        .forEach(goal -> maven.add(goal + "@spark"));
    maven.add("dependency:copy-dependencies@spark");
    Process built = new ProcessBuilder(maven).redirectErrorStream(true).start();
    String said = new String(built.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(built.waitFor()).as(said).isZero();

    Path source = Files.writeString(shared.resolve("Waits.java"), WAITS);
    String classes = shared.resolve("classes").toString();
    String[] arguments = {"-cp", JAR.toString(), "-proc:none", "-d", classes, source.toString()};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    Jars.pack(shared.resolve("waits.jar"), Path.of(classes), "example.Waits");
  }

  @BeforeEach
  void makeTemporary() throws IOException {
    temporary = Files.createDirectory(folder.resolve("temporary"));
  }

  /** Whatever has failed, nothing goes on running. */
  @AfterEach
  void endAll() throws InterruptedException {
    for (Process process : started) {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
    }
  }

  private static Path suite(Path file, int runs, String... searchers) throws IOException {
    return Files.writeString(
        file,
        Commands.suite("suite", runs, Commands.TABLE, searchers)
            .replace("evaluations: 10", "evaluations: 20"));
  }

  /** The files that are to be the same to the byte. */
  private static Map<String, String> results(Path out) throws IOException {
    Map<String, String> results = new TreeMap<>();
    for (String file : List.of("runs.csv", "trajectories.csv", "summary.csv", "complete.json")) {
      results.put(file, Files.readString(out.resolve(file)));
    }
    return results;
  }

  private Process start(String name, Map<String, String> environment, List<String> command)
      throws IOException {
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .redirectError(folder.resolve(name + ".err").toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("SPARK_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  /** A Java that is quick to start. */
  private List<String> java(String... more) {
    List<String> command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx700m"));
    command.addAll(List.of("-Djava.awt.headless=true", "-Djava.io.tmpdir=" + temporary));
    command.add("-Dspark.executor.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    command.addAll(List.of(more));
    return command;
  }

  /** {@code nasreplay replay} in a process of its own, with the jar of {@link #WAITS}. */
  private Process replay(String name, Path suite, String... options) throws IOException {
    return replay(name, Map.of(), suite, options);
  }

  private Process replay(
      String name, Map<String, String> environment, Path suite, String... options)
      throws IOException {
    List<String> command =
        java(
            "-cp",
            JAR + File.pathSeparator + shared.resolve("waits.jar"),
            "org.nasreplay.cli.NasReplay",
            "replay",
            "-q",
            suite.toString(),
            "--out",
            folder.resolve(name).toString());
    command.addAll(List.of(options));
    return start(name, environment, command);
  }

  private Outcome outcome(String name, Process process) throws IOException, InterruptedException {
    int exitCode = process.waitFor();
    return new Outcome(
        exitCode,
        Files.readString(folder.resolve(name + ".out")),
        Files.readString(folder.resolve(name + ".err")));
  }

  private void assertEnds(String name, Process process) throws IOException, InterruptedException {
    Outcome outcome = outcome(name, process);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; !condition.getAsBoolean(); i++) {
      assertThat(i).as("steps of 20 ms").isLessThan(6000);
      Thread.sleep(20);
    }
  }

  /** The pairs in the journal of a replay, and when they were written. */
  private Map<String, String> journal(String name) {
    Map<String, String> pairs = new TreeMap<>();
    File[] files = folder.resolve(name).resolve("journal").toFile().listFiles();
    for (File file : files == null ? new File[0] : files) {
      if (file.getName().endsWith("-cell.json")) {
        pairs.put(file.getName(), Long.toString(file.lastModified()));
      }
    }
    return pairs;
  }

  /** On a predictor that needs no file. */
  @Test
  void sparkInThisProcessGivesTheBytesOfTheThreadPool() throws IOException {
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            Commands.suite("s", 25, "once-for-all-mobilenet-v3", "random")
                .replace("dataset: cifar10", "dataset: ImageNet")
                .replace("epochs: 12", "epochs: 1")
                .replace("epochs: 90", "epochs: 1"));
    Path threads = folder.resolve("threads");
    assertThat(run("replay", suite, "--out", threads).exitCode()).isZero();
    Path spark = folder.resolve("spark");
    Outcome outcome =
        run("replay", suite, "--out", spark, "--engine", "spark", "--master", "local[2]");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).matches("(?s).*nasreplay: spark: [12] cores? busy \\d+ % of .* s\\n");
    assertThat(results(spark)).isEqualTo(results(threads));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sparkk://x | --master (sparkk://x), expected local[N], local[*], spark://HOST:PORT",
        "local[x] | --master (local[x]), expected",
        "local[0] | --master (local[0]), expected",
        "spark://nowhere | --master (spark://nowhere), expected",
        "'' | --master (), expected",
        "spark://127.0.0.1:1 | nothing answers there, expected a master of Spark",
        "spark://127.0.0.1:99999 | nothing answers there, expected a master of Spark",
        "spark://no-such-host.invalid:7077 | nothing answers there, expected a master of Spark",
        "yarn | --master yarn: Could not parse Master URL",
      })
  void aPlaceWhereThereIsNoClusterIsRefused(String master, String reason) throws IOException {
    Path suite = suite(folder.resolve("suite.yaml"), 1, "random");
    Path out = folder.resolve("out");
    assertRefused(
        run("replay", "-q", suite, "--engine", "spark", "--master", master, "--out", out), reason);
    assertThat(out.resolve("runs.csv")).doesNotExist();
  }

  /** A table with a hole, into which every searcher falls. */
  @Test
  void aMissingValueIsTheSameLineOnEveryEngine() throws IOException {
    Path space =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            name: s
            positions: [{name: a, choices: [x, y]}, {name: b, choices: [x, y]}]
            notation: {separated: "-"}
            costs: {latency: ms}
            datasets: [pets]
            """);
    Path table =
        Files.writeString(
            folder.resolve("s.csv"),
            """
            architecture,latency,pets/9/valid_accuracy/1,pets/9/valid_accuracy/2,pets/9/test_accuracy/1
            x-x,1,61,62,60
            x-y,2,,,60
            y-x,3,61,62,60
            y-y,4,61,62,60
            """);
    Path made = folder.resolve("s.h5");
    Outcome imported = run("table", "import", "csv", table, "--space", space, "-o", made);
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            Commands.suite("s", 3, made, "random")
                .replace("cifar10", "pets")
                .replace("epochs: 12", "epochs: 9")
                .replace("epochs: 90", "epochs: 9"));
    Outcome threads = run("replay", "-q", suite, "--out", folder.resolve("a"));
    assertRefused(threads, "searcher random, protocol pets, run ", "valid_accuracy", "x-y");
    Outcome spark =
        run(
            "replay",
            "-q",
            suite,
            "--out",
            folder.resolve("b"),
            "--engine",
            "spark",
            "--master",
            "local[2]");
    assertThat(spark).isEqualTo(threads);
  }

  @Test
  void aSearcherThatThrowsIsNamedWithItsRunOnEveryEngine() throws Exception {
    Path suite = suite(folder.resolve("suite.yaml"), 20, "random", "waits: {fails: true}");
    Outcome threads = outcome("threads", replay("threads", suite));
    assertThat(threads.err())
        .matches(
            "nasreplay: searcher waits, protocol cifar10, run \\d+:"
                + " example.Waits\\$Failure: enough \\(Waits.java:12\\)\\n");
    assertThat(threads.exitCode()).isEqualTo(2);
    Outcome spark =
        outcome("spark", replay("spark", suite, "--engine", "spark", "--master", "local[2]"));
    assertThat(spark).isEqualTo(threads);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void anInstalledSparkHasToBeThereAndToFit() throws Exception {
    Path suite = suite(folder.resolve("suite.yaml"), 1, "random");
    String[] options = {"--engine", "spark", "--master", "local[1]"};
    Map<String, String> nowhere = Map.of("SPARK_HOME", folder.resolve("nowhere").toString());
    assertRefused(
        outcome("nowhere", replay("nowhere", nowhere, suite, options)),
        "SPARK_HOME (" + folder.resolve("nowhere") + "): no Spark there, expected it in the");
    assertRefused(
        outcome("older", replay("older", installed("3.5.1"), suite, options)),
        "--engine spark: Spark (3.5.1), expected version 4.x");
    assertRefused(
        outcome("hollow", replay("hollow", installed("4.0.0"), suite, options)),
        "--engine spark: the classes of Spark, of this program and of its engine do not fit");
  }

  /** A Spark that has nothing but a version. */
  private Map<String, String> installed(String version) throws IOException {
    Path home = folder.resolve("spark-" + version);
    Path jars = Files.createDirectories(home.resolve("jars"));
    Path core = jars.resolve("spark-core_2.13-" + version + ".jar");
    try (var packed = new JarOutputStream(Files.newOutputStream(core))) {
      packed.putNextEntry(new JarEntry("spark-version-info.properties"));
      packed.write(("version=" + version).getBytes(StandardCharsets.UTF_8));
    }
    return Map.of("SPARK_HOME", home.toString());
  }

  /** Its searchers wait, so that something is under way when it is killed. */
  private static Path waiting() throws IOException {
    List<String> searchers = new ArrayList<>();
    for (int i = 0; i < 8; i++) searchers.add("waits: {millis: " + (25 + i) + "}");
    searchers.add("regularized-evolution");
    return suite(shared.resolve("suite.yaml"), 40, searchers.toArray(String[]::new));
  }

  /** What the thread pool makes of it. */
  private Map<String, String> expected() throws Exception {
    if (expected == null) {
      assertEnds("threads", replay("threads", waiting(), "--threads", "16"));
      expected = results(folder.resolve("threads"));
    }
    return expected;
  }

  @Test
  void sparkItselfStartsTheProgramAndTheResultIsThatOfTheThreadPool() throws Exception {
    Path suite = waiting();
    Map<String, String> expected = expected();
    List<String> command =
        java(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
            "-cp",
            "target/spark/lib/*" + File.pathSeparator + "target/lib/*",
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            "local[2]",
            "--class",
            "org.nasreplay.cli.NasReplay",
            "--jars",
            "target/spark/nasreplay-spark.jar," + shared.resolve("waits.jar"),
            JAR.toString(),
            "replay",
            suite.toString(),
            "--engine",
            "spark",
            "--out",
            folder.resolve("submitted").toString());
    assertEnds("submitted", start("submitted", Map.of(), command));
    assertThat(results(folder.resolve("submitted"))).isEqualTo(expected);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void neitherAKilledDriverNorAKilledWorkerChangesTheResult() throws Exception {
    Path suite = waiting();
    Map<String, String> expected = expected();
    var script =
        new ProcessBuilder("scripts/spark-cluster", "sh", "-c", "echo $SPARK_MASTER_URL; cat");
    script.environment().put("TMPDIR", temporary.toString());
    script.redirectError(folder.resolve("cluster.err").toFile());
    Process cluster = script.start();
    started.add(cluster);
    String master;
    try (var said = cluster.inputReader(StandardCharsets.UTF_8)) {
      master = said.readLine();
    }
    assertThat(master).as("cluster").startsWith("spark://127.0.0.1:");
    String[] options = {"--engine", "spark", "--master", master};

    Process driver = replay("spark", suite, options);
    await(() -> journal("spark").size() >= 2);
    driver.destroyForcibly().waitFor();
    Map<String, String> finished = journal("spark");
    assertThat(finished).hasSizeBetween(2, 8);

    Process again = replay("spark", suite, options);
    await(() -> journal("spark").size() > finished.size());
    List<ProcessHandle> all = cluster.descendants().toList();
    assertThat(workers(all)).hasSize(2);
    workers(all).get(0).destroyForcibly();
    assertThat(journal("spark")).containsAllEntriesOf(finished).hasSizeLessThan(9);
    assertEnds("spark", again);
    assertThat(results(folder.resolve("spark"))).isEqualTo(expected);

    cluster.destroy(); // as kill does, and Ctrl-C almost
    assertThat(cluster.waitFor()).isEqualTo(128 + 15);
    await(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    try (Stream<Path> left = Files.list(temporary)) { // what the killed driver could not take along
      assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith("tmp."));
    }
  }

  private static List<ProcessHandle> workers(List<ProcessHandle> all) {
    return all.stream()
        .filter(one -> one.info().commandLine().orElse("").contains("deploy.worker.Worker"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scripts/spark-cluster | usage: scripts/spark-cluster COMMAND",
        "JAVA_HOME=/nowhere scripts/spark-cluster true | java: not found in JAVA_HOME (/nowhere)",
        "cp scripts/spark-cluster $OUT && $OUT/spark-cluster true | no such folder; mvn -Pspark",
      })
  void aClusterThatCannotBeSaysWhy(String command, String reason) throws Exception {
    Path out = Files.createDirectories(folder.resolve("project/scripts"));
    Process process =
        start("cluster", Map.of("OUT", out.toString()), List.of("bash", "-c", command));
    Outcome outcome = outcome("cluster", process);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("spark-cluster: ").contains(reason).hasLineCount(1);
  }
}
