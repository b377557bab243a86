package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "140e6, multiply-adds, 140e6",
    "140M, multiply-adds, 140e6",
    "140 MFLOPs, multiply-adds, 140e6",
    "140 mflops, multiply-adds, nothing",
    "0.14 GMACs, multiply-adds, 140e6",
    "5.3 M, parameters, 5.3e6",
    "5.3 Mparams, parameters, 5.3e6",
    "15, ms, 15",
    "15 ms, ms, 15",
    "15ms, s, 0.015",
    "0.015 s, ms, 15",
    "250 us, ms, 0.25",
    "2 GB, MB, 2000",
    "3 mJ, J, 0.003",
    "7 widgets, widgets, 7",
    "15 ms, multiply-adds, nothing",
    "140 MFLOPs, ms, nothing",
    "140 MFLOPs, parameters, nothing",
    "7 widgets, J, nothing",
  })
  void anAmountIsReadInTheUnitOfACost(String text, String unit, String expected) {
    Quantity quantity = Quantity.parse(text);
    if (expected.equals("nothing")) {
      assertThatThrownBy(() -> quantity.in(unit))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("is not in " + unit);
    } else {
      assertThat(quantity.in(unit)).isEqualTo(Double.parseDouble(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "M", "NaN", "inf", "1e999", "1e-999", "010", "1,5", "--1", "0x10", "1 2"})
  void whatIsNoAmountIsRefused(String text) {
    assertThatThrownBy(() -> Quantity.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected a number");
  }

  @Test
  void anAmountIsWrittenAsItIsRead() {
    assertThat(Quantity.parse("140M")).hasToString("140000000").isEqualTo(Quantity.parse("140M"));
    assertThat(Quantity.parse("15 ms")).hasToString("15 ms");
    assertThat(Quantity.of(126e6)).hasToString("126000000");
  }
}
