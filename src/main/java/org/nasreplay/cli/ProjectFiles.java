package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.PublishedNetwork;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.Benchmark;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.oracle.ofa.OnceForAll;
import org.nasreplay.oracle.ofa.OnceForAllBenchmark;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Suite;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.OnceForAllSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.file.TableFile;
import org.nasreplay.table.file.TableFormats;

/** Where files are looked for that are named by a command or a suite, and how tables are opened. */
final class ProjectFiles {
  static final String DEFAULT_SUITE = "natsbench-size";
  static final String DEFAULT_TABLE = "data/nats-size-surrogate.h5";

  /** How the reason begins where a file is in none of the folders. */
  static final String MISSING = "no such file";

  private ProjectFiles() {}

  /**
   * {@code path} from the current folder, else from the project's.
   *
   * @throws InputException where neither has it
   */
  static Path find(String path) {
    return find(path, Stream.of(Path.of("")));
  }

  /**
   * The suite that a command names: a file, see {@link #find}, or the name of one in data/suites.
   *
   * @throws InputException where it is neither; says what is close
   */
  static Path suite(String named) {
    boolean name = named.matches("[A-Za-z0-9][A-Za-z0-9._-]*") && !named.matches(".*\\.ya?ml");
    if (!name || Files.isRegularFile(Path.of(named))) return find(named);
    SortedMap<String, Path> all = suites();
    return Objects.requireNonNull(all.get(Names.find("suite", named, all.keySet())));
  }

  /** The suites of the project, by name. */
  static SortedMap<String, Path> suites() {
    return in("data/suites", ".yaml");
  }

