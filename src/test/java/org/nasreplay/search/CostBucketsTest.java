package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.space.TopologySpace;
import org.nasreplay.space.ToySpace;

class CostBucketsTest {

  @Test
  void equalWidthsCoverTheRangeAndAnEdgeBelongsToTheDearerBucket() {
    CostBuckets buckets = CostBuckets.equalWidth(new CostRange(0, 8), 4);
    assertThat(IntStream.of(0, 1, 2, 3, 4, 5, 6, 7, 8).map(buckets::of))
        .containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 3);
    assertThat(buckets.range(1)).isEqualTo(new CostRange(2, 4));
    assertThat(buckets.range(3).greatest()).isInfinite();
  }

  @Test
  void equalCountsHoldEquallyManyCosts() {
    var costs = new double[1000];
    Arrays.setAll(costs, i -> (999 - i) * (999.0 - i)); // in any order
    CostBuckets buckets = CostBuckets.equalCount(costs, 10);
    assertThat(buckets.count()).isEqualTo(10);
    assertThat(costs[0]).isEqualTo(999 * 999);
    var counts = new int[10];
    for (double cost : costs) counts[buckets.of(cost)]++;
    assertThat(counts).containsOnly(100);
  }

  @Test
  void equalCostsShareABucketEvenWhereEdgesCoincide() {
    CostBuckets buckets = CostBuckets.equalCount(new double[] {1, 5, 5, 5, 5, 5, 5, 9}, 4);
    assertThat(buckets.of(1)).isZero();
    assertThat(buckets.of(5)).isEqualTo(3);
    assertThat(buckets.of(9)).isEqualTo(3);
  }

  @Test
  void optionsAreOrderedByCost() {
    var toy = new ToySpace(3, 2);
    var order = new CostOrder(toy, toy.cost("flops", NatsBench.CIFAR10));
    assertThat(order.smallest()).containsExactly(0, 0);
    assertThat(order.largest()).containsExactly(2, 1);
    assertThat(order.option(0, 1)).isEqualTo(1);
    SizeSpace size = SizeSpace.instance();
    assertThat(new CostOrder(size, size.cost("params", NatsBench.CIFAR10)).largest())
        .containsExactly(7, 7, 7, 7, 7);
  }

  @Test
  void theOrderIsThatOfTheCostsAndNotOfTheChoices() {
    // none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3: pooling multiplies nothing
    TopologySpace topology = TopologySpace.instance();
    var order = new CostOrder(topology, topology.cost("flops", NatsBench.CIFAR10));
    for (int p = 0; p < 6; p++) {
      assertThat(order.largest()[p]).isEqualTo(3);
      assertThat(order.option(p, 4)).isEqualTo(3);
      assertThat(order.option(p, 3)).isEqualTo(2);
      assertThat(order.smallest()[p]).isIn(0, 1, 4);
    }
  }
}
