package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.ToySpace;

@Tag("anywhere")
class RankedArchitecturesTest {

  @Test
  void theBestComesFirstAndOfEqualsTheEarlier() {
    var space = new ToySpace(1000);
    var random = RandomSource.SPLIT_MIX_64.create(2);
    record Entry(Architecture architecture, double reward) {}
    List<Entry> entries = new ArrayList<>();
    var ranking = new RankedArchitectures();
    for (int i = 0; i < 300; i++) {
      var entry = new Entry(space.architecture(i), random.nextInt(40));
      entries.add(entry);
      int rank = ranking.add(entry.architecture(), entry.reward());
      assertThat(ranking.architecture(rank)).isSameAs(entry.architecture());
    }
    entries.sort(Comparator.comparingDouble(Entry::reward).reversed()); // stable
    for (int i = 0; i < 300; i++) {
      assertThat(ranking.architecture(i)).isSameAs(entries.get(i).architecture());
      assertThat(ranking.reward(i)).isEqualTo(entries.get(i).reward());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rising", "falling", "equal", "random", "few"})
  void anAdditionTakesAFewStepsMoreWhereThereAreTenTimesAsMany(String order) {
    // The expected depth of a treap's deepest leaf is at most 4.3 ln n: 30 of a thousand, ten
    // more for every factor of ten; a list would have as many steps as members.
    Architecture any = new ToySpace(2).architecture(0);
    var random = RandomSource.SPLIT_MIX_64.create(4);
    var ranking = new RankedArchitectures();
    int most = 30;
    for (int size = 1_000; size <= 1_000_000; size *= 10) {
      while (ranking.size() < size) {
        int n = ranking.size();
        ranking.add(
            any,
            switch (order) {
              case "rising" -> n;
              case "falling" -> -n;
              case "equal" -> 0;
              case "random" -> random.nextDouble();
              default -> random.nextInt(5);
            });
      }
      assertThat(ranking.height()).isBetween(9, most);
      most += 10;
    }
  }
}
