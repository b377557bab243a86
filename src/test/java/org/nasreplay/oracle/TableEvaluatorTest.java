package org.nasreplay.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nasreplay.table.Tables.column;

import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nasreplay.io.InputException;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.Cells;
import org.nasreplay.space.NasBench101Space;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.MissingValueException;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.Tables;

class TableEvaluatorTest {
  private static final double NONE = Double.NaN;

  /** Three architectures; seed 888 has times of its own. */
  private static final BenchmarkTable TABLE =
      Tables.of(
          column("cifar100/12/valid_accuracy/777", 50, 60, NONE),
          column("cifar100/12/valid_accuracy/888", 52, NONE, NONE),
          column("cifar100/12/valid_accuracy@4/777", 30, 31, 32),
          column("cifar100/12/train_seconds/mean", 120, 240, 360),
          column("cifar100/12/train_seconds/888", 132, 252, 372),
          column("cifar100/12/valid_seconds/mean", 5, 6, NONE));

  private static Architecture architecture(int index) {
    return SizeSpace.instance().architecture(index);
  }

  private static TableEvaluator oracle(BenchmarkTable table, SeedPolicy seeds) {
    return new TableEvaluator(table, NatsBench.CIFAR100, Metric.VALID_ACCURACY, 12, seeds);
  }

  private static Evaluator.Fidelity whole(BenchmarkTable table, SeedPolicy seeds) {
    return oracle(table, seeds).at(12);
  }

  @Test
  void everyStoredSeedIsAnAnswerOfTheRandomPolicy() {
    Evaluator.Fidelity whole = whole(TABLE, SeedPolicy.RANDOM);
    assertThat(whole.answers()).isEqualTo(2);
    assertThat(whole.reward(architecture(0), 0)).isEqualTo(50);
    assertThat(whole.reward(architecture(0), 1)).isEqualTo(52);
  }

  @Test
  void thePriceIsTheTrainingAndOnePassOfTheRewardsSeedElseOfTheMean() {
    Evaluator.Fidelity whole = whole(TABLE, SeedPolicy.RANDOM);
    assertThat(whole.seconds(architecture(0), 0)).isEqualTo(125);
    assertThat(whole.seconds(architecture(0), 1)).isEqualTo(137);
    assertThat(whole.seconds(architecture(1), 0)).isEqualTo(246);
  }

  @Test
  void aFixedSeedIsTheOnlyAnswer() {
    Evaluator.Fidelity whole = whole(TABLE, SeedPolicy.fixed("888"));
    assertThat(whole.answers()).isEqualTo(1);
    assertThat(whole.reward(architecture(0), 0)).isEqualTo(52);
    assertThat(whole.seconds(architecture(0), 0)).isEqualTo(137);
  }

  @Test
  void theMeanIsOverTheSeedsThatAnArchitectureHas() {
    Evaluator.Fidelity whole = whole(TABLE, SeedPolicy.MEAN);
    assertThat(whole.answers()).isEqualTo(1);
    assertThat(whole.reward(architecture(0), 0)).isEqualTo(51);
    assertThat(whole.reward(architecture(1), 0)).isEqualTo(60);
    assertThat(whole.seconds(architecture(0), 0)).isEqualTo(125);
  }

  @Test
  void aStoredMeanIsTakenAsItIs() {
    BenchmarkTable table = TABLE.merge(Tables.of(column("cifar100/12/valid_accuracy/mean", 77)));
    assertThat(whole(table, SeedPolicy.MEAN).reward(architecture(0), 0)).isEqualTo(77);
    assertThat(whole(table, SeedPolicy.RANDOM).answers()).isEqualTo(2);
  }

  @Test
  void timesOfSeveralSeedsAreAveragedWhereTheRewardsSeedHasNone() {
    BenchmarkTable table =
        Tables.of(
            column("cifar100/12/valid_accuracy/777", 50),
            column("cifar100/12/train_seconds/888", 100),
            column("cifar100/12/train_seconds/999", 110),
            column("cifar100/12/valid_seconds/777", 5));
    assertThat(whole(table, SeedPolicy.RANDOM).seconds(architecture(0), 0)).isEqualTo(110);
  }