  /**
   * The files of a folder by their names without {@code ending}; see {@link #find}.
   *
   * @param folder empty for the current one
   */
  static SortedMap<String, Path> in(String folder, String ending) {
    Path found = find(folder);
    SortedMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(found)) {
      entries
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .forEach(
              file -> {
                String name = String.valueOf(file.getFileName());
                files.put(name.substring(0, name.length() - ending.length()), file);
              });
    } catch (IOException e) {
      throw InputException.of(found, e);
    }
    return files;
  }

  /** The table that a command names; see {@link #find}. Its checksums are held. */
  static TableFile table(String path) throws IOException {
    return TableFormats.open(find(path));
  }

  /**
   * The table that a command names, else the suite's, which is looked for beside the suite first.
   * Its checksums are held.
   *
   * @throws InputException where it is nowhere; says where it was looked for
   */
  static TableFile table(@Nullable String path, Suite suite, Path suiteFile) throws IOException {
    if (path != null) return table(path);
    try {
      return TableFormats.open(find(suite.table(), beside(suiteFile)));
    } catch (InputException e) {
      String makes = SuiteComment.of(suiteFile).makesTable();
      if (makes.isEmpty() || tableFile(suite, suiteFile) != null) throw e;
      throw new InputException(e.place(), e.reason() + "; this makes it: " + makes, e);
    }
  }

  private static Stream<Path> beside(Path suiteFile) {
    return Stream.of(Objects.requireNonNullElse(suiteFile.getParent(), Path.of("")), Path.of(""));
  }

  /** Where the table of a suite is; null where it is nowhere, or needs no file. */
  static @Nullable Path tableFile(Suite suite, Path suiteFile) {
    try {
      return find(suite.table(), beside(suiteFile));
    } catch (InputException e) {
      return null;
    }
  }

  /** Whether a suite can be replayed as it is. */
  static boolean has(Suite suite, Path suiteFile) {
    return isPredictor(suite.table()) || tableFile(suite, suiteFile) != null;
  }

  /** Whether a suite's table is the name of a predictor that needs no file. */
  static boolean isPredictor(String table) {
    return table.equals(OnceForAllSpace.NAME);
  }

  /**
   * A dataset that a table has values for, in capitals or not.
   *
   * @throws InputException where there is none of this name
   */
  static Dataset dataset(String named, BenchmarkTable table) {
    List<String> labels =
        table.columns().stream().map(column -> column.key().dataset().label()).distinct().toList();
    return Dataset.parse(Names.find("dataset", named, labels));
  }

  /**
   * A benchmark as a command or a suite names it.
   *
   * @param provenance as results describe it
   * @param file null where it is no table
   */
  record Opened(Benchmark benchmark, ReplayProvenance.Table provenance, @Nullable TableFile file) {
    /** Says what is odd about it, as {@link ProjectFiles#remark} does. */
    void remark(PrintWriter err) {
      if (file != null) ProjectFiles.remark(file, err);
    }
  }

  /**
   * The benchmark that a command names, else the suite's: a table's file, see {@link #table}, the
   * name of a predictor that needs no file, or the folder of one that has its own.
   */
  static Opened benchmark(@Nullable String named, Suite suite, Path suiteFile) throws IOException {
    String name = named != null ? named : suite.table();
    if (isPredictor(name)) {
      return opened(new OnceForAllBenchmark(OnceForAll.embedded()), name, "");
    }
    if (named != null && Files.isDirectory(Path.of(named))) {
      Path folder = Path.of(named);
      return opened(
          new OnceForAllBenchmark(OnceForAll.read(folder)),
          String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
          OnceForAll.sha256(folder));
    }
    TableFile file = table(named, suite, suiteFile);
    String shown = String.valueOf(file.path().getFileName());
    Opened table = opened(new TableBenchmark(file.table()), shown, file.sha256());
    return new Opened(table.benchmark(), table.provenance(), file);
  }

  private static Opened opened(Benchmark benchmark, String name, String sha256) {
    return new Opened(
        benchmark, new ReplayProvenance.Table(name, sha256, benchmark.space().name()), null);
  }

  /**
   * Says what is odd about a table; to be called when nothing can be refused any more, so that who
   * is refused reads one line.
   *
   * @param out takes what the values read by now hint at
   * @param err takes what is to be known about the file
   */
  static void remark(TableFile table, PrintWriter out, PrintWriter err) {
    table.hints().forEach(hint -> out.println(Text.printable("hint: " + hint)));
    remark(table.notices(), err);
  }

  /** What is to be known about a file, a line each. */
  static void remark(List<String> notices, PrintWriter err) {
    notices.forEach(notice -> err.println(Text.printable("nasreplay: " + notice)));
  }

  /** The same, all of it on standard error, where standard output is for others. */
  static void remark(TableFile table, PrintWriter err) {
    remark(table, err, err);
  }

  private static Path find(String path, Stream<Path> folders) {
    Path project = Path.of(System.getProperty("nasreplay.home", ""));
    List<Path> places;
    try {
      places = Stream.concat(folders, Stream.of(project)).map(f -> f.resolve(path)).toList();
    } catch (InvalidPathException e) {
      throw new InputException(Text.printable(path), "not the name of a file", e);
    }
    for (Path place : places) {
      if (Files.exists(place)) return place.normalize();
    }
    throw new InputException(
        path,
        places.stream()
            .map(place -> String.valueOf(place.toAbsolutePath().normalize().getParent()))
            .distinct()
            .collect(Collectors.joining(", ", MISSING + ", looked for in ", "")));
  }

  /**
   * A suite made ready to run.
   *
   * @param file of the suite, for messages
   * @throws InputException where the table or the searchers lack what the suite names
   */
  static Replay replay(Suite suite, Path file, Benchmark benchmark) {
    return replay(suite, file, benchmark, new SearcherRegistry());
  }

  /** The same with searchers of {@code registry}. */
  static Replay replay(Suite suite, Path file, Benchmark benchmark, SearcherRegistry registry) {
    try {
      Suite.Published published = suite.published();
      Suite.Networks networks = published == null ? null : published.networks();
      if (networks != null) {
        PublishedNetwork.of(networks.beside());
        PublishedNetwork.of(networks.marks());
      }
      return new Replay(suite, benchmark, registry);
    } catch (InputException e) {
      throw e.in(file);
    }
  }
}
