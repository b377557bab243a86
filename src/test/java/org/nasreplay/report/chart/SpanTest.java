package org.nasreplay.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpanTest {
  @Test
  void fewThatLieFarAwayDoNotSqueezeTheRest() {
    Span span = Span.of(new double[] {50, 93, 93.5, 94});
    assertThat(span.low()).isCloseTo(92.95, within(1e-9)); // a twentieth of 93 to 94 below
    assertThat(span.high()).isCloseTo(94.05, within(1e-9));
    assertThat(Span.of(new double[] {1, 2, 3, 90}).high()).isCloseTo(3.1, within(1e-9));
  }

  @Test
  void whatMustBeSeenIsShownHoweverFarItLies() {
    Span span = Span.of(new double[] {50, 93, 93.5, 94});
    assertThat(span.from(50).low()).isCloseTo(50 - 0.05 * 44.05, within(1e-9));
    assertThat(span.from(50).high()).isEqualTo(span.high());
    assertThat(span.from(93)).isEqualTo(span); // it was there
  }

  @Test
  void halfOfTheValuesAreNeverLeftOut() {
    Span span = Span.of(new double[] {50, 51, 93, 94});
    assertThat(span.low()).isLessThan(50);
    assertThat(span.high()).isGreaterThan(94);
  }

  @Test
  void valuesThatAreAllEqualLieInTheMiddle() {
    assertThat(Span.of(new double[] {92, 92})).isEqualTo(new Span(91.5, 92.5));
    assertThat(Span.of(new double[] {92})).isEqualTo(new Span(91.5, 92.5));
  }

  @Test
  void aLoneValueBesideOneFarAwayIsNotAllThatIsShown() {
    Span span = Span.of(new double[] {50, 93, 93});
    assertThat(span.low()).isLessThan(93);
    assertThat(span.high()).isGreaterThan(93);
  }

  @Test
  void outliersOneAfterTheOtherDoNotSqueezeTheRestEither() {
    // No gap is two thirds of the whole, yet twenty of twenty-two values would share a ninth of it.
    var values = new double[22];
    for (int i = 0; i < 20; i++) values[i] = i / 10.0;
    values[20] = 9;
    values[21] = 17;
    assertThat(Span.of(values).high()).isLessThan(2.1);
    values[20] = 2;
    values[21] = 3; // which leave the others two thirds
    assertThat(Span.of(values).high()).isGreaterThan(3);
  }
}
