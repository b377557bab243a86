package org.nasreplay.table.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nasreplay.io.InputException;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.space.TopologySpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.CostKey;
import org.nasreplay.table.Provenance;

/** What a measured table lacks is drawn as its values make it likely. */
class GivenTableTest {
  private static final SizeSpace SPACE = SizeSpace.instance();
  private static final SizeSurrogate SURROGATE = new SizeSurrogate();
  private static final SizeModel MODEL = SizeModel.load();
  private static final BenchmarkTable DRAWN = given();
  private static final Provenance MEASURED = Provenance.measured("somebody's", "");

  private static final String VALID = "cifar10-valid/90/valid_accuracy/777";
  private static final String TEST = "cifar10/90/test_accuracy/777";
  private static final String SHORT = "cifar10-valid/12/valid_accuracy/";
  private static final String PART = "cifar10-valid/12/valid_accuracy@4/";

  /** Where smooth accuracies are beyond every point: deviations of 0.1691 and 0.194, 0.054. */
  private static final int LARGEST = SPACE.size() - 1;

  private static double[] values(BenchmarkTable table, String name) {
    return table.column(ColumnKey.parse(name)).values();
  }

  /** A drawn column as if somebody had measured it. */
  private static Column measured(String name) {
    return new Column(ColumnKey.parse(name), MEASURED, values(DRAWN, name));
  }

  private static Column measured(String name, double[] values) {
    return new Column(ColumnKey.parse(name), MEASURED, values);
  }

  /** What is drawn of cifar10 beside {@code columns}, and these. */
  private static BenchmarkTable given(Column... columns) {
    var measured = new BenchmarkTable(SPACE, List.of(columns));
    return measured.merge(
        new BenchmarkTable(
            SPACE, new SizeDrawing(MODEL, NatsBench.CIFAR10, 5, measured).columns()));
  }

  private static List<String> names(BenchmarkTable table, String part) {
    return table.columns().stream()
        .map(column -> column.key().toString())
        .filter(name -> name.contains(part))
        .toList();
  }

  /** Half a step of the measured grid, and what it comes to in what is drawn, and its own. */
  private static void assertAlike(double[] ours, double[] theirs) {
    for (int i = 0; i < ours.length; i++) assertThat(ours[i]).isCloseTo(theirs[i], within(0.03));
  }

  @Test
  void givenWhatItDrawsItselfItDrawsTheSameAgain() {
    BenchmarkTable table = given(measured(VALID), measured(TEST), measured(SHORT + "888"));
    assertThat(table.column(ColumnKey.parse(TEST)).kind()).isEqualTo(Provenance.Kind.MEASURED);
    assertThat(values(table, VALID)).isEqualTo(values(DRAWN, VALID));
    assertAlike(values(table, PART + "888"), values(DRAWN, PART + "888"));
    Column partial = table.column(ColumnKey.parse(PART + "888"));
    assertThat(partial.provenance())
        .hasToString("modelled (NAS Replay size surrogate 2, seed 5, given 3 measured columns)");
  }

  @Test
  void aNetworkThatIsBetterThanExpectedIsSoInWhatIsDrawnToo() {
    // One point in validation moves test by 0.054 * 0.194 / 0.1691 and 12 epochs by 0.548 + 0.137
    // times that.
    double[] moved = values(DRAWN, VALID).clone();
    moved[LARGEST] -= 1;
    BenchmarkTable table = given(measured(VALID, moved));
    double test = 0.054 * 0.194 / 0.1691;
    assertThat(values(table, TEST)[LARGEST])
        .isCloseTo(values(DRAWN, TEST)[LARGEST] - test, within(0.011));
    for (String seed : List.of("777", "888", "999")) {
      assertThat(values(table, SHORT + seed)[LARGEST])
          .isCloseTo(values(DRAWN, SHORT + seed)[LARGEST] - 0.548 - 0.137 * test, within(0.006));
    }
    assertThat(values(table, TEST)[0]).isCloseTo(values(DRAWN, TEST)[0], within(0.011));
  }

  @Test
  void anArchitectureWithoutAValueSaysNothingAndStaysWithoutOne() {
    double[] some = values(DRAWN, TEST).clone();
    some[LARGEST] = Double.NaN;
    some[0] += 5;
    BenchmarkTable table = given(measured(TEST, some));
    assertThat(values(table, TEST)).isEqualTo(some);
    assertThat(values(table, VALID)[LARGEST]).isEqualTo(values(DRAWN, VALID)[LARGEST]);
    assertThat(values(table, VALID)[0]).isGreaterThan(values(DRAWN, VALID)[0]);
  }

