package org.nasreplay.report.table;

import static org.nasreplay.report.text.Html.escape;

import java.util.List;
import org.nasreplay.io.Text;

/** A table as HTML: sortable where scripts run, readable where they do not. */
public final class HtmlTable {
  private HtmlTable() {}

  /**
   * The table, its notes and where its files are.
   *
   * @param folder of its files beside the page
   */
  public static String of(Table table, String folder) {
    var html =
        new StringBuilder("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
    html.append(escape(table.caption())).append("\">\n<table class=\"sortable\">\n<caption>");
    html.append(escape(table.caption())).append("</caption>\n<thead><tr>");
    for (String heading : table.headings()) {
      html.append("<th scope=\"col\">").append(escape(heading)).append("</th>");
    }
    html.append("</tr></thead>\n");
    for (Table.Group group : table.groups()) {
      html.append("<tbody>\n");
      if (!group.title().isEmpty()) {
        html.append("<tr><th scope=\"rowgroup\" colspan=\"")
            .append(table.headings().size())
            .append("\">")
            .append(escape(group.title()))
            .append("</th></tr>\n");
      }
      for (List<Table.Cell> row : group.rows()) {
        html.append("<tr><th scope=\"row\">").append(escape(row.get(0).text())).append("</th>");
        row.stream().skip(1).forEach(cell -> cell(html, cell));
        html.append("</tr>\n");
      }
      html.append("</tbody>\n");
    }
    html.append("</table>\n</div>\n<p class=\"small\">");
    html.append(escape(String.join(" ", table.notes()))).append(" Files:");
    for (String kind : List.of("csv", "md", "tex")) {
      html.append(
          Text.format(
              " <a href=\"%s/%s.%s\">%s.%s</a>", folder, table.name(), kind, table.name(), kind));
    }
    return html.append(".</p>\n").toString();
  }

  private static void cell(StringBuilder html, Table.Cell cell) {
    html.append(cell.standing() == Table.Standing.BEST ? "<td class=\"best\"" : "<td");
    Double value = cell.value();
    if (value != null) {
      html.append(" data-value=\"").append(value.floatValue()).append('"'); // enough to sort by
    }
    html.append('>').append(escape(cell.text()));
    if (cell.standing() == Table.Standing.TIED) html.append(' ').append(Table.TIED);
    html.append("</td>");
  }
}
