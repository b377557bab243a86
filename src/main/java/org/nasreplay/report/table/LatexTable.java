package org.nasreplay.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * A table as LaTeX, a float to be input: rules of booktabs, the best in bold, shrunk to the text's
 * width where it is wider.
 */
final class LatexTable {
  /** What LaTeX takes for a command, or does not have in its fonts. */
  private static final Map<Character, String> SPECIAL =
      Map.ofEntries(
          Map.entry('\\', "\\textbackslash{}"),
          Map.entry('{', "\\{"),
          Map.entry('}', "\\}"),
          Map.entry('%', "\\%"),
          Map.entry('&', "\\&"),
          Map.entry('#', "\\#"),
          Map.entry('$', "\\$"),
          Map.entry('_', "\\_"),
          Map.entry('^', "\\textasciicircum{}"),
          Map.entry('~', "\\textasciitilde{}"),
          Map.entry('<', "$<$"),
          Map.entry('>', "$>$"),
          Map.entry('±', "$\\pm$"),
          Map.entry('−', "$-$"),
          Map.entry('–', "--"),
          Map.entry('·', "$\\cdot$"),
          Map.entry('α', "$\\alpha$"),
          Map.entry('†', "$^\\dagger$"),
          Map.entry('∞', "$\\infty$"),
          Map.entry('≥', "$\\geq$"),
          Map.entry('≤', "$\\leq$"),
          Map.entry('µ', "$\\mu$"));

  /** Lines that a page holds beside caption and notes; a float cannot be longer. */
  private static final int LINES = 40;

  /** Points of a letter of digits in \footnotesize, and of what stands between two columns. */
  private static final double LETTER = 4.25;

  private static final double GAP = 6;

  /**
   * Points of one column of a page that has two, and of the page, in LaTeX's narrowest usual class,
   * article.
   */
  private static final double COLUMN = 228;

  private static final double PAGE = 469;

  /** Of a group, across so many columns; where it is wider than they are, in several lines. */
  private static final String TITLE = "\\multicolumn{%d}{l}{\\emph{%s}}";

  private static final String BROKEN_TITLE =
      "\\multicolumn{%d}{p{0.95\\linewidth}}{\\raggedright\\emph{%s}}";

  private LatexTable() {}

  /**
   * For a paper of two columns: a float in one of them or, where the table is wider, across both.
   * Nothing is shrunk; names that make it wider than a page take several lines. What is longer than
   * a page goes on in another float, as {@code longtable} and its like know one column alone.
   *
   * @throws InputException where it is wider than a page
   */
  static String forPaper(Table table) {
    double width = 0;
    for (int column = 0; column < table.headings().size(); column++) {
      width += GAP + LETTER * Math.max(longest(table, column), longestWord(table, column));
    }
    double names = LETTER * Math.max(longest(table, 0), longestWord(table, 0));
    double excess = Math.max(0, width - PAGE);
    boolean narrowed = excess > 0 && names - excess >= LETTER * longestPiece(table);
    if (narrowed) width -= excess;
    if (width > PAGE) {
      throw new InputException(
          Text.format(
              "table %s is about %.0f points wide, expected %.0f or less; choose some of --columns",
              table.name(), width, PAGE));
    }
    String form = width > COLUMN ? "table*" : "table";
    var text = new StringBuilder("% needs \\usepackage{booktabs}\n");
    List<List<Table.Group>> pages = pages(broken(table));
    for (int i = 0; i < pages.size(); i++) {
      boolean last = i == pages.size() - 1;
      text.append(
          Text.format(
              "\\begin{%s}\n\\centering\n\\footnotesize\n\\setlength{\\tabcolsep}{3pt}\n", form));
      caption(text, table, i == 0);
      double titled = LETTER * titles(table);
      tabular(
          text,
          table,
          pages.get(i),
          titled > width ? BROKEN_TITLE : TITLE,
          narrowed ? Text.format("p{%.0fpt}", Math.floor(names - excess)) : "l");
      text.append(Text.format("\n%s\\end{%s}\n", last ? notes(table) : "", form));
    }
    return text.toString();
  }

  /** With groups that each fit a page. */
  private static Table broken(Table table) {
    int most = LINES - 2;
    List<Table.Group> groups = new ArrayList<>();
    for (Table.Group group : table.groups()) {
      for (int from = 0; from < group.rows().size(); from += most) {
        int end = Math.min(from + most, group.rows().size());
        String title = from == 0 ? group.title() : group.title() + ", continued";
        groups.add(new Table.Group(title, group.rows().subList(from, end)));
      }
    }
    return new Table(
        table.name(), table.caption(), table.headings(), groups, table.notes(), table.csv());
  }