  @Test
  void aMeanAloneAnswersTheRandomPolicy() {
    BenchmarkTable table =
        Tables.of(
            column("cifar100/12/valid_accuracy/mean", 50),
            column("cifar100/12/train_seconds/mean", 100),
            column("cifar100/12/valid_seconds/mean", 5));
    Evaluator.Fidelity whole = whole(table, SeedPolicy.RANDOM);
    assertThat(whole.answers()).isEqualTo(1);
    assertThat(whole.reward(architecture(0), 0)).isEqualTo(50);
  }

  @Test
  void aShorterTrainingCostsItsShareOfTheEpochsAndAWholePass() {
    TableEvaluator evaluator = oracle(TABLE, SeedPolicy.RANDOM);
    assertThat(evaluator.epochs()).isEqualTo(12);
    Evaluator.Fidelity partial = evaluator.at(4);
    assertThat(partial.answers()).isEqualTo(1);
    assertThat(partial.reward(architecture(1), 0)).isEqualTo(31);
    assertThat(partial.seconds(architecture(1), 0)).isEqualTo(240 * 4 / 12.0 + 6);
    assertThat(evaluator.at(4)).isSameAs(partial);
  }

  @Test
  void epochsWithoutAColumnAreRejected() {
    TableEvaluator evaluator = oracle(TABLE, SeedPolicy.RANDOM);
    assertThatThrownBy(() -> evaluator.at(5))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("the table has no column cifar100/12/valid_accuracy@5/mean, only ");
    for (int completed : new int[] {0, 13}) {
      assertThatThrownBy(() -> evaluator.at(completed))
          .isInstanceOf(InputException.class)
          .hasMessage("a training of 12 epochs has no value after " + completed);
    }
  }

  @Test
  void cifar10IsSearchedOnItsValidationSplitAndTestedOnAllOfIt() {
    BenchmarkTable table =
        Tables.of(
            column("cifar10-valid/12/valid_accuracy/777", 50),
            column("cifar10-valid/12/train_seconds/777", 100),
            column("cifar10-valid/12/valid_seconds/777", 5),
            column("cifar10/12/test_accuracy/777", 60),
            column("cifar10/12/train_seconds/777", 200),
            column("cifar10/12/test_seconds/777", 7));
    var valid =
        new TableEvaluator(table, NatsBench.CIFAR10, Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM);
    assertThat(valid.at(12).reward(architecture(0), 0)).isEqualTo(50);
    assertThat(valid.at(12).seconds(architecture(0), 0)).isEqualTo(105);
    var test =
        new TableEvaluator(table, NatsBench.CIFAR10, Metric.TEST_ACCURACY, 12, SeedPolicy.RANDOM);
    assertThat(test.at(12).reward(architecture(0), 0)).isEqualTo(60);
    assertThat(test.at(12).seconds(architecture(0), 0)).isEqualTo(207);
  }

  @Test
  void aMissingRewardIsNamedByColumnAndArchitecture() {
    Evaluator.Fidelity random = whole(TABLE, SeedPolicy.RANDOM);
    assertThatThrownBy(() -> random.reward(architecture(1), 1))
        .isInstanceOf(MissingValueException.class)
        .hasMessage(
            "column cifar100/12/valid_accuracy/888 has no value for architecture 8:8:8:8:16");
    Evaluator.Fidelity mean = whole(TABLE, SeedPolicy.MEAN);
    assertThatThrownBy(() -> mean.reward(architecture(2), 0))
        .isInstanceOf(MissingValueException.class)
        .hasMessage(
            "column cifar100/12/valid_accuracy/mean has no value for architecture 8:8:8:8:24");
  }

  @Test
  void aMissingTimeIsNamedByItsOwnColumn() {
    Evaluator.Fidelity whole = whole(TABLE, SeedPolicy.RANDOM);
    assertThatThrownBy(() -> whole.seconds(architecture(2), 1))
        .isInstanceOf(MissingValueException.class)
        .hasMessage(
            "column cifar100/12/valid_seconds/mean has no value for architecture 8:8:8:8:24");
    assertThatThrownBy(() -> whole.seconds(architecture(3), 1))
        .hasMessage(
            "column cifar100/12/train_seconds/888 has no value for architecture 8:8:8:8:32");
  }

