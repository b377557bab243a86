package org.nasreplay.cli;

import java.io.PrintWriter;
import java.util.List;

/** Text as a terminal of 100 columns shows it. */
final class Listing {
  private static final int WIDTH = 100;

  private final PrintWriter out;

  Listing(PrintWriter out) {
    this.out = out;
  }

  void line(String text) {
    out.println(text);
  }

  /** Paragraphs, each line {@code indent} from the left, with empty lines between them. */
  void paragraphs(int indent, List<String> all) {
    for (int i = 0; i < all.size(); i++) {
      if (i > 0) out.println();
      String each = all.get(i);
      if (each.startsWith(" ")) { // a formula
        each.lines().forEach(line -> out.println(" ".repeat(indent) + line));
      } else {
        filled(indent, each);
      }
    }
  }

  /** One paragraph. */
  void filled(int indent, String text) {
    hanging(" ".repeat(indent), text);
  }

  /** One paragraph behind what begins its first line. */
  void hanging(String begin, String text) {
    String indent = " ".repeat(begin.length());
    var line = new StringBuilder(begin);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        out.println(line);
        line = new StringBuilder(indent);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    if (!line.toString().isBlank()) out.println(line.toString().stripTrailing());
  }
}
