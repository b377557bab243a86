package org.nasreplay.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Records;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;
import org.nasreplay.search.ConfiguredSearcher;

/**
 * Searchers that are programs in any language, as a suite describes them under {@code process}, and
 * their processes: one for every thread that runs such a searcher, each for as many runs as come.
 *
 * <p>A process is started without a shell, in the suite's folder, with the variables of the
 * environment that the suite names and those that a program is found by. It is ended with the end
 * of its input.
 */
public final class ProcessSearchers implements AutoCloseable {
  private static final int PROTOCOL = 1;
  private static final Records RECORDS = new Records(UnaryOperator.identity());
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What is passed on where a suite names nothing; the second is Windows'. */
  private static final List<String> ENVIRONMENT = List.of("PATH", "SystemRoot");

  private static final double LIMIT_SECONDS = 60;
  private static final int LOOK_EVERY_MILLIS = 50;

  /**
   * A searcher as a suite describes it.
   *
   * @param name 1 to 64 lower-case letters, digits, hyphens and dots, a letter first
   * @param command the program and its arguments; those that name a file beside the suite belong to
   *     the identity of its results
   * @param settings handed to the program as they are
   * @param files further ones that its results depend on
   * @param environment names of variables that are passed on
   * @param limit seconds that it may take from one evaluation to the next
   */
  record Description(
      String name,
      List<String> command,
      @Nullable Tree settings,
      @Nullable List<String> files,
      @Nullable List<String> environment,
      @Nullable Double limit) {
    Description {
      Expect.that(
          name.matches("[a-z][a-z0-9.-]{0,63}"),
          "name",
          name,
          "1 to 64 lower-case letters, digits, hyphens and dots, a letter first");
      if (command.isEmpty()) throw new InputException("command is empty, expected a program");
      for (String each : command) {
        Expect.that(each.indexOf('\0') < 0, "command", each, "no character of code 0");
      }
      if (limit != null) Expect.number("limit", limit, 0.1, 1e6);
      if (settings != null && !(settings instanceof Tree.Mapping)) {
        throw new InputException(
            settings.place(), Text.format("settings (%s), expected keys", settings.shown()));
      }
    }
  }

  private final Path folder;
  private final List<List<String>> commands = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Log> logs = new ConcurrentHashMap<>();
  private final Thread atExit = new Thread(this::killAll, "processes");
  private @Nullable Timer watch;

  /**
   * @param folder of the suite, in which processes run
   */
  public ProcessSearchers(Path folder) {
    this.folder = folder;
  }

  /** The commands of all searchers that were configured. */
  public List<List<String>> commands() {
    return List.copyOf(commands);
  }

  /**
   * A searcher as a suite describes it; nothing is started yet.
   *
   * @throws InputException where the description is none, or no file stands for the program
   */
  public ConfiguredSearcher configure(Tree.Mapping tree) {
    Description it;
    try {
      it = RECORDS.read(tree, Description.class);
    } catch (InputException e) {
      throw new InputException(e.place(), "process: " + e.reason(), e);
    }
    JsonNode settings = it.settings() == null ? JSON.objectNode() : json(it.settings());
    ObjectNode identity = JSON.objectNode();
    ArrayNode command = identity.putArray("command");
    it.command().forEach(command::add);
    identity.set("settings", settings);
    ObjectNode digests = identity.putObject("sha256");
    for (String argument : it.command()) {
      Path file = file(argument);
      if (file != null && Files.isRegularFile(file)) digests.put(argument, digest(file));
    }
    for (String name : Objects.requireNonNullElse(it.files(), List.<String>of())) {
      Path file = file(name);
      if (file == null || !Files.isRegularFile(file)) {
        throw new InputException(
            tree.place(),
            Text.format("process: files (%s), expected a file beside the suite", Tree.shown(name)));
      }
      digests.put(name, digest(file));
    }
    if (digests.isEmpty()) {
      throw new InputException(
          tree.place(),
          Text.format(
              "process: command (%s), expected one that names a file beside the suite, or files: that"
                  + " its results depend on",
              Text.excerpt(String.join(" ", it.command()))));
    }
    commands.add(it.command());
    names.add(it.name());
    Deque<Conversation> waiting = new ConcurrentLinkedDeque<>();
    return new ConfiguredSearcher(
        it.name(),
        identity.toString(),
        settings.toString(),
        () ->
            new ProcessSearcher(
                () -> {
                  Conversation next = waiting.pollFirst();
                  return next != null ? next : started(it, settings);
                },
                waiting::addFirst,
                this::end));
  }

