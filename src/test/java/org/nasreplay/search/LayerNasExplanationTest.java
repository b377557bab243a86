package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.nasreplay.search.LayerNas.Direction;
import org.nasreplay.search.LayerNas.Edges;
import org.nasreplay.search.LayerNas.OpenLayers;
import org.nasreplay.search.LayerNas.Repeat;
import org.nasreplay.search.LayerNas.Select;
import org.nasreplay.search.LayerNas.Settings;
import org.nasreplay.search.LayerNas.Sweeps;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.ToySpace;

class LayerNasExplanationTest {

  private static Settings settings(
      int buckets, int keep, Select select, Repeat repeat, Sweeps sweeps) {
    return new Settings(
        1_000,
        1,
        buckets,
        keep,
        Edges.EQUAL_WIDTH,
        select,
        Direction.FORWARD,
        OpenLayers.LARGEST,
        repeat,
        sweeps);
  }

  @Test
  void namesWhatWasKeptDroppedAndOutOfReach() {
    // Costs up to 2 of 4 are allowed, in one bucket that keeps one candidate; a-b-c earns 4a + b +
    // c. Layer 1: 0-1-1 (2) and 1-1-1 (6) can be completed, 2-1-1 only by 2-0-0 (8): it is kept.
    // Layer 2 extends it by 0 alone: 2-0-1 (9); layer 3 that one by 0 alone: 2-0-0 (8).
    var space = new ToySpace(3, 2, 2);
    Settings settings = settings(1, 1, Select.UNIFORM, Repeat.KNOWN, Sweeps.ONCE);
    var explanation = new LayerNasExplanation(space);
    var session =
        new ToySession(
            space,
            100,
            RandomSource.XO_RO_SHI_RO_128_PP.create(1),
            a -> 4 * a.choice(0) + a.choice(1) + a.choice(2),
            new CostRange(0, 2));
    new LayerNas(settings).observedBy(explanation).search(session);
    assertThat(explanation.lines())
        .hasSize(6)
        .contains(
            "layer 1: 3 candidates in 1 buckets, 1 kept, 2 dropped",
            "layer 2: 1 candidates in 1 buckets, 1 kept, 0 dropped;"
                + " out of the constraint's reach at layer 2: 1 with option 1",
            "  bucket 0, cost any to any: kept 2-0-1 (9.00)",
            "layer 3: 1 candidates in 1 buckets, 1 kept, 0 dropped;"
                + " out of the constraint's reach at layer 3: 1 with option 1",
            "  bucket 0, cost any to any: kept 2-0-0 (8.00)");
    assertThat(explanation.lines().get(1))
        .startsWith("  bucket 0, cost any to any: kept 2-1-1 (10.00); dropped ")
        .contains("1-1-1 (6.00) behind 2-1-1")
        .containsPattern("0-1-1 \\(2.00\\) behind [12]-1-1");
  }

  @Test
  void bucketsAreToldByTheirCostsAndOfSeveralSweepsTheLast() {
    // Costs 0 to 6 in three buckets of width 2, none of which overflows. A sweep trains the 3
    // networks with the default rest 2-2, of cost 4 to 6; the 9 with the rest 2, of which 0-0-2,
    // 0-1-2 and 1-0-2 cost less than 4; and all 27. The budget is that of two sweeps.
    var space = new ToySpace(3, 3, 3);
    Settings settings = settings(3, 27, Select.BEST_FIRST, Repeat.LATEST, Sweeps.UNTIL_BUDGET);
    var explanation = new LayerNasExplanation(space);
    var session =
        new ToySession(
            space, 78, RandomSource.XO_RO_SHI_RO_128_PP.create(1), a -> 1, CostRange.ANY);
    new LayerNas(settings).observedBy(explanation).search(session);
    List<String> lines = explanation.lines();
    assertThat(lines)
        .hasSize(10)
        .contains(
            "the last of 2 sweeps",
            "layer 1: 3 candidates in 1 buckets, 3 kept, 0 dropped",
            "layer 2: 9 candidates in 2 buckets, 9 kept, 0 dropped",
            "layer 3: 27 candidates in 3 buckets, 27 kept, 0 dropped");
    assertThat(lines.get(4)).startsWith("  bucket 1, cost 2 to 4: kept ").contains("0-1-2 (1.00)");
    assertThat(lines.get(7)).startsWith("  bucket 0, cost any to 2: kept ");
    assertThat(lines.get(9)).startsWith("  bucket 2, cost 4 to any: kept ");
  }
}
