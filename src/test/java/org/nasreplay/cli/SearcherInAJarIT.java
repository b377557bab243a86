package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The searcher that the README shows, built and run as the README says. */
class SearcherInAJarIT {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir private Path folder;

  @Test
  void theSearcherOfTheReadmeIsUsableInASuiteByName() throws Exception {
    Path suite =
        Files.writeString(
            folder.resolve("suite.yaml"),
            Commands.suite("other", 2, Commands.TABLE, "greedy", "greedy: {draws: 8}"));
    Path out = folder.resolve("out");
    assertThat(replay("", suite, out)).contains("unknown searcher (greedy), expected one of");
    assertThat(replay(File.pathSeparator + jar(), suite, out)).contains("4 runs, 40 evaluations");
    assertThat(Files.readString(out.resolve("runs.csv")))
        .contains("cifar10,greedy,0,", "cifar10,greedy {draws=8},1,");
  }

  /** Compiles the README's Java and packs it with the file that names its provider. */
  private Path jar() throws IOException {
    var example =
        Pattern.compile("```java\\n(package (\\w+);.*?class (\\w+) .*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(example.find()).isTrue();
    Path source = Files.writeString(folder.resolve(example.group(3) + ".java"), example.group(1));
    Path classes = folder.resolve("classes");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                CLASS_PATH,
                "-proc:none",
                "-d",
                classes.toString(),
                source.toString());
    assertThat(failed).isZero();
    return Jars.pack(
        folder.resolve("greedy.jar"), classes, example.group(2) + "." + example.group(3));
  }

  /** All that {@code nasreplay replay} prints, with more at the end of its class path. */
  private static String replay(String more, Path suite, Path out) throws Exception {
    assumeTrue(Program.isPackaged(), "needs the packaged " + Program.JAR);
    List<String> options = Program.options();
    int classPath = options.size() - 1;
    options.set(classPath, options.get(classPath) + more);
    Process process =
        new ProcessBuilder(Program.command(options, "replay", suite, "--out", out))
            .redirectErrorStream(true)
            .start();
    try (InputStream printed = process.getInputStream()) {
      return new String(printed.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
