package org.nasreplay.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where {@code java -jar nasreplay.jar} starts. Of the libraries it names no class, so that it can
 * tell who has taken the jar alone what is missing.
 */
public final class Start {
  private Start() {}

  /**
   * Runs a command as the launchers do, on the data beside the jar.
   *
   * @param args as the command line takes them
   * @throws URISyntaxException never, as a jar is a file
   */
  public static void main(String[] args) throws URISyntaxException {
    if (Start.class.getResource("/picocli/CommandLine.class") == null) {
      System.err.println(
          "nasreplay: the libraries are missing that belong into the folder lib beside this jar; start"
              + " bin/nasreplay where an archive of it is unpacked, or scripts/nasreplay in a clone");
      System.exit(2);
    }
    Path jar = Path.of(Start.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    // In a clone the jar lies in target, one folder below.
    Stream.iterate(jar.getParent(), Path::getParent)
        .limit(2)
        .filter(folder -> Files.isDirectory(folder.resolve("data/suites")))
        .findFirst()
        .ifPresent(home -> System.setProperty("nasreplay.home", home.toString()));
    System.setProperty("java.awt.headless", "true");
    NasReplay.main(args);
  }
}