  @Test
  void aMissingColumnIsFoundBeforeTheFirstQuestion() {
    assertThatThrownBy(() -> oracle(TABLE, SeedPolicy.fixed("999")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("the table has no column cifar100/12/valid_accuracy/999, only");
  }

  @Test
  void whereATimeIsMissingNoTrainingHasAPrice() {
    TableEvaluator none =
        oracle(Tables.of(column("cifar100/12/valid_accuracy/1", 1)), SeedPolicy.RANDOM);
    assertThat(none.at(12).seconds(architecture(0), 0)).isNaN();
    assertThat(none.timeColumns(none.rewardColumns(12).get(0))).isEmpty();
    assertThatThrownBy(none::requirePrices)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "the table has no column cifar100/12/train_seconds/mean; a budget in seconds needs"
                + " times above 0, one in evaluations needs none");
    TableEvaluator half =
        oracle(
            Tables.of(
                column("cifar100/12/valid_accuracy/1", 1, 2),
                column("cifar100/12/train_seconds/mean", 10, 20),
                column("cifar100/12/valid_seconds/mean", 5)),
            SeedPolicy.RANDOM);
    assertThat(half.at(12).seconds(architecture(0), 0)).isNaN();
    assertThatThrownBy(half::requirePrices)
        .hasMessageStartingWith(
            "column cifar100/12/valid_seconds/mean has no value for architecture 8:8:8:8:16; ");
  }

  @Test
  void aMissingTimeIsNamedWithItsSeedAndItsArchitecture() {
    TableEvaluator holed =
        oracle(
            Tables.of(
                column("cifar100/12/valid_accuracy/777", 1, 2, 3),
                column("cifar100/12/valid_accuracy/888", 1, 2, 3),
                column("cifar100/12/train_seconds/777", 10, 10, 10),
                column("cifar100/12/train_seconds/888", 10, 10),
                column("cifar100/12/valid_seconds/mean", 5, 5, 5)),
            SeedPolicy.RANDOM);
    assertThatThrownBy(holed::requirePrices)
        .hasMessageStartingWith(
            "column cifar100/12/train_seconds/888 has no value for architecture 8:8:8:8:24; ");
  }

  @Test
  void aTimeOfZeroIsNoPrice() {
    TableEvaluator zero =
        oracle(
            Tables.of(
                column("cifar100/12/valid_accuracy/1", 1, 2),
                column("cifar100/12/train_seconds/mean", 10, 0),
                column("cifar100/12/valid_seconds/mean", 5, 0)),
            SeedPolicy.RANDOM);
    assertThat(zero.at(12).seconds(architecture(0), 0)).isNaN();
    assertThatThrownBy(zero::requirePrices)
        .hasMessageStartingWith(
            "columns cifar100/12/train_seconds/mean and cifar100/12/valid_seconds/mean: a training"
                + " of architecture 8:8:8:8:16 takes 0.0 seconds; ");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"VALID_ACCURACY", "TEST_ACCURACY"})
  void onlyAccuracyOnHeldOutDataRewards(Metric metric) {
    assertThatThrownBy(
            () -> new TableEvaluator(TABLE, NatsBench.CIFAR100, metric, 12, SeedPolicy.RANDOM))
        .isInstanceOf(InputException.class)
        .hasMessage("reward metric (%s), expected valid_accuracy or test_accuracy", metric);
  }

  @Test
  void theColumnsThatAnswerAreNamedForProvenance() {
    TableEvaluator random = oracle(TABLE, SeedPolicy.RANDOM);
    assertThat(random.rewardColumns(12).stream().map(c -> c.key().toString()))
        .containsExactly("cifar100/12/valid_accuracy/777", "cifar100/12/valid_accuracy/888");
    Column seed888 = random.rewardColumns(12).get(1);
    assertThat(random.timeColumns(seed888).stream().map(c -> c.key().toString()))
        .containsExactly("cifar100/12/train_seconds/888", "cifar100/12/valid_seconds/mean");
    assertThat(oracle(TABLE, SeedPolicy.MEAN).rewardColumns(12)).hasSize(2);
    assertThat(oracle(TABLE, SeedPolicy.fixed("777")).rewardColumns(12)).hasSize(1);
  }

