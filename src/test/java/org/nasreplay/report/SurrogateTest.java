package org.nasreplay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Description;

class SurrogateTest {
  /** The synthetic replay's, in which the columns of these roles only are modelled. */
  private static Description modelled(String... roles) throws Exception {
    Description all = SyntheticReplay.results(1).description();
    List<Description.UsedColumn> columns =
        all.columns().stream()
            .map(
                column ->
                    new Description.UsedColumn(
                        column.protocol(),
                        column.role(),
                        column.column(),
                        Stream.of(roles).anyMatch(column.role()::equals) ? "modelled" : "measured",
                        "",
                        ""))
            .toList();
    return new Description(
        all.code(),
        all.suite(),
        all.title(),
        all.suiteText(),
        all.runs(),
        all.seed(),
        all.table(),
        all.protocols(),
        all.searchers(),
        columns,
        all.published(),
        all.machine(),
        all.sources(),
        all.unchecked());
  }

  @Test
  void noteNamesWhatWasModelledAndNothingElse() throws Exception {
    assertThat(Surrogate.note(modelled("reward", "time", "validation", "test"), "cifar10"))
        .isEqualTo("surrogate data");
    assertThat(Surrogate.note(modelled("time", "reward", "validation"), "cifar10"))
        .isEqualTo("surrogate reward, time and validation");
    assertThat(Surrogate.note(modelled("time"))).isEqualTo("surrogate time");
    assertThat(Surrogate.note(modelled())).isEqualTo(Surrogate.NONE);
  }
}
