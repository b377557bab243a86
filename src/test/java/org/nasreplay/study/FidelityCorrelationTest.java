package org.nasreplay.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nasreplay.table.Tables.column;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nasreplay.io.InputException;
import org.nasreplay.space.DeclaredSpace;
import org.nasreplay.space.DeclaredSpaces;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.Tables;
import org.nasreplay.table.file.TableFormats;

class FidelityCorrelationTest {
  private static final Path TOPOLOGY = Path.of("../shared/data/nats-topology/topology-12-200.csv");
  private static final double NONE = Double.NaN;

  /** Four networks whose final accuracies rise, and a fifth without one. */
  private final List<FidelityCorrelation> byHand =
      FidelityCorrelation.of(
          Tables.of(
              column("cifar100/12/valid_accuracy@4/777", 30, 20, 40, 50, 99),
              column("cifar100/12/valid_accuracy@4/888", 50, 40, 30, 20, 99),
              column("cifar100/12/valid_accuracy/777", 40, 70, 70, 50, 99),
              column("cifar100/12/test_accuracy/777", 9, 8, 7, 6, 5),
              column("cifar100/90/test_accuracy/777", 60, 62, 64, 66, NONE),
              column("cifar100/12/train_seconds/mean", 120, 240, 360, NONE),
              column("cifar100/12/valid_seconds/mean", 6, 6, 6, 6)));

  @Test
  void fidelitiesAreInOrderAndHeldAgainstTheLongestTraining() {
    assertThat(byHand)
        .extracting(
            FidelityCorrelation::epochs,
            FidelityCorrelation::completed,
            FidelityCorrelation::averaged)
        .containsExactly(tuple(12, 4, 2), tuple(12, 4, 1), tuple(12, 12, 1));
    assertThat(byHand)
        .extracting(FidelityCorrelation::truth)
        .containsOnly(new FidelityCorrelation.Truth(NatsBench.CIFAR100, 90, 4, 1, false));
  }

  @Test
  void theMeanOfTheSeedsRanksAndPicks() {
    // Means 40 30 35 35, ranks 4 1 2.5 2.5 against 1 2 3 4: -1.5 / sqrt(4.5 * 5). The first network
    // is picked, 6 points below the fourth; the fifth, without final accuracy, is not in it.
    assertThat(byHand.get(0).correlation()).isCloseTo(-1.5 / Math.sqrt(22.5), within(1e-12));
    assertThat(byHand.get(0).regret()).isEqualTo(6);
  }

  @Test
  void aDatasetThatNobodyHasHeardOfIsHeldAgainstItself() {
    DeclaredSpace space =
        DeclaredSpaces.of(
            "{name: pets, positions: [{name: width, choices: [s, m, l]}], notation: concatenated,"
                + " datasets: [pets37]}");
    var table =
        new BenchmarkTable(
            space,
            List.of(
                ofPets("3/valid_accuracy/1", 10, 20, 30),
                ofPets("30/valid_accuracy/1", 10, 30, 20),
                ofPets("30/test_accuracy/1", 60, 61, 62)));
    assertThat(FidelityCorrelation.of(table))
        .extracting(FidelityCorrelation::epochs, FidelityCorrelation::correlation)
        .containsExactly(tuple(3, 1.0), tuple(30, 0.5)); // 1 − 6·(0 + 1 + 1)/(3·8)
  }

  private static Column ofPets(String name, double... accuracies) {
    return new Column(
        ColumnKey.parse("pets37/" + name), Provenance.analytic("set by hand"), accuracies);
  }

  @Test
  void oneSeedIsTheMeanOfWhatEachSeedSays() {
    // Ranks 2 1 3 4 and 4 3 2 1: coefficients 0.8 and -1; picks 0 and 6 points below the best.
    assertThat(byHand.get(1).correlation()).isCloseTo(-0.1, within(1e-12));
    assertThat(byHand.get(1).regret()).isEqualTo(3);
  }

  @Test
  void networksThatTieForTheFirstPlaceShareTheRegret() {
    // The second and third look best, 4 and 2 points below the fourth.
    assertThat(byHand.get(2).regret()).isEqualTo(3);
    assertThat(byHand.get(2).correlation()).isCloseTo(1.5 / Math.sqrt(22.5), within(1e-12));
  }

  @Test
  void aPartOfATrainingCostsItsShareAndOneValidationPass() {
    assertThat(byHand.get(0).seconds()).isCloseTo((46 + 86 + 126) / 3.0, within(1e-12));
    assertThat(byHand.get(2).seconds()).isCloseTo((126 + 246 + 366) / 3.0, within(1e-12));
  }

  @Test
  void theBestTenthTakesInWhoTiesForItsLastPlace() {
    // Of 20 the best two; the second place is shared. Ranks 1.5 1.5 3 against 1 2 3.
    FidelityCorrelation one =
        FidelityCorrelation.of(
                Tables.of(
                    column(
                        "cifar100/90/test_accuracy/777",
                        i -> i < 17 ? i : i < 19 ? 18 : i == 19 ? 19 : NONE),
                    column(
                        "cifar100/12/valid_accuracy/777",
                        i -> i < 17 ? 80 - i : i < 20 ? i : NONE)))
            .get(0);
    assertThat(one.truth().networks()).isEqualTo(20);
    assertThat(one.truth().best()).isEqualTo(3);
    assertThat(one.correlationOfBest()).isCloseTo(1.5 / Math.sqrt(3), within(1e-12));
    assertThat(one.correlation()).isNegative();
    assertThat(one.seconds()).isNull();
  }

