package org.nasreplay.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Records;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * The command line. Exit codes: 0 done; 1 failed, with a stack trace; 2 wrong usage, bad input or
 * output that cannot be written, with one line on standard error.
 */
@Command(
    name = "nasreplay",
    description = "Replays architecture-search algorithms against precomputed benchmark tables.",
    mixinStandardHelpOptions = true,
    versionProvider = NasReplay.Version.class,
    subcommands = {
      ReproduceCommand.class,
      ReplayCommand.class,
      SearchCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      TableCommand.class,
      StudyCommand.class,
      NetworkCommand.class
    })
public final class NasReplay {
  private static final int FAILED = 1;
  private static final int WRONG_INPUT = 2;

  /** From the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = NasReplay.class.getPackage().getImplementationVersion();
      return new String[] {"nasreplay " + (version == null ? "development" : version)};
    }
  }

  private NasReplay() {}

  public static void main(String[] args) {
    System.exit(
        run(
            args,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err)));
  }

  /**
   * A command from its arguments to its exit code, which tells output that could not be written.
   */
  static int run(String[] args, OutputStream standardOut, OutputStream standardErr) {
    var console = new Console(standardOut);
    var out = new PrintWriter(console, true);
    var err = new PrintWriter(new Console(standardErr), true);
    int exitCode = commandLine().setOut(out).setErr(err).execute(args);
    out.flush();
    IOException failure = console.failure();
    if (failure != null && exitCode == 0) {
      complain(err, "standard output: " + failure.getMessage());
      exitCode = WRONG_INPUT;
    }
    err.flush();
    return exitCode;
  }

  /** The command line with its errors handled, for {@code main} and for tests. */
  public static CommandLine commandLine() {
    var command =
        new CommandLine(new NasReplay())
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setParameterExceptionHandler(NasReplay::wrongUsage)
            .setExecutionExceptionHandler(NasReplay::failed);
    Stream.of(int.class, Integer.class, long.class, Long.class, double.class, Double.class)
        .forEach(number -> readAsInSuites(command, number));
    return command;
  }

  /** A number means the same in an option and in a suite. */
  private static <T> void readAsInSuites(CommandLine command, Class<T> number) {
    command.registerConverter(
        number,
        text -> {
          try {
            return new Records(UnaryOperator.identity()).read(Tree.plain(text), number);
          } catch (InputException e) {
            throw new TypeConversionException(e.reason());
          }
        });
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String path = command.getCommandSpec().qualifiedName();
    complain(
        command.getErr(), Text.format("%s (see %s --help)", String.valueOf(e.getMessage()), path));
    return WRONG_INPUT;
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    if (cause instanceof InputException input) {
      complain(command.getErr(), input.line());
      return WRONG_INPUT;
    }
    if (cause instanceof IOException refused) { // what it was about is not always said
      complain(command.getErr(), InputException.of(Path.of("a file"), refused).line());
      return WRONG_INPUT;
    }
    e.printStackTrace(command.getErr());
    return FAILED;
  }

  private static void complain(PrintWriter err, String reason) {
    err.println("nasreplay: " + Text.printable(String.join(" ", reason.lines().toList())));
  }
}
