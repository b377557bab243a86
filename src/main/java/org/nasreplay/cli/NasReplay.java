package org.nasreplay.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.Records;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The command line. Exit codes: 0 done; 1 failed, with a stack trace; 2 wrong usage, bad input or
 * output that cannot be written, with one line on standard error.
 */
@Command(
    name = "nasreplay",
    description = "Replays architecture-search algorithms against precomputed benchmark tables.",
    footer = {
      "%nFirst steps:",
      "  nasreplay replay                             the default suite and its report",
      "  nasreplay search layernas --dataset cifar10  one run, step by step",
      "  nasreplay list suites                        what else can be replayed",
      "  nasreplay list searchers                     what can search, and its settings",
      "  source <(nasreplay generate-completion)      completion in bash and zsh"
    },
    mixinStandardHelpOptions = true,
    versionProvider = NasReplay.Version.class)
public final class NasReplay implements Runnable {
  private static final int FAILED = 1;
  private static final int WRONG_INPUT = 2;

  /** In the order of the help. */
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("reproduce", ReproduceCommand::new);
    COMMANDS.put("replay", ReplayCommand::new);
    COMMANDS.put("search", SearchCommand::new);
    COMMANDS.put("report", ReportCommand::new);
    COMMANDS.put("figure", FigureCommand::new);
    COMMANDS.put("serve", ServeCommand::new);
    COMMANDS.put("compare", CompareCommand::new);
    COMMANDS.put("import", ImportCommand::new);
    COMMANDS.put("table", TableCommand::new);
    COMMANDS.put("study", StudyCommand::new);
    COMMANDS.put("network", NetworkCommand::new);
    COMMANDS.put("list", ListCommand::new);
  }

  /** From the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = NasReplay.class.getPackage().getImplementationVersion();
      return new String[] {"nasreplay " + (version == null ? "development" : version)};
    }
  }

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "no progress and no remarks: on standard error only what went wrong")
  private boolean quiet;

  /** Where errors go when all else that goes to standard error does not. */
  private @Nullable PrintWriter errors;

  private NasReplay() {}

  /** What a user types to start this program. */
  static String calledAs() {
    return System.getProperty("nasreplay.command", "nasreplay");
  }

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
    int exitCode = commandLine(needed(args)).setOut(out).setErr(err).execute(args);
    out.flush();
    IOException failure = console.failure();
    if (failure != null && exitCode == 0) {
      complain(err, "standard output: " + failure.getMessage());
      exitCode = WRONG_INPUT;
    }
    err.flush();
    return exitCode;
  }

  /**
   * The commands that have to be known to take {@code args}: to read the annotations of all takes
   * longer than most commands do.
   */
  private static Set<String> needed(String... args) {
    Optional<String> first = Stream.of(args).filter(arg -> !arg.startsWith("-")).findFirst();
    if (first.isPresent() && COMMANDS.containsKey(first.get())) return Set.of(first.get());
    return first.isEmpty() && List.of(args).contains("--version") ? Set.of() : COMMANDS.keySet();
  }

  /** The command line with its errors handled and all its commands. */
  public static CommandLine commandLine() {
    return commandLine(COMMANDS.keySet());
  }

  private static CommandLine commandLine(Set<String> needed) {
    var main = new NasReplay();
    var command = new CommandLine(main);
    COMMANDS.forEach(
        (name, made) -> {
          if (needed.contains(name)) command.addSubcommand(made.get());
        });
    if (needed.equals(COMMANDS.keySet()))
      command.addSubcommand(new AutoComplete.GenerateCompletion());
    command
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExecutionStrategy(main::execute)
        .setParameterExceptionHandler(main::wrongUsage)
        .setExecutionExceptionHandler(main::failed);
    Stream.of(int.class, Integer.class, long.class, Long.class, double.class, Double.class)
        .forEach(number -> readAsInSuites(command, number));
    return command;
  }

  /** Without a command, help. */
  @Override
  public void run() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    command.usage(command.getOut());
  }

  private int execute(ParseResult parsed) {
    CommandLine command = parsed.commandSpec().commandLine();
    if (quiet) {
      errors = command.getErr();
      command.setErr(new PrintWriter(Writer.nullWriter()));
      System.setProperty("nasreplay.terminal", "false"); // or a bar would be drawn there
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private PrintWriter errors(CommandLine command) {
    return errors != null ? errors : command.getErr();
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

  private int wrongUsage(ParameterException e, String[] args) {
    CommandSpec used = e.getCommandLine().getCommandSpec();
    complain(
        errors(e.getCommandLine()),
        Text.format("%s (see %s --help)", reason(e, used), used.qualifiedName()));
    return WRONG_INPUT;
  }

  /** What is wrong, and what was meant, or may be. */
  private static String reason(ParameterException e, CommandSpec used) {
    String message = String.valueOf(e.getMessage());
    Set<String> commands = used.subcommands().keySet();
    List<String> unmatched = used.commandLine().getUnmatchedArguments();
    if (unmatched.isEmpty()) {
      boolean nothingChosen = !commands.isEmpty() && !(used.userObject() instanceof Runnable);
      return nothingChosen ? message + ", expected one of " + String.join(", ", commands) : message;
    }
    String word = unmatched.get(0);
    if (!word.startsWith("-")) return message + Names.didYouMean(word, commands);
    String option = word.replaceFirst("=.*", ""); // where one is mistyped, it may seem missing
    return Text.format("Unknown option: '%s'", word)
        + Names.didYouMean(option, used.optionsMap().keySet());
  }

  private int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = errors(command);
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    if (cause instanceof InputException input) {
      complain(err, input.line());
      return WRONG_INPUT;
    }
    if (cause instanceof IOException refused) { // what it was about is not always said
      complain(err, InputException.of(Path.of("a file"), refused).line());
      return WRONG_INPUT;
    }
    e.printStackTrace(err);
    return FAILED;
  }

  private static void complain(PrintWriter err, String reason) {
    err.println("nasreplay: " + Text.printable(String.join(" ", reason.lines().toList())));
  }
}