  @Test
  void aStoredMeanDoesNotSayOfHowManySeedsAndCifar10IsSearchedOnItsOwnSplit() {
    assertThat(
            FidelityCorrelation.of(
                Tables.of(
                    column("cifar10-valid/12/valid_accuracy/mean", 1, 2, 3),
                    column("cifar10/200/test_accuracy/mean", 4, 5, 6))))
        .extracting(
            f -> f.truth().dataset(),
            FidelityCorrelation::averaged,
            FidelityCorrelation::correlation)
        .containsExactly(tuple(NatsBench.CIFAR10, 0, 1.0));
  }

  @Test
  void whatWasModelledIsSaidOfEachSide() {
    Column modelled =
        new Column(
            ColumnKey.parse("cifar100/12/valid_accuracy/888"),
            Provenance.modelled("drawn"),
            column("cifar100/12/valid_accuracy/888", 1, 2, 3).values());
    Column test = column("cifar100/90/test_accuracy/777", 4, 5, 6);
    assertThat(FidelityCorrelation.of(Tables.of(modelled, test)))
        .extracting(FidelityCorrelation::averaged, FidelityCorrelation::modelled)
        .containsExactly(tuple(1, true));
    // where the validation was measured, the model does not stand beside it
    Column measured = column("cifar100/12/valid_accuracy/mean", 1, 2, 3);
    List<FidelityCorrelation> all = FidelityCorrelation.of(Tables.of(modelled, measured, test));
    assertThat(all)
        .extracting(FidelityCorrelation::averaged, FidelityCorrelation::modelled)
        .containsExactly(tuple(0, false));
    assertThat(all).noneMatch(f -> f.truth().modelled());
  }

  @Test
  void modelledTimesAreSaidApartFromModelledAccuracies() {
    Column valid = column("cifar100/12/valid_accuracy/777", 1, 2, 3);
    Column test = column("cifar100/90/test_accuracy/777", 4, 5, 6);
    for (String metric : List.of("train_seconds", "valid_seconds")) {
      ColumnKey modelled = ColumnKey.parse("cifar100/12/" + metric + "/mean");
      List<Column> times =
          Stream.of("train_seconds", "valid_seconds")
              .map(each -> column("cifar100/12/" + each + "/mean", 1, 2, 3))
              .map(
                  c ->
                      c.key().equals(modelled)
                          ? new Column(modelled, Provenance.modelled("drawn"), c.values())
                          : c)
              .toList();
      assertThat(FidelityCorrelation.of(Tables.of(valid, test, times.get(0), times.get(1))))
          .extracting(FidelityCorrelation::modelled, FidelityCorrelation::modelledTimes)
          .containsExactly(tuple(false, true));
    }
  }

  @Test
  void aPartOfALongerTrainingIsNoFinalAccuracy() {
    assertThat(
            FidelityCorrelation.of(
                Tables.of(
                    column("cifar100/12/valid_accuracy/777", 1, 2, 3),
                    column("cifar100/12/test_accuracy/777", 4, 5, 6),
                    column("cifar100/90/test_accuracy@45/777", 6, 5, 4))))
        .extracting(f -> f.truth().epochs(), FidelityCorrelation::correlation)
        .containsExactly(tuple(12, 1.0));
  }

  @Test
  void oneSeedRanksTheBestAsTheMeanOfWhatEachSeedSays() {
    // Of 20 the best two, which the first seed ranks as the end does, and the second, too.
    List<FidelityCorrelation> all =
        FidelityCorrelation.of(
            Tables.of(
                column("cifar100/90/test_accuracy/777", i -> i < 20 ? i : NONE),
                column("cifar100/12/valid_accuracy/777", i -> i < 20 ? i : NONE),
                column(
                    "cifar100/12/valid_accuracy/888", i -> i < 18 ? 40 - i : i < 20 ? i : NONE)));
    assertThat(all.get(1).averaged()).isEqualTo(1);
    assertThat(all.get(1).correlationOfBest()).isCloseTo(1, within(1e-12));
    assertThat(all.get(1).correlation()).isLessThan(0.5);
  }

  @Test
  void aTableWithNothingToCompareIsRefusedWithWhatItHas() {
    BenchmarkTable table =
        Tables.of(
            column("cifar10/90/test_accuracy/777", 1, 2), column("cifar100/12/valid_loss/777", 1));
    assertThatThrownBy(() -> FidelityCorrelation.of(table))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("validation accuracies (none) and test accuracies (cifar10)")
        .hasMessageContaining("cifar10-valid/12/valid_accuracy/mean");
  }

  @Test
  void theMeasuredTopologySpaceGivesWhatSciPyGives() throws IOException {
    assumeTrue(Files.exists(TOPOLOGY), "measured topology table is not here: " + TOPOLOGY);
    // scipy.stats.spearmanr 1.17.1 on the same columns, all rows and the 1,563 best
    double[][] expected = {
      {0.7716907551953486, 0.5011333078673368},
      {0.9832075542767751, 0.6870005202436275},
      {0.8246418043653027, 0.42154778830060213},
      {0.9925289327933237, 0.7544798853780103},
      {0.8174877998217911, 0.28453728318722277},
      {0.9941487706522211, 0.7878371661617736}
    };
    List<FidelityCorrelation> all = FidelityCorrelation.of(TableFormats.read(TOPOLOGY));
    assertThat(all).hasSize(6).allMatch(f -> f.truth().best() == 1563);
    for (int i = 0; i < expected.length; i++) {
      assertThat(all.get(i).correlation()).isCloseTo(expected[i][0], within(1e-12));
      assertThat(all.get(i).correlationOfBest()).isCloseTo(expected[i][1], within(1e-12));
    }
  }
}
