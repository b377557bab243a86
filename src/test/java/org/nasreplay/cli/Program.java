package org.nasreplay.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program in a Java of its own, as the launcher starts it: without the optimizing compiler, and
 * with the classes that the build has left as Java has them in memory. A Java that has only the
 * tests' class path reads thousands of classes first, and digests every library of the tests.
 */
final class Program {
  static final Path JAR = Path.of("target/nasreplay.jar").toAbsolutePath();

  /** The home of the Java that runs the tests. */
  static final Path JAVA = Path.of(System.getProperty("java.home"));

  private Program() {}

  static boolean isPackaged() {
    return Files.exists(JAR);
  }

  /** Options of the virtual machine that come before the name of a class, after {@code more}. */
  static List<String> options(String... more) {
    List<String> options = new ArrayList<>(List.of(more));
    options.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:SharedArchiveFile=" + JAR.resolveSibling("nasreplay.jsa"),
            "-Xlog:disable",
            "-Djava.awt.headless=true",
            "-Dnasreplay.home=" + Path.of("").toAbsolutePath(),
            "-cp",
            // in this order, as the archive is of what begins with the jar
            JAR + File.pathSeparator + Path.of("target/test-classes").toAbsolutePath()));
    return options;
  }

  /** The words that start {@code nasreplay} with {@code arguments}. */
  static List<String> command(List<String> options, Object... arguments) {
    List<String> command = new ArrayList<>(List.of(JAVA.resolve("bin/java").toString()));
    command.addAll(options);
    command.add(NasReplay.class.getName());
    for (Object argument : arguments) command.add(argument.toString());
    return command;
  }
}
