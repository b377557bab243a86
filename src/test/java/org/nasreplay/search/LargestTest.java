package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.space.ToySpace;

class LargestTest {

  private static double greatestAdmitted(EnumerableSpace space, CostRange allowed) {
    CostModel cost = space.cost("flops", NatsBench.CIFAR10);
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < space.size(); i++) {
      double c = cost.cost(space.architecture(i));
      if (allowed.contains(c)) greatest = Math.max(greatest, c);
    }
    return greatest;
  }

  private static ToySession searched(EnumerableSpace space, CostRange allowed) {
    var session = new ToySession(space, 10, new ScriptedRandom(), a -> 0, allowed);
    new Largest().search(session);
    return session;
  }

  @Test
  void withoutABoundTheLargestNetworkIsTrainedOnce() {
    assertThat(searched(SizeSpace.instance(), CostRange.ANY).evaluated())
        .containsExactly("64:64:64:64:64");
  }

  @Test
  void underEveryBoundOfASmallSpaceTheLargestAdmittedOneIsFound() {
    var space = new ToySpace(3, 2, 4);
    for (int least = 0; least <= 6; least++) {
      for (int greatest = least; greatest <= 6; greatest++) {
        var allowed = new CostRange(least, greatest);
        Architecture found = space.parse(searched(space, allowed).evaluated().get(0));
        assertThat(space.cost("flops", NatsBench.CIFAR10).cost(found))
            .isEqualTo(greatestAdmitted(space, allowed));
      }
    }
  }

  @Test
  void underLayerNasBoundTheLargestSizeNetworkIsTheOneOfAnExhaustiveScan() {
    var allowed = new CostRange(126e6, 140e6);
    Architecture found =
        SizeSpace.instance().parse(searched(SizeSpace.instance(), allowed).evaluated().get(0));
    assertThat(SizeSpace.instance().cost("flops", NatsBench.CIFAR10).cost(found))
        .isEqualTo(greatestAdmitted(SizeSpace.instance(), allowed));
  }

  @Test
  void nothingIsTrainedWhereNothingIsAdmitted() {
    assertThat(searched(new ToySpace(3, 2, 4), new CostRange(7, 8)).evaluated()).isEmpty();
  }
}
