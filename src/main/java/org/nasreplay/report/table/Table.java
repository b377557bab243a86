package org.nasreplay.report.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Bootstrap;
import org.nasreplay.analysis.SampleSummary;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.text.Decimals;
import org.nasreplay.report.text.Origin;
import org.nasreplay.report.text.SmallPrint;

/**
 * A table, what is to be known about it, and the numbers behind it.
 *
 * @param name of its files, without extension
 * @param caption what it shows, in a line
 * @param headings of the columns; the first column names the rows
 * @param groups of rows, each as long as the headings
 * @param notes on how to read it, in sentences
 * @param csv the numbers, with a header
 */
public record Table(
    String name,
    String caption,
    List<String> headings,
    List<Group> groups,
    List<String> notes,
    String csv) {

  /** Rows under a title of their own; without one where it is empty. */
  record Group(String title, List<List<Cell>> rows) {
    /** A group for each protocol that has rows, whose title says where its numbers come from. */
    static List<Group> byProtocol(
        ReplayProvenance description,
        Function<Protocol, Set<Origin.Role>> entering,
        Function<Protocol, List<List<Cell>>> rows) {
      return description.protocols().stream()
          .map(
              protocol ->
                  new Group(
                      SmallPrint.of(
                          protocol.name(), description, protocol, entering.apply(protocol)),
                      rows.apply(protocol)))
          .filter(group -> !group.rows().isEmpty())
          .toList();
    }
  }

  /** What a cell's number is beside the others of its group. */
  enum Standing {
    PLAIN,
    BEST,
    /** Not the best, but no test can tell it from the best. */
    TIED
  }

  /**
   * A cell.
   *
   * @param text as it is shown
   * @param value sorts; null where the text does
   */
  record Cell(String text, @Nullable Double value, Standing standing) {
    Cell {
      if (value != null && value.isNaN()) {
        throw new IllegalArgumentException("no number to sort by: " + text);
      }
    }

    static Cell text(String text) {
      return new Cell(text, null, Standing.PLAIN);
    }

    static Cell number(String text, @Nullable Double value) {
      return new Cell(text, value, Standing.PLAIN);
    }

    static Cell number(@Nullable Double value, int decimals) {
      return number(Decimals.word(value, decimals), value);
    }

    static Cell interval(Bootstrap.@Nullable Interval interval, int decimals) {
      return number(
          Decimals.interval(interval, decimals), interval == null ? null : interval.low());
    }

    /** Mean and deviation, and of how many where these are not all. */
    static Cell spread(@Nullable SampleSummary spread, int all) {
      if (spread == null) return text(Decimals.NONE);
      String text = Decimals.spread(spread);
      return number(
          spread.size() == all ? text : text + Text.format(" (%d of %d)", spread.size(), all),
          spread.mean());
    }

    Cell standing(Standing other) {
      return new Cell(text, value, other);
    }
  }

  /** What marks a cell that is tied with the best. */
  static final String TIED = "†";

  /** What {@link #write} writes. */
  public List<String> files() {
    return List.of(name + ".md", name + ".tex", name + ".csv");
  }

  /** Writes Markdown, LaTeX and CSV. */
  public void write(Path folder) {
    AtomicFile.writeUnforced(folder.resolve(name + ".md"), MarkdownTable.of(this));
    AtomicFile.writeUnforced(folder.resolve(name + ".tex"), LatexTable.of(this));
    AtomicFile.writeUnforced(folder.resolve(name + ".csv"), csv);
  }
}
