package org.nasreplay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;

class SweepsTest {
  private static final Protocol.Budget BUDGET = new Protocol.Budget(1000.0, null);
  private static final double[] TABLE = {80, 90, 96};

  /** The searcher of a = i / 2, b = i % 2. */
  private static ReplayProvenance.Searcher searcher(int i) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("a", Integer.toString(i / 2));
    settings.put("b", "b" + i % 2);
    var place = new ReplayProvenance.Place("s", settings, i == 0);
    return new ReplayProvenance.Searcher("s" + i, "s", "{}", List.of(place));
  }

  /**
   * Two runs of each combination, one point below and above its mean.
   *
   * @param means by protocol, then combination; NaN for one whose second run has no answer
   */
  private static Sweeps sweeps(double[]... means) {
    List<Run> runs = new ArrayList<>();
    for (int protocol = 0; protocol < means.length; protocol++) {
      for (int i = 0; i < means[protocol].length; i++) {
        double mean = means[protocol][i];
        boolean whole = !Double.isNaN(mean);
        String name = "p" + protocol;
        runs.add(WorkedResults.run(name, "s" + i, 0, whole ? mean - 1 : 90));
        runs.add(
            whole
                ? WorkedResults.run(name, "s" + i, 1, mean + 1)
                : WorkedResults.run(name, "s" + i, 1));
      }
    }
    Results results = WorkedResults.of(BUDGET, TABLE, runs);
    ReplayProvenance provenance =
        results
            .provenance()
            .of(
                results.provenance().protocols(),
                IntStream.range(0, means[0].length).mapToObj(SweepsTest::searcher).toList());
    return Sweeps.of(provenance, FixedBudget.of(results));
  }

  @Test
  void anEffectIsTheMeanOverTheOtherSettingsAndTheBestOfThem() {
    Sweeps sweeps = sweeps(new double[] {90, 92, 91, 95});
    assertThat(sweeps.effects())
        .extracting(Sweeps.Effect::setting, Sweeps.Effect::value)
        .hasToString("[(\"a\", \"0\"), (\"a\", \"1\"), (\"b\", \"b0\"), (\"b\", \"b1\")]");
    assertThat(sweeps.effects())
        .extracting(Sweeps.Effect::mean)
        .containsExactly(91.0, 93.0, 90.5, 93.5);
    assertThat(sweeps.effects())
        .extracting(Sweeps.Effect::regret)
        .containsExactly(5.0, 3.0, 5.5, 2.5);
    assertThat(sweeps.effects())
        .extracting(effect -> effect.best() == null ? "" : effect.best().searcher())
        .containsExactly("s1", "s3", "s2", "s3");
    // each combination's mean has the variance 2 / 2, that of two together 1 / 2
    Sweeps.Effect first = sweeps.effects().get(0);
    assertThat(Objects.requireNonNull(first.interval()).high())
        .isCloseTo(91 + 1.96 * Math.sqrt(0.5), within(1e-3));
    assertThat(Objects.requireNonNull(first.regretInterval()).low())
        .isCloseTo(5 - 1.96 * Math.sqrt(0.5), within(1e-3));
  }

  @Test
  void importanceIsOfTheMeansOverRuns() {
    // mean 92; a: ±1; b: ±1.5; both: 90 − 91 − 90.5 + 92 = 0.5
    Sweeps sweeps = sweeps(new double[] {90, 92, 91, 95});
    assertThat(sweeps.importances())
        .extracting(Importance::variance)
        .containsExactly(1.0, 2.25, 0.25);
    // of each mean the variance is 1, of which a quarter comes to an effect of one degree
    Importance first = sweeps.importances().get(0);
    assertThat(first.chance()).isCloseTo(0.25 / 3.5, within(1e-12));
    assertThat(sweeps.gaps()).isEmpty();
  }

  @Test
  void aCombinationWithoutAnAnswerIsLeftOutAndNothingIsSaidOfImportance() {
    Sweeps sweeps = sweeps(new double[] {90, Double.NaN, 91, 95});
    assertThat(sweeps.effects())
        .extracting(Sweeps.Effect::mean)
        .containsExactly(90.0, 93.0, 90.5, 95.0);
    assertThat(sweeps.effects())
        .extracting(Sweeps.Effect::combinations)
        .containsExactly(1, 2, 2, 1);
    assertThat(sweeps.importances()).isEmpty();
    assertThat(sweeps.gaps()).containsExactly(new Sweeps.Gap("p0", "s", 1, 4));
  }

  @Test
  void settingsChosenUnderOneProtocolAreJudgedUnderTheOthers() {
    Sweeps sweeps = sweeps(new double[] {90, 92, 91, 95}, new double[] {94, 95, 93, 91});
    assertThat(sweeps.transfers())
        .extracting(
            each ->
                String.join(
                    " ",
                    each.chosenOn(),
                    each.searcher(),
                    each.protocol(),
                    String.valueOf(each.judged().regret()),
                    String.valueOf(each.best().regret()),
                    String.valueOf(each.byDefault() == null ? null : each.byDefault().regret())))
        .containsExactly(
            "p0 s3 p0 1.0 1.0 6.0",
            "p0 s3 p1 5.0 1.0 2.0",
            "p1 s1 p0 4.0 1.0 6.0",
            "p1 s1 p1 1.0 1.0 2.0");
  }

  @Test
  void oneProtocolHasNobodyToJudge() {
    assertThat(sweeps(new double[] {90, 92, 91, 95}).transfers()).isEmpty();
  }

  @Test
  void placesThatSomebodyHasEditedAreNoCombinations() {
    Results results =
        WorkedResults.of(
            BUDGET,
            TABLE,
            List.of(WorkedResults.run("p0", "x", 0, 90), WorkedResults.run("p0", "y", 0, 91)));
    var whole = new ReplayProvenance.Place("s", Map.of("a", "1", "b", "1"), false);
    var half = new ReplayProvenance.Place("s", Map.of("a", "2"), false);
    ReplayProvenance provenance =
        results
            .provenance()
            .of(
                results.provenance().protocols(),
                List.of(
                    new ReplayProvenance.Searcher("x", "s", "{}", List.of(whole)),
                    new ReplayProvenance.Searcher("y", "s", "{}", List.of(half, whole))));
    Sweeps sweeps = Sweeps.of(provenance, FixedBudget.of(results));
    assertThat(sweeps.gaps()).containsExactly(new Sweeps.Gap("p0", "s", 1, 2));
    assertThat(sweeps.importances()).isEmpty();
  }
}
