package org.nasreplay.report.table;

import java.util.List;

/** A table as GitHub-flavoured Markdown: the best in bold. */
final class MarkdownTable {
  private MarkdownTable() {}

  static String of(Table table) {
    int columns = table.headings().size();
    var text = new StringBuilder("**" + escape(table.caption()) + "**\n\n");
    line(text, table.headings().stream().map(MarkdownTable::escape).toList());
    text.append("| :---").append(" | ---:".repeat(columns - 1)).append(" |\n");
    for (Table.Group group : table.groups()) {
      if (!group.title().isEmpty()) {
        text.append("| *").append(escape(group.title())).append('*');
        text.append(" | ".repeat(columns - 1)).append(" |\n");
      }
      for (List<Cell> row : group.rows()) {
        line(text, row.stream().map(MarkdownTable::cell).toList());
      }
    }
    return text.append('\n')
        .append(escape(String.join(" ", table.notes())))
        .append('\n')
        .toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String cell(Cell cell) {
    return switch (cell.standing()) {
      case PLAIN -> escape(cell.text());
      case BEST -> "**" + escape(cell.text()) + "**";
      case TIED -> escape(cell.text()) + " " + Cell.TIED;
    };
  }

  private static String escape(String text) {
    return text.replaceAll("([\\\\|*_<>`\\[\\]])", "\\\\$1");
  }
}
