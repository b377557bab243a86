package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologySpaceTest {
  private final TopologySpace space = TopologySpace.instance();

  @Test
  void everyCellIsReadBackFromItsText() {
    for (int i = 0; i < space.size(); i++) {
      Architecture cell = space.architecture(i);
      assertThat(cell.index()).isEqualTo(i);
      assertThat(space.parse(space.format(cell))).isSameAs(cell);
      assertThat(space.architecture(cell.choices())).isSameAs(cell);
    }
  }

  @Test
  void indexOrderIsTheAuthors() throws IOException {
    Path table = Path.of("../shared/data/nats-topology/topology-12-200.csv");
    assumeTrue(Files.exists(table), "needs " + table);
    List<String> rows = Files.readAllLines(table);
    assertThat(rows).hasSize(1 + space.size());
    for (int i = 0; i < space.size(); i++) {
      assertThat(space.format(space.architecture(i))).isEqualTo(rows.get(i + 1).split(",", 2)[0]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, cifar10, 15647370, 129306",
    "284, cifar10, 11715210, 101306",
    "284, cifar100, 11721060, 107156",
    "284, ImageNet16-120, 2936440, 108456"
  })
  void costEqualsTheStoredValue(int index, String dataset, double flops, double params) {
    StoredCosts.assertEqual(space, space.architecture(index), dataset, flops, params);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flops", "params"})
  void boundsAreTheExtremesOverAllCompletions(String name) {
    CostModel cost = space.cost(name, NatsBench.CIFAR100);
    int[] open = {-1, 3, -1, 4, 2, -1};
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    for (int i = 0; i < space.size(); i++) {
      Architecture cell = space.architecture(i);
      if (cell.choice(1) != 3 || cell.choice(3) != 4 || cell.choice(4) != 2) continue;
      least = Math.min(least, cost.cost(cell));
      greatest = Math.max(greatest, cost.cost(cell));
    }
    assertThat(cost.bounds(open)).isEqualTo(new CostRange(least, greatest));
  }
}