  /** One float or, where one page cannot hold it, several that go on between groups. */
  static String of(Table table) {
    var text = new StringBuilder("% needs \\usepackage{booktabs,graphicx}\n");
    List<List<Table.Group>> pages = pages(table);
    for (int i = 0; i < pages.size(); i++) {
      text.append(page(table, pages.get(i), i == 0, i == pages.size() - 1));
    }
    return text.toString();
  }

  private static List<List<Table.Group>> pages(Table table) {
    List<List<Table.Group>> pages = new ArrayList<>();
    pages.add(new ArrayList<>());
    int lines = 0;
    for (Table.Group group : table.groups()) {
      int more = group.rows().size() + 1;
      if (lines > 0 && lines + more > LINES) {
        pages.add(new ArrayList<>());
        lines = 0;
      }
      pages.get(pages.size() - 1).add(group);
      lines += more;
    }
    return pages;
  }

  private static String page(Table table, List<Table.Group> groups, boolean first, boolean last) {
    var text =
        new StringBuilder("\\begin{table}\n\\centering\n\\small\n\\setlength{\\tabcolsep}{4pt}\n");
    caption(text, table, first);
    text.append("\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n");
    tabular(text, table, groups, TITLE, "l");
    text.append("}\n\\par\\smallskip\\footnotesize ");
    if (last) text.append(escape(String.join(" ", table.notes())));
    return text.append("\n\\end{table}\n").toString();
  }

  private static String notes(Table table) {
    if (table.notes().isEmpty()) return "";
    return "\\par\\smallskip\\raggedright\\footnotesize "
        + escape(String.join(" ", table.notes()))
        + "\n";
  }

  private static void caption(StringBuilder text, Table table, boolean first) {
    String caption = escape(table.caption());
    text.append("\\caption{").append(first ? caption : caption + ", continued").append("}\n");
    if (first) text.append("\\label{tab:").append(table.name()).append("}\n");
  }

  /**
   * @param title of a group, across so many columns
   * @param names how the first column is set
   */
  private static void tabular(
      StringBuilder text, Table table, List<Table.Group> groups, String title, String names) {
    int columns = table.headings().size();
    text.append("\\begin{tabular}{")
        .append(names)
        .append("r".repeat(columns - 1))
        .append("}\n\\toprule\n");
    line(text, IntStream.range(0, columns).mapToObj(column -> heading(table, column)).toList());
    for (Table.Group group : groups) {
      text.append("\\midrule\n");
      if (!group.title().isEmpty()) {
        text.append(title.replace("%d", "" + columns).replace("%s", escape(group.title())));
        text.append(" \\\\\n");
      }
      for (List<Cell> row : group.rows()) {
        List<String> cells = new ArrayList<>(row.stream().map(LatexTable::cell).toList());
        if (!names.equals("l")) cells.set(0, "\\raggedright " + cells.get(0));
        line(text, cells);
      }
    }
    text.append("\\bottomrule\n\\end{tabular}");
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append(String.join(" & ", cells)).append(" \\\\\n");
  }

  private static int titles(Table table) {
    return table.groups().stream().mapToInt(group -> group.title().length()).max().orElse(0);
  }

  /** Letters of a column's longest cell, at least 1. */
  private static int longest(Table table, int column) {
    return table.groups().stream()
        .flatMap(group -> group.rows().stream())
        .mapToInt(row -> row.get(column).text().length())
        .reduce(1, Math::max);
  }

  /** Letters of the longest piece of a name, which can be broken at blanks and behind hyphens. */
  private static int longestPiece(Table table) {
    return table.groups().stream()
        .flatMap(group -> Stream.of(group.rows()).flatMap(List::stream))
        .flatMap(row -> Stream.of(row.get(0).text().split("(?<=-)| ", -1)))
        .mapToInt(String::length)
        .reduce(1, Math::max);
  }

  /** The same of its heading, which is broken between words. */
  private static int longestWord(Table table, int column) {
    return Stream.of(table.headings().get(column).split(" ", -1))
        .mapToInt(String::length)
        .reduce(1, Math::max);
  }

  /** A heading longer than all cells of its column takes several lines and not more width. */
  private static String heading(Table table, int column) {
    int longest = longest(table, column);
    String lines =
        table
            .headings()
            .get(column)
            .replaceAll(Text.format("(.{1,%d})( |$)", longest), "$1\n")
            .strip();
    if (!lines.contains("\n")) return escape(lines);
    return Text.format(
        "\\shortstack[%s]{%s}", column == 0 ? "l" : "r", escape(lines).replace("\n", "\\\\"));
  }

  private static String cell(Cell cell) {
    return switch (cell.standing()) {
      case PLAIN -> escape(cell.text());
      case BEST -> "\\textbf{" + escape(cell.text()) + "}";
      case TIED -> escape(cell.text() + Cell.TIED);
    };
  }

  private static String escape(String text) {
    return text.chars()
        .mapToObj(c -> SPECIAL.getOrDefault((char) c, Character.toString(c)))
        .collect(Collectors.joining());
  }
}
