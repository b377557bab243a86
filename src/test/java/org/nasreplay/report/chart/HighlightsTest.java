package org.nasreplay.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.junit.jupiter.api.Test;
import org.nasreplay.io.InputException;

class HighlightsTest {
  /** In the suite's order; the later, the better. */
  private static final List<String> TEN =
      List.of("s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9");

  private static final List<String> BEST_FIRST =
      List.of("s9", "s8", "s7", "s6", "s5", "s4", "s3", "s2", "s1", "s0");

  private static Highlights of(List<String> chosen, Highlights.Order order) {
    return Highlights.of(TEN, BEST_FIRST, List.of(), chosen, order);
  }

  @Test
  void theChosenAreInColourBesideTheBestFew() {
    var highlights = of(List.of("s0", "s8"), Highlights.Order.BY_RESULT);
    assertThat(highlights.coloured()).containsExactly("s9", "s8", "s7", "s6", "s5", "s0");
    assertThat(highlights.others()).containsExactly("s4", "s3", "s2", "s1");
    assertThat(highlights.colour("s0")).isNotEqualTo(ChartStyle.OTHERS);
    assertThat(highlights.colour("s1")).isEqualTo(ChartStyle.OTHERS);
  }

  @Test
  void theBestMakeRoomWhereTheChosenTakeTheColours() {
    var chosen = List.of("s0", "s1", "s2", "s3", "s4", "s5", "s6");
    var highlights = of(chosen, Highlights.Order.BY_RESULT);
    assertThat(highlights.coloured())
        .hasSize(ChartStyle.COLOURS)
        .containsAll(chosen)
        .contains("s9");
    assertThat(highlights.coloured().stream().map(highlights::colour)).doesNotHaveDuplicates();
  }

  @Test
  void theBestOfAProtocolIsInColourThoughNotAmongTheBestOverAll() {
    var highlights =
        Highlights.of(TEN, BEST_FIRST, List.of("s8", "s0"), List.of(), Highlights.Order.BY_RESULT);
    assertThat(highlights.coloured()).containsExactly("s9", "s8", "s7", "s6", "s5", "s0");
    var nine =
        Highlights.of(
            TEN, BEST_FIRST, BEST_FIRST.subList(1, 10), List.of("s0"), Highlights.Order.BY_RESULT);
    assertThat(nine.coloured()).hasSize(ChartStyle.COLOURS).contains("s0").doesNotContain("s9");
  }

  @Test
  void aNameThatIsNotThereAndMoreThanThereAreColoursAreSaid() {
    assertThatThrownBy(() -> Highlights.chosen(List.of("s11"), TEN))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("unknown searcher (s11), expected one of s0, s1,");
    assertThatThrownBy(() -> Highlights.chosen(TEN, TEN))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("10 searchers to highlight, expected 8 at most");
    assertThat(Highlights.chosen(List.of("S3", "s3"), TEN)).containsExactly("s3");
  }

  @Test
  void theLegendHasTheOrderThatSearchersAreListedIn() {
    var labels = List.of("c", "a", "b");
    var highlights =
        Highlights.of(
            labels, List.of("a", "b", "c"), List.of(), List.of(), Highlights.Order.AS_LISTED);
    var dataset = new XYSeriesCollection();
    for (String label : highlights.labels()) dataset.addSeries(new XYSeries(label + " 93.1"));
    var plot =
        new LabelledPlot(
            dataset, new NumberAxis(), new NumberAxis(), new LineRenderer(highlights, 0));
    ChartStyle.legend(plot, new double[] {1, 3, 2}, highlights);
    var items = plot.getLegendItems();
    assertThat(IntStream.range(0, 3).mapToObj(i -> items.get(i).getLabel()))
        .containsExactly("c 93.1", "a 93.1", "b 93.1");
  }
}
