package org.nasreplay.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nasreplay.report.page.JtetableGenerated;
import org.nasreplay.report.page.Page;
import org.nasreplay.report.table.Cell.Standing;

class TableTest {
  private static final Table TABLE =
      new Table(
          "example",
          "Accuracy, 100 % & more",
          List.of("Searcher", "Test", "p"),
          List.of(
              new Table.Group(
                  "size_space · measured data",
                  List.of(
                      List.of(
                          Cell.text("a|b"),
                          Cell.number("93.20 ± 0.10", 93.2).standing(Standing.BEST),
                          Cell.number("< 0.001", 1e-9)),
                      List.of(
                          Cell.text("c{keep=3}"),
                          Cell.number("93.19 ± 0.20", 93.19).standing(Standing.TIED),
                          Cell.text("none"))))),
          List.of("A note.", "Another."),
          "searcher,test\n");

  @Test
  void markdownHasTheBestInBoldAndEscapesItsOwnSigns() {
    assertThat(MarkdownTable.of(TABLE))
        .isEqualTo(
            """
            **Accuracy, 100 % & more**

            | Searcher | Test | p |
            | :--- | ---: | ---: |
            | *size\\_space · measured data* |  |  |
            | a\\|b | **93.20 ± 0.10** | \\< 0.001 |
            | c{keep=3} | 93.19 ± 0.20 † | none |

            A note. Another.
            """);
  }

  @Test
  void latexHasRulesOfBooktabsAndTheBestInBold() {
    assertThat(LatexTable.of(TABLE))
        .isEqualTo(
            """
            % needs \\usepackage{booktabs,graphicx}
            \\begin{table}
            \\centering
            \\small
            \\setlength{\\tabcolsep}{4pt}
            \\caption{Accuracy, 100 \\% \\& more}
            \\label{tab:example}
            \\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%
            \\begin{tabular}{lrr}
            \\toprule
            Searcher & Test & p \\\\
            \\midrule
            \\multicolumn{3}{l}{\\emph{size\\_space $\\cdot$ measured data}} \\\\
            a|b & \\textbf{93.20 $\\pm$ 0.10} & $<$ 0.001 \\\\
            c\\{keep=3\\} & 93.19 $\\pm$ 0.20$^\\dagger$ & none \\\\
            \\bottomrule
            \\end{tabular}}
            \\par\\smallskip\\footnotesize A note. Another.
            \\end{table}
            """);
  }

  @Test
  void latexHeadingLongerThanItsCellsTakesSeveralLines() {
    var table =
        new Table(
            "wide",
            "Headings",
            List.of("Searcher", "Runs with an incumbent", "95 % interval"),
            List.of(
                new Table.Group(
                    "",
                    List.of(
                        List.of(Cell.text("random"), Cell.text("20"), Cell.text("1.23–4.56"))))),
            List.of(),
            "");
    assertThat(LatexTable.of(table))
        .contains(
            "Searcher & \\shortstack[r]{Runs\\\\with\\\\an\\\\incumbent}"
                + " & \\shortstack[r]{95 \\%\\\\interval} \\\\\n");
  }

  @Test
  @SuppressWarnings("NullAway") // a page without HTML forms hands none over
  void htmlNamesItsRowsAndCarriesTheNumbersToSortBy() {
    String html =
        Page.html(
            (out, forms, table) -> JtetableGenerated.render(out, forms, table, true, List.of()),
            TABLE);
    assertThat(html)
        .contains("<caption>Accuracy, 100 % &amp; more</caption>")
        .contains("<tr><th scope=\"rowgroup\" colspan=\"3\">size_space · measured data</th></tr>")
        .contains("<th scope=\"row\">a|b</th>\n<td class=\"best\" data-value=\"93.2\">93.20 ± 0.10")
        .contains("<td data-value=\"93.19\">93.19 ± 0.20 †</td>\n<td>none</td>")
        .contains("<a href=\"tables/example.tex\">example.tex</a>");
  }

  /** A row of two samples, of which one may be missing. */
  private record Row(String name, @Nullable Double accuracy) {}

  @Test
  void columnIsShownOrWrittenOrBothInTheOrderOfTheList() {
    var columns =
        new Columns<Row>()
            .written("n", row -> row.name().length())
            .text("Name", "name", Row::name)
            .number("Accuracy", 2, "accuracy", Row::accuracy)
            .shown("Seen", row -> Cell.text("only here"));
    List<Row> rows = List.of(new Row("a", 93.123456), new Row("bb", null));
    assertThat(columns.headings()).containsExactly("Name", "Accuracy", "Seen");
    assertThat(columns.cells(rows.stream()).get(0))
        .extracting(Cell::text)
        .containsExactly("a", "93.12", "only here");
    assertThat(columns.cells(rows.stream()).get(1).get(1)).isEqualTo(Cell.text("none"));
    assertThat(columns.cells(Map.of("Accuracy", Cell.text("100"))))
        .extracting(Cell::text)
        .containsExactly("", "100", "");
    assertThat(columns.csv(rows)).isEqualTo("n,name,accuracy\n1,a,93.1235\n2,bb,\n");
  }
}