  @Test
  void ofMeasuredRunsOnlyWhatTheyLackIsDrawn() {
    BenchmarkTable table = given(measured(SHORT + "1", values(DRAWN, SHORT + "888")));
    assertThat(names(table, "cifar10-valid/12/valid_accuracy"))
        .containsExactly(
            PART.replace("4", "1") + "1",
            PART.replace("4", "2") + "1",
            PART.replace("4", "3") + "1",
            PART + "1",
            PART.replace("4", "6") + "1",
            SHORT + "1");
    double[] end = values(table, SHORT + "1");
    double[] part = values(table, PART + "1");
    for (int i = 0; i < end.length; i++) assertThat(part[i]).isLessThanOrEqualTo(end[i]);
  }

  @Test
  void ofAMeasuredMeanTheMeanOfTheEpochsIsDrawn() {
    var mean = new double[SPACE.size()];
    Arrays.setAll(
        mean,
        i ->
            Stream.of("777", "888", "999").mapToDouble(s -> values(DRAWN, SHORT + s)[i]).sum() / 3);
    BenchmarkTable table = given(measured(SHORT + "mean", mean));
    assertThat(names(table, "cifar10-valid/12/valid_accuracy"))
        .hasSize(6)
        .allMatch(name -> name.endsWith("/mean"));
    double[] ours = values(table, PART + "mean");
    for (int i = 0; i < ours.length; i++) {
      int at = i;
      double drawn =
          Stream.of("777", "888", "999").mapToDouble(s -> values(DRAWN, PART + s)[at]).sum() / 3;
      assertThat(ours[i]).isCloseTo(drawn, within(0.02));
    }
  }

  @Test
  void aMeasuredEpochTellsOfTheOthersOfItsRun() {
    double[] high = values(DRAWN, PART + "777").clone();
    Arrays.setAll(high, i -> high[i] + 3);
    BenchmarkTable table = given(measured(PART + "777", high), measured(SHORT + "777"));
    double above = 0;
    double[] ours = values(table, PART.replace("4", "3") + "777");
    double[] theirs = values(DRAWN, PART.replace("4", "3") + "777");
    for (int i = 0; i < ours.length; i++) above += (ours[i] - theirs[i]) / ours.length;
    assertThat(above).isBetween(0.2, 2.0); // 18 % of a run's variance, and the architecture's
  }

  @Test
  void timesOfOneLengthAreThoseOfTheOther() {
    var seconds = new double[SPACE.size()];
    Arrays.fill(seconds, 24);
    seconds[0] = Double.NaN;
    BenchmarkTable table =
        given(
            measured("cifar10-valid/12/train_seconds/777", seconds),
            measured("cifar10-valid/90/valid_seconds/mean", seconds));
    assertThat(values(table, "cifar10-valid/90/train_seconds/mean")[1]).isEqualTo(180);
    assertThat(values(table, "cifar10-valid/12/valid_seconds/mean")[1]).isEqualTo(24);
    String train = "cifar10-valid/90/train_seconds/mean";
    assertThat(values(table, train)[0]).isEqualTo(values(DRAWN, train)[0]);
    assertThat(names(table, "cifar10-valid/12/train_seconds"))
        .containsExactly("cifar10-valid/12/train_seconds/777");
  }

  @Test
  void modelledColumnsAreNoEvidenceAndOthersStay() {
    var nothing = new double[SPACE.size()];
    var provenance = Provenance.modelled("another model");
    String latency = "cifar10/90/latency_seconds/777";
    var table =
        new BenchmarkTable(
            SPACE,
            List.of(
                new Column(ColumnKey.parse(VALID), provenance, nothing),
                new Column(ColumnKey.parse(latency), provenance, nothing)),
            List.of(new CostColumn(new CostKey("pixel2", "ms"), provenance, nothing)));
    BenchmarkTable complete = SURROGATE.complete(table, 5);
    assertThat(values(complete, VALID)).isEqualTo(values(DRAWN, VALID));
    assertThat(values(complete, latency)).isEqualTo(nothing);
    assertThat(complete.findCost("pixel2")).isNotNull();
  }

  @Test
  void tablesThatTheModelIsNotOfAreRefused() {
    assertThatThrownBy(
            () -> SURROGATE.complete(new BenchmarkTable(TopologySpace.instance(), List.of()), 5))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a table of space topology, expected one of space size");
    double[] fractions = values(DRAWN, TEST).clone();
    Arrays.setAll(fractions, i -> fractions[i] / 100);
    assertThatThrownBy(() -> given(measured(TEST, fractions)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("column " + TEST + ": no accuracy above 1, expected percent");
  }
}
