package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.ToySpace;

class RankingTest {

  @Test
  void theBestComesFirstAndOfEqualsTheEarlier() {
    var space = new ToySpace(1000);
    var random = RandomSource.SPLIT_MIX_64.create(2);
    record Entry(Architecture architecture, double reward) {}
    List<Entry> entries = new ArrayList<>();
    var ranking = new Ranking();
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
}
