package org.nasreplay.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.MadeUpResults;
import org.nasreplay.report.text.Origin.Role;

class OriginTest {
  private static final Set<Role> ALL = EnumSet.allOf(Role.class);
  private static final Protocol SECONDS =
      MadeUpResults.protocol("cifar10", MadeUpResults.SECONDS, null);
  private static final Protocol EVALUATIONS =
      MadeUpResults.protocol("cifar10", MadeUpResults.EVALUATIONS, null);

  /** The made-up provenance, in which the columns of these roles only are modelled. */
  private static ReplayProvenance modelled(Protocol protocol, String... roles) {
    ReplayProvenance all =
        MadeUpResults.of(
                List.of(protocol),
                List.of("random"),
                1,
                new double[] {90},
                (searcher, run) -> new double[] {90})
            .provenance();
    return with(
        all,
        all.columns().stream()
            .map(
                column ->
                    new ReplayProvenance.UsedColumn(
                        column.protocol(),
                        column.role(),
                        column.column(),
                        Stream.of(roles).anyMatch(column.role()::equals) ? "modelled" : "measured",
                        "",
                        ""))
            .toList());
  }

  private static ReplayProvenance with(
      ReplayProvenance all, List<ReplayProvenance.UsedColumn> columns) {
    return MadeUpResults.described(all, all.searchers(), columns);
  }

  @Test
  void noteNamesWhatWasModelledAndNothingElse() {
    assertThat(Origin.note(modelled(SECONDS, "reward", "time", "validation", "test"), SECONDS, ALL))
        .isEqualTo("surrogate data");
    assertThat(Origin.note(modelled(SECONDS, "time", "reward", "validation"), SECONDS, ALL))
        .isEqualTo("surrogate reward, time and validation");
    assertThat(Origin.note(modelled(SECONDS, "time"), p -> ALL)).isEqualTo("surrogate time");
    assertThat(Origin.note(modelled(SECONDS), p -> ALL)).isEqualTo(Origin.NONE);
  }

  @Test
  void timeEntersUnderABudgetInSecondsOnlyAndNeverTheTableItself() {
    ReplayProvenance seconds = modelled(SECONDS, "time");
    assertThat(Origin.note(seconds, SECONDS, Origin.incumbents(SECONDS)))
        .isEqualTo("surrogate time");
    assertThat(Origin.note(seconds, SECONDS, Origin.networks(SECONDS))).isEqualTo(Origin.NONE);
    ReplayProvenance evaluations = modelled(EVALUATIONS, "time");
    assertThat(Origin.note(evaluations, EVALUATIONS, Origin.answers(EVALUATIONS)))
        .isEqualTo(Origin.NONE);
  }

  @Test
  void validationEntersWhereItIsShown() {
    ReplayProvenance provenance = modelled(EVALUATIONS, "validation");
    assertThat(Origin.note(provenance, EVALUATIONS, Origin.incumbents(EVALUATIONS)))
        .isEqualTo(Origin.NONE);
    assertThat(Origin.note(provenance, EVALUATIONS, Origin.answers(EVALUATIONS)))
        .isEqualTo("surrogate validation");
  }

  @Test
  void whatIsModelledOfAllThatEntersIsSurrogateData() {
    assertThat(
            Origin.note(
                modelled(EVALUATIONS, "reward", "test"),
                EVALUATIONS,
                Origin.incumbents(EVALUATIONS)))
        .isEqualTo("surrogate data");
  }

  @Test
  void aModelledCostThatDecidesIsNamedAndTheRestMayBeMeasured() {
    var front = new Protocol.Front(List.of("params", "flops"));
    Protocol weighs = weighing(front, null);
    Protocol bounds = weighing(null, Map.of("flops", new Protocol.Bounds(null, 9.0)));
    for (Protocol protocol : List.of(weighs, bounds)) {
      ReplayProvenance measured = modelledFlops(modelled(protocol));
      assertThat(Origin.note(measured, protocol, ALL)).isEqualTo("modelled FLOPs, else measured");
      assertThat(Origin.note(modelledFlops(modelled(protocol, "time")), protocol, ALL))
          .isEqualTo("surrogate time, modelled FLOPs");
    }
    // what no answer depends on says nothing of them
    assertThat(Origin.note(modelledFlops(modelled(SECONDS)), SECONDS, ALL)).isEqualTo(Origin.NONE);
    assertThat(Origin.together(Stream.of("modelled FLOPs, else measured", Origin.NONE)))
        .isEqualTo("partly modelled data");
  }

  private static Protocol weighing(
      Protocol.@Nullable Front front, @Nullable Map<String, Protocol.Bounds> constraint) {
    return new Protocol(
        SECONDS.name(),
        SECONDS.dataset(),
        SECONDS.reward(),
        SECONDS.budget(),
        constraint,
        SECONDS.report(),
        front);
  }

  private static ReplayProvenance modelledFlops(ReplayProvenance all) {
    return MadeUpResults.costing(
        all,
        List.of(
            new ReplayProvenance.Cost("flops", "multiply-adds", "modelled"),
            new ReplayProvenance.Cost("params", "parameters", "analytic")),
        all.reference(),
        all.published());
  }

  @Test
  void rewardIsOfTheSeedsThatTheTableHas() {
    ReplayProvenance all = modelled(SECONDS);
    assertThat(SeedNoise.of(all, SECONDS)).isEqualTo("of a seed drawn at random from 777, 888");
    assertThat(SeedNoise.of(with(all, rewards("777")), SECONDS))
        .isEqualTo("seed 777 each time, so that rewards of a network are equal");
    assertThat(SeedNoise.of(with(all, rewards("mean")), SECONDS))
        .isEqualTo("the mean over seeds, so that rewards carry no seed noise");
  }

  private static List<ReplayProvenance.UsedColumn> rewards(String seed) {
    return List.of(
        new ReplayProvenance.UsedColumn(
            "cifar10", "reward", "cifar10-valid/12/valid_accuracy/" + seed, "measured", "", ""));
  }
}
