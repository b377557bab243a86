package org.nasreplay.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process of its own that runs one command after the other: most of what a command takes is the
 * start of its Java.
 */
final class CommandLoop implements AutoCloseable {
  /** How a command ended. */
  record Ended(int exitCode, String err) {}

  private final Process process;
  private final DataOutputStream commands;
  private final DataInputStream answers;

  /**
   * Starts the process.
   *
   * @param java its home
   * @param options of the virtual machine, and the class path, on which this class must be
   */
  CommandLoop(Path java, List<String> options, Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin/java").toString());
    command.addAll(options);
    command.add(CommandLoop.class.getName());
    var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().putAll(environment);
    process = builder.start();
    commands = new DataOutputStream(process.getOutputStream());
    answers = new DataInputStream(process.getInputStream());
  }

  /** Runs one command, as in a process that ends with it. */
  Ended run(Object... args) throws IOException {
    commands.writeInt(args.length);
    for (Object arg : args) commands.writeUTF(arg.toString());
    commands.flush();
    return new Ended(answers.readInt(), answers.readUTF());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] none) throws IOException {
    var commands = new DataInputStream(System.in);
    var answers = new DataOutputStream(System.out);
    while (true) {
      String[] args;
      try {
        args = new String[commands.readInt()];
      } catch (EOFException e) { // whoever started this has ended
        return;
      }
      for (int i = 0; i < args.length; i++) args[i] = commands.readUTF();
      var err = new ByteArrayOutputStream();
      answers.writeInt(NasReplay.run(args, OutputStream.nullOutputStream(), err));
      answers.writeUTF(err.toString(StandardCharsets.UTF_8));
      answers.flush();
    }
  }
}