  @Test
  void onlySeedsThatAnArchitectureHasAreDrawn() {
    BenchmarkTable table =
        Tables.of(
            Tables.column("cifar100/12/valid_accuracy/777", 10, Double.NaN, Double.NaN, 60),
            Tables.column("cifar100/12/valid_accuracy/888", 20, 30, Double.NaN),
            Tables.column("cifar100/12/valid_accuracy/999", 40, 50, Double.NaN),
            Tables.column("cifar100/12/train_seconds/mean", i -> 1),
            Tables.column("cifar100/12/valid_seconds/mean", i -> 1));
    Evaluator.Fidelity whole =
        new TableEvaluator(table, NatsBench.CIFAR100, Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM)
            .at(12);
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
    var space = SizeSpace.instance();
    int[] drawn = new int[3];
    for (int i = 0; i < 3000; i++) drawn[whole.draw(space.architecture(1), random)]++;
    assertThat(drawn[0]).isZero();
    assertThat(drawn[1]).isBetween(1400, 1600);
    assertThatThrownBy(() -> whole.draw(space.architecture(2), random))
        .isInstanceOf(MissingValueException.class)
        .hasMessageContaining("8:8:8:8:24");
  }

  @Test
  void theMeanRewardOfOneSeedIsThatSeeds() {
    Architecture first = SizeSpace.instance().architecture(0);
    var of888 = oracle(TABLE, SeedPolicy.fixed("888"));
    assertThat(of888.meanReward(first)).isEqualTo(of888.at(12).reward(first, 0));
    assertThat(oracle(TABLE, SeedPolicy.RANDOM).meanReward(first))
        .isNotEqualTo(of888.meanReward(first));
  }

  /** Of NAS-Bench-101 a training of 36 epochs is one of its own, with its own reward and time. */
  @Test
  void whereTrainingsAreOfTheirOwnAShorterOneIsNoPartOfTheLongerOne() {
    NasBench101Space space = Cells.of("101-3", "101-m");
    Map<String, double[]> values =
        Map.of(
            "cifar10/108/valid_accuracy/1", new double[] {93, 90},
            "cifar10/108/valid_accuracy@54/1", new double[] {60, 61},
            "cifar10/108/train_seconds/1", new double[] {1080, 540},
            "cifar10/108/valid_seconds/mean", new double[] {0, 0},
            "cifar10/36/valid_accuracy/1", new double[] {91, 92},
            "cifar10/36/valid_accuracy/2", new double[] {71, 72},
            "cifar10/36/train_seconds/1", new double[] {365, 185},
            "cifar10/36/train_seconds/2", new double[] {366, 186},
            "cifar10/36/valid_seconds/mean", new double[] {0, 0});
    List<Column> columns =
        values.entrySet().stream()
            .map(
                of ->
                    new Column(
                        ColumnKey.parse(of.getKey()),
                        Provenance.analytic("set by hand"),
                        of.getValue()))
            .toList();
    var oracle =
        new TableEvaluator(
            new BenchmarkTable(space, columns),
            NatsBench.CIFAR10,
            Metric.VALID_ACCURACY,
            108,
            SeedPolicy.RANDOM);
    Architecture pool = space.parse("101-m");
    assertThat(oracle.at(108).reward(pool, 0)).isEqualTo(90);
    assertThat(oracle.at(108).seconds(pool, 0)).isEqualTo(540);
    assertThat(oracle.at(36).answers()).isEqualTo(2);
    assertThat(oracle.at(36).reward(pool, 1)).isEqualTo(72);
    assertThat(oracle.at(36).seconds(pool, 1)).isEqualTo(186);
    assertThatThrownBy(() -> oracle.at(54))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cifar10/54/valid_accuracy/mean");
  }
}
