package org.nasreplay.cli;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.nasreplay.io.Text;

/**
 * The comment that a suite's file begins with: what is compared, of which paper. What it says
 * behind {@code The table:} is the command that makes the suite's table.
 *
 * @param about in one paragraph
 * @param makesTable empty where the comment does not say
 */
record SuiteComment(String about, String makesTable) {
  private static final String TABLE = "The table: ";
  private static final int LONGEST = 1 << 20;

  static SuiteComment of(Path suite) {
    String comment =
        Text.read(suite, LONGEST)
            .lines()
            .takeWhile(line -> line.startsWith("#"))
            .map(line -> line.substring(1).strip())
            .collect(Collectors.joining(" "));
    int cut = comment.indexOf(TABLE);
    if (cut < 0) return new SuiteComment(comment, "");
    return new SuiteComment(
        comment.substring(0, cut).strip(), comment.substring(cut + TABLE.length()));
  }
}
