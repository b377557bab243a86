package org.nasreplay.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;
import org.nasreplay.table.Provenance.Kind;

class ProvenanceTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @EnumSource
  void everyKindIsFoundByItsLabel(Provenance.Kind kind) {
    assertThat(Provenance.Kind.parse(kind.label())).isSameAs(kind);
  }

  @Test
  void oneModelledNumberMakesTheWholeModelledElseOneMeasuredNumberMakesItMeasured() {
    assertThat(Kind.together(List.of(Kind.MEASURED, Kind.MODELLED, Kind.ANALYTIC)))
        .isEqualTo(Kind.MODELLED);
    assertThat(Kind.together(List.of(Kind.ANALYTIC, Kind.MEASURED))).isEqualTo(Kind.MEASURED);
    assertThat(Kind.together(List.of(Kind.ANALYTIC))).isEqualTo(Kind.ANALYTIC);
  }

  @Test
  void anUnknownKindIsRejectedWithTheKnownOnes() {
    assertThatThrownBy(() -> Provenance.Kind.parse("guessed"))
        .isInstanceOf(InputException.class)
        .hasMessage("unknown provenance (guessed), expected one of measured, analytic, modelled");
  }

  @Test
  void aMeasuredSourceShowsTheStartOfItsDigest() {
    assertThat(Provenance.measured("a.csv", DIGEST))
        .hasToString("measured (a.csv, SHA-256 0123456789ab…)");
    assertThat(Provenance.modelled("surrogate 1")).hasToString("modelled (surrogate 1)");
    assertThat(Provenance.analytic("layer sums")).hasToString("analytic (layer sums)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines"})
  void aSourceIsOneLine(String source) {
    assertThatThrownBy(() -> Provenance.analytic(source))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("source (%s) must be one line of text", source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12", "xyz", "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"})
  void aDigestIsSixtyFourLowerCaseHexDigits(String digest) {
    assertThatThrownBy(() -> Provenance.measured("a.csv", digest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sha256 (%s) is not 64 hex digits", digest);
  }
}