  /** Null where no file can have such a name. */
  private @Nullable Path file(String name) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static String digest(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw InputException.of(file, e);
    }
  }

  /** What YAML writes without quotes is a number or a truth where it looks like one. */
  private static JsonNode json(Tree tree) {
    if (tree instanceof Tree.Mapping mapping) {
      ObjectNode all = JSON.objectNode();
      for (Map.Entry<String, Tree> each : mapping.values().entrySet()) {
        all.set(each.getKey(), json(each.getValue()));
      }
      return all;
    }
    if (tree instanceof Tree.Sequence sequence) {
      ArrayNode all = JSON.arrayNode();
      sequence.values().forEach(each -> all.add(json(each)));
      return all;
    }
    var scalar = (Tree.Scalar) tree;
    String text = scalar.text();
    if (scalar.isEmpty()) return JSON.nullNode();
    if (scalar.quoted()) return JSON.textNode(text);
    if (text.equals("true") || text.equals("false")) return JSON.booleanNode(text.equals("true"));
    if (!Text.isNumber(text) || text.length() > 40) return JSON.textNode(text);
    if (text.matches("[-+]?0[0-9].*")) {
      throw new InputException(
          tree.place(),
          Text.format("settings (%s), expected a number that does not start with 0", text));
    }
    if (text.matches("[-+]?[0-9]+")) return JSON.numberNode(new BigDecimal(text).toBigInteger());
    double value = Double.parseDouble(text);
    if (Double.isFinite(value)) return JSON.numberNode(value);
    throw new InputException(
        tree.place(), Text.format("settings (%s), expected a number up to 1.8e308", text));
  }

  /**
   * From now on processes may be started.
   *
   * @param log the file for what a searcher of that name writes to its standard error
   */
  public void logTo(Function<String, Path> log) {
    names.forEach(name -> logs.put(name, new Log(log.apply(name))));
    if (names.isEmpty()) return;
    watch = new Timer("processes", true);
    var look =
        new TimerTask() {
          @Override
          public void run() {
            open.forEach(Conversation::endIfItHangs);
            logs.values().forEach(log -> log.bound(Log.FLOOD));
          }
        };
    watch.schedule(look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private Conversation started(Description it, JsonNode settings) {
    Log log = Objects.requireNonNull(logs.get(it.name()), "started before it may be");
    Conversation conversation = new Conversation(process(it, log), log, limit(it));
    open.add(conversation);
    boolean met = false;
    try {
      conversation.send(
          Line.of(
              out -> {
                out.writeObjectFieldStart("hello");
                out.writeNumberField("protocol", PROTOCOL);
                out.writeStringField("searcher", it.name());
                out.writeFieldName("settings");
                out.writeRawValue(settings.toString());
                out.writeEndObject();
              }));
      JsonNode message = conversation.receive();
      JsonNode hello = message.path(Line.kind(message, Set.of("hello")));
      if (!hello.path("protocol").isInt() || hello.path("protocol").intValue() != PROTOCOL) {
        throw Line.unexpected(message.toString(), "hello in protocol " + PROTOCOL, null);
      }
      met = true;
      return conversation;
    } finally {
      if (!met) end(conversation);
    }
  }

  private static double limit(Description it) {
    return it.limit() == null ? LIMIT_SECONDS : it.limit();
  }

  private Process process(Description it, Log log) {
    var builder =
        new ProcessBuilder(it.command())
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
    Map<String, String> environment = builder.environment();
    Collection<String> passed = new ArrayList<>(ENVIRONMENT);
    passed.addAll(Objects.requireNonNullElse(it.environment(), List.<String>of()));
    environment.keySet().retainAll(passed);
    try {
      return builder.start();
    } catch (IOException e) {
      // Java's own words name the folder and a number; the system's stand behind them.
      String said = String.valueOf(e.getMessage()).replaceFirst("^.*error=\\d+, ", "");
      throw new InputException(
          Text.format("command (%s) cannot be started: %s", it.command().get(0), said), e);
    }
  }

  private void end(Conversation conversation) {
    open.remove(conversation);
    conversation.kill();
  }

  private void killAll() {
    open.forEach(Conversation::kill);
  }

  /** Ends all processes. */
  @Override
  public void close() {
    if (watch == null) return;
    watch.cancel();
    open.forEach(Conversation::close);
    open.forEach(Conversation::awaitEnd);
    open.clear();
    logs.values().forEach(log -> log.bound(Log.LONGEST));
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The program is ending already.
    }
  }
}
