package org.nasreplay.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void rowsStandBySearcherAndWhatIsNotDrawnIsLeftOut() {
    assertThat(
            Numbers.of(
                "searcher,seconds,lower_quartile,median\n"
                    + "\"a, b\",1.0,90.5,91.0000\n"
                    + "c,1.0,,\n"
                    + "\"a, b\",2.0,90.7,91.2\n"))
        .isEqualTo(
            "{\"columns\":[\"seconds\",\"lower quartile\",\"median\"],"
                + "\"searchers\":{\"a, b\":[[1.0,90.5,91.0000],[2.0,90.7,91.2]],\"c\":[]}}");
  }

  @Test
  void filesOfSomethingElseThanNumbersOfSearchersAreReadAsFiles() {
    assertThat(Numbers.of("row,column,value\na,b,1\n")).isEmpty();
    assertThat(Numbers.of("searcher,architecture,flops\na,0123,1\n")).isEmpty();
    assertThat(Numbers.of("searcher,value\na,inf\n")).isEmpty();
  }
}
