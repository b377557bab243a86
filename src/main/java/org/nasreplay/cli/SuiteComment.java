package org.nasreplay.cli;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.nasreplay.io.Text;

/**
 * The comment that a suite's file begins with: what is compared, of which paper. Where the suite's
 * table does not come with the project, it ends with the command that makes it.
 *
 * @param about in one paragraph
 * @param makesTable empty where the comment has no such command
 */
record SuiteComment(String about, String makesTable) {
  private static final String COMMAND = "nasreplay table ";
  private static final int LONGEST = 1 << 20;

  static SuiteComment of(Path suite) {
    String comment =
        Text.read(suite, LONGEST)
            .lines()
            .takeWhile(line -> line.startsWith("#"))
            .map(line -> line.substring(1).strip())
            .collect(Collectors.joining(" "));
    int cut = comment.indexOf(COMMAND);
    if (cut < 0) return new SuiteComment(comment, "");
    String about = comment.substring(0, cut).replaceFirst(" The table: $", "");
    return new SuiteComment(about, comment.substring(cut));
  }
}
