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
                + "\"searchers\":{\"a, b\":[[1,90.5,91],[2,90.7,91.2]],\"c\":[]}}");
  }

  @Test
  void momentsThatAllSearchersShareStandThereOnce() {
    assertThat(
            Numbers.of(
                "searcher,seconds,mean_regret\n"
                    + "a,100.0,0.5000\n"
                    + "a,200.0,0.2500\n"
                    + "b,100.0,0.7000\n"
                    + "b,200.0,0.0001\n"))
        .isEqualTo(
            "{\"columns\":[\"seconds\",\"mean regret\"],\"at\":[100,200],"
                + "\"searchers\":{\"a\":[[0.5],[0.25]],\"b\":[[0.7],[0.0001]]}}");
  }

  @Test
  void filesOfSomethingElseThanNumbersOfSearchersAreReadAsFiles() {
    assertThat(Numbers.of("row,column,value\na,b,1\n")).isEmpty();
    assertThat(Numbers.of("searcher,architecture,flops\na,0123,1\n")).isEmpty();
    assertThat(Numbers.of("searcher,value\na,inf\n")).isEmpty();
  }
}
