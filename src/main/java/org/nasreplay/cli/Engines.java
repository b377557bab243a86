package org.nasreplay.cli;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Engine;
import org.nasreplay.replay.EngineProvider;
import org.nasreplay.replay.ThreadPool;
import picocli.CommandLine.Option;

/** Where a replay runs. */
final class Engines {
  private static final String THREADS = "threads";
  private static final String SPARK = "spark";

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "threads of this process, or spark (default: ${DEFAULT-VALUE}); no result depends on it",
      defaultValue = THREADS)
  private String engine = THREADS;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "of Spark: local[*], spark://HOST:PORT, yarn, k8s://…",
      defaultValue = "")
  private String master = "";

  /** Makes what another process needs; asked for only where there is one. */
  interface Recipes {
    EngineProvider.Recipe get() throws IOException;
  }

  /** Whether everything runs in this process. */
  boolean here() {
    return Names.find("engine", engine, List.of(THREADS, SPARK)).equals(THREADS);
  }

  /**
   * The engine that the command line asks for.
   *
   * @param threads of this process
   * @param remark takes what the engine says
   * @throws InputException where it is not there
   */
  Engine get(int threads, Recipes recipe, Consumer<String> remark) throws IOException {
    if (here()) {
      if (master.isEmpty()) return new ThreadPool(threads);
      throw new InputException("--master " + master + ": needs --engine spark");
    }
    ClassLoader loader = loader();
    try {
      EngineProvider provider =
          ServiceLoader.load(EngineProvider.class, loader).stream()
              .map(ServiceLoader.Provider::get)
              .filter(one -> one.name().equals(SPARK))
              .findFirst()
              .orElseThrow(Engines::missing);
      Engine found = provider.engine(master, recipe.get(), jars(), remark);
      return (cells, work) -> {
        // Spark looks for classes where the thread does.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
          found.run(cells, work);
        } catch (LinkageError e) {
          throw unfit(e);
        } finally {
          thread.setContextClassLoader(before);
        }
      };
    } catch (LinkageError | ServiceConfigurationError e) {
      throw unfit(e);
    }
  }

  private static InputException missing() {
    return new InputException(
        "--engine spark: not built; mvn -Pspark -DskipTests package builds it in a checkout, and"
            + " gets Spark");
  }

  private static InputException unfit(Error e) {
    return new InputException(
        "--engine spark: the classes of Spark, of this program and of its engine do not fit"
            + " together, expected one build, and Spark 4: "
            + e,
        e);
  }

  /**
   * With the engine's jar and Spark, which are beside this program's own class path: what is on
   * that is part of a result's identity. Where Spark itself has started this program, all is there.
   */
  private static ClassLoader loader() throws IOException {
    ClassLoader own = Objects.requireNonNull(Engines.class.getClassLoader());
    if (own.getResource("org/apache/spark/SparkContext.class") != null) return own;
    Path folder = Path.of(System.getProperty("nasreplay.home", ""), "target", SPARK);
    String installed = System.getenv("SPARK_HOME");
    boolean built = installed == null || installed.isEmpty();
    List<Path> spark = inside(built ? folder.resolve("lib") : Path.of(installed, "jars"));
    List<Path> jars = new ArrayList<>(inside(folder));
    if (jars.isEmpty() || (built && spark.isEmpty())) throw missing();
    if (spark.stream().noneMatch(jar -> jar.getFileName().toString().startsWith("spark-core_"))) {
      throw new InputException(
          Text.format(
              "SPARK_HOME (%s): no Spark there, expected it in the folder jars", installed));
    }
    jars.addAll(spark);
    var urls = new ArrayList<URL>();
    for (Path jar : jars) urls.add(jar.toUri().toURL());
    return new URLClassLoader(urls.toArray(URL[]::new), own);
  }

  private static List<Path> inside(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** Of this program: those of the class path, and those that they name themselves. */
  private static List<Path> jars() throws IOException {
    Set<Path> jars = new LinkedHashSet<>();
    for (Path jar : classPath()) {
      if (!jar.toString().endsWith(".jar") || !Files.isRegularFile(jar) || !jars.add(jar)) continue;
      try (var file = new JarFile(jar.toFile())) {
        Manifest manifest = file.getManifest();
        String named =
            manifest == null
                ? null
                : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        if (named == null) continue;
        for (String library : named.split(" ", -1)) {
          jars.add(Path.of(jar.toUri().resolve(URI.create(library))));
        }
      }
    }
    return List.copyOf(jars);
  }

  /** Where Spark has started this program, the class path is Spark's own. */
  private static List<Path> classPath() {
    URL own = Engines.class.getProtectionDomain().getCodeSource().getLocation();
    Path jar = Path.of(URI.create(own.toString()));
    List<Path> all =
        Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().normalize())
            .toList();
    return all.contains(jar) ? all : List.of(jar);
  }
}
