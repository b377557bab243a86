package org.nasreplay.report.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.nasreplay.io.AtomicFile;
import org.nasreplay.io.Names;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
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
  public record Group(String title, List<List<Cell>> rows) {
    Group of(List<Integer> columns) {
      return new Group(
          title, rows.stream().map(row -> columns.stream().map(row::get).toList()).toList());
    }

    /** A group for each protocol that has rows, whose title says where its numbers come from. */
    static List<Group> byProtocol(
        ReplayProvenance provenance,
        Function<Protocol, Set<Origin.Role>> entering,
        Function<Protocol, List<List<Cell>>> rows) {
      return provenance.protocols().stream()
          .map(
              protocol ->
                  new Group(
                      SmallPrint.of(
                          protocol.name(), provenance, protocol, entering.apply(protocol)),
                      rows.apply(protocol)))
          .filter(group -> !group.rows().isEmpty())
          .toList();
    }
  }

  /**
   * A table of which every row is of one protocol.
   *
   * @param protocol the name of a row's
   * @param entering what its numbers come from
   */
  static <R> Table byProtocol(
      String name,
      String caption,
      Columns<R> columns,
      List<R> rows,
      Function<R, String> protocol,
      ReplayProvenance provenance,
      Function<Protocol, Set<Origin.Role>> entering,
      List<String> notes) {
    return new Table(
        name,
        caption,
        columns.headings(),
        Group.byProtocol(
            provenance,
            entering,
            of ->
                columns.cells(rows.stream().filter(row -> protocol.apply(row).equals(of.name())))),
        notes,
        columns.csv(rows));
  }

  /**
   * LaTeX for a paper of two columns, whose letters are not shrunk.
   *
   * @param chosen headings of columns in their order, after the first one; all where there are none
   * @throws org.nasreplay.io.InputException where there is no such column, or they are wider than a
   *     page
   */
  public String forPaper(List<String> chosen) {
    if (chosen.isEmpty()) return LatexTable.forPaper(this);
    List<Integer> columns = new ArrayList<>(List.of(0));
    List<String> known = headings.stream().skip(1).distinct().toList();
    for (String given : chosen) {
      String heading = Names.find("column", given, known);
      for (int i = 1; i < headings.size(); i++) {
        if (headings.get(i).equals(heading) && !columns.contains(i)) columns.add(i);
      }
    }
    return LatexTable.forPaper(
        new Table(
            name,
            caption,
            columns.stream().map(headings::get).toList(),
            groups.stream().map(group -> group.of(columns)).toList(),
            notes,
            csv));
  }

  /** What {@link #write} writes. */
  public List<String> files() {
    return List.of(name + ".csv", name + ".md", name + ".tex");
  }

  /** Writes Markdown, LaTeX and CSV. */
  public void write(Path folder) {
    AtomicFile.writeUnforced(folder.resolve(name + ".md"), MarkdownTable.of(this));
    AtomicFile.writeUnforced(folder.resolve(name + ".tex"), LatexTable.of(this));
    AtomicFile.writeUnforced(folder.resolve(name + ".csv"), csv);
  }
}
