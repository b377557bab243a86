package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nasreplay.table.file.TableFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A table that a command says something about, to people or, as JSON, to programs. */
final class AskedTable {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Parameters(index = "0", paramLabel = "TABLE", description = "table to read")
  private String file = "";

  @Option(names = "--json", description = "as JSON")
  private boolean json;

  TableFile open() throws IOException {
    return ProjectFiles.table(file);
  }

  /** As the command line names it. */
  String named() {
    return file;
  }

  boolean json() {
    return json;
  }

  PrintWriter out() {
    return Objects.requireNonNull(command).commandLine().getOut();
  }

  PrintWriter err() {
    return Objects.requireNonNull(command).commandLine().getErr();
  }
}
