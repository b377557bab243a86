package org.nasreplay.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  private LatexTable() {}

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
    int columns = table.headings().size();
    var text =
        new StringBuilder("\\begin{table}\n\\centering\n\\small\n\\setlength{\\tabcolsep}{4pt}\n");
    String caption = escape(table.caption());
    text.append("\\caption{").append(first ? caption : caption + ", continued").append("}\n");
    if (first) text.append("\\label{tab:").append(table.name()).append("}\n");
    text.append("\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n");
    text.append("\\begin{tabular}{l").append("r".repeat(columns - 1)).append("}\n\\toprule\n");
    line(text, IntStream.range(0, columns).mapToObj(column -> heading(table, column)).toList());
    for (Table.Group group : groups) {
      text.append("\\midrule\n");
      if (!group.title().isEmpty()) {
        text.append(
            Text.format("\\multicolumn{%d}{l}{\\emph{%s}} \\\\\n", columns, escape(group.title())));
      }
      for (List<Cell> row : group.rows()) {
        line(text, row.stream().map(LatexTable::cell).toList());
      }
    }
    text.append("\\bottomrule\n\\end{tabular}}\n\\par\\smallskip\\footnotesize ");
    if (last) text.append(escape(String.join(" ", table.notes())));
    return text.append("\n\\end{table}\n").toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append(String.join(" & ", cells)).append(" \\\\\n");
  }

  /** A heading longer than all cells of its column takes several lines and not more width. */
  private static String heading(Table table, int column) {
    int longest =
        table.groups().stream()
            .flatMap(group -> group.rows().stream())
            .mapToInt(row -> row.get(column).text().length())
            .max()
            .orElse(1);
    String lines =
        table
            .headings()
            .get(column)
            .replaceAll(Text.format("(.{1,%d})( |$)", Math.max(1, longest)), "$1\n")
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
