package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nasreplay.io.InputException;

class NasBench101SpaceTest {
  /** In the order of their hashes. */
  private static final String[] SEVEN = {
    "1-", "111-1", "101-m", "111-m", "101-3", "101-1", "111-3"
  };

  private static final NasBench101Space SMALL = Cells.of(SEVEN);
  private static final NasBench101Space WHOLE = Cells.all();

  private static UniformRandomProvider random(long seed) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  @Test
  void thereAreAsManyNetworksAsTheAuthorsTrained() {
    assertThat(WHOLE.whole()).isTrue();
    assertThat(WHOLE.size()).isEqualTo(423_624);
    int[] byVertices = new int[8];
    for (int i = 0; i < WHOLE.size(); i++) byVertices[WHOLE.cell(i).vertices()]++;
    assertThat(byVertices).containsExactly(0, 0, 1, 6, 84, 2_441, 62_010, 359_082);
  }

  /** Every graph of so few vertices with all its labels, told apart by the authors' hash alone. */
  @Test
  void cellsOfUpToFiveVerticesAreOneNetworkWhereTheyHaveOneHash() {
    Map<String, Integer> networks = new HashMap<>();
    int[] steps = {243, 81, 27, 9}; // from one labelling of so many vertices to the next
    for (int edges = 0; edges < CellEdges.ALL; edges++) {
      if (!CellEdges.isCell(edges) || CellEdges.inner(edges) >= steps.length) continue;
      for (int labels = 0; labels < 243; labels += steps[CellEdges.inner(edges)]) {
        String hash = new NasBench101Cell(edges, labels).hash();
        int network = CellNetworks.of(edges, labels);
        assertThat(networks.computeIfAbsent(hash, h -> network)).isEqualTo(network);
      }
    }
    assertThat(networks).hasSize(1 + 6 + 84 + 2_441);
    assertThat(new HashSet<>(networks.values())).hasSize(1 + 6 + 84 + 2_441);
  }

  @Test
  void innerVerticesInAnotherOrderAreTheSameNetwork() {
    UniformRandomProvider random = random(1);
    int moved = 0;
    for (int i = 0; i < 1_500; i++) {
      NasBench101Cell cell = WHOLE.cell(random.nextInt(WHOLE.size()));
      int[] order = new PermutationSampler(random, 5, 5).sample();
      NasBench101Cell other = permuted(cell, order);
      if (other == null) continue;
      if (!other.equals(cell)) moved++;
      assertThat(other.hash()).isEqualTo(cell.hash());
      Architecture parsed = WHOLE.parse(other.text());
      assertThat(WHOLE.canonical(parsed)).isEqualTo(WHOLE.canonical(WHOLE.parse(cell.text())));
    }
    assertThat(moved).isGreaterThan(20);
  }

  /** Null where an edge would lead backwards, or vertices that are absent before others. */
  private static @Nullable NasBench101Cell permuted(NasBench101Cell cell, int[] order) {
    int[] place = {0, order[0] + 1, order[1] + 1, order[2] + 1, order[3] + 1, order[4] + 1, 6};
    int edges = 0;
    int operations = 0;
    for (int from = 0; from < 7; from++) {
      for (int to = from + 1; to < 7; to++) {
        if (!CellEdges.has(cell.edges(), from, to)) continue;
        if (place[from] > place[to]) return null;
        edges |= CellEdges.bit(place[from], place[to]);
      }
      if (from == 0 || from == 6) continue;
      operations += CellEdges.operations(place[from], CellEdges.operation(cell.operations(), from));
    }
    return CellEdges.isCell(edges) ? new NasBench101Cell(edges, operations) : null;
  }

  @Test
  void verticesOnNoPathChangeNothing() {
    // of seven vertices, the third is fed and feeds none, the fourth feeds and is fed by none
    Architecture padded = SMALL.parse("101001" + "00001" + "0000" + "000" + "01" + "0-1m313");
    assertThat(SMALL.valid(padded)).isTrue();
    Architecture listed = SMALL.canonical(padded);
    assertThat(SMALL.format(listed)).isEqualTo("111-1");
    assertThat(listed.index()).isEqualTo(padded.index());
    assertThat(padded).isNotEqualTo(listed);
    assertThat(SMALL.parse(SMALL.format(padded))).isEqualTo(padded);
  }

  @Test
  void aVectorWithoutAPathOrWithTooManyEdgesIsNoNetwork() {
    var none = new int[26];
    assertThat(WHOLE.valid(WHOLE.architecture(none))).isFalse();
    var all = new int[26];
    Arrays.fill(all, 0, 21, 1);
    assertThat(WHOLE.valid(WHOLE.architecture(all))).isFalse();
    assertThat(WHOLE.canonical(WHOLE.architecture(all))).isEqualTo(WHOLE.architecture(all));
  }

  @Test
  void everyListedCellIsItsOwnCanonicalOne() {
    for (int i = 0; i < WHOLE.size(); i += 97) {
      Architecture architecture = WHOLE.architecture(i);
      assertThat(architecture.index()).isEqualTo(i);
      assertThat(WHOLE.canonical(architecture)).isSameAs(architecture);
      assertThat(WHOLE.architecture(architecture.choices())).isEqualTo(architecture);
      assertThat(WHOLE.parse(WHOLE.format(architecture))).isEqualTo(architecture);
    }
  }

  @Test
  void aCellIsFoundByItsHash() {
    for (int i = 0; i < SEVEN.length; i++) {
      assertThat(SMALL.parse(SMALL.cell(i).hash()).index()).isEqualTo(i);
    }
    assertThatThrownBy(() -> SMALL.parse("0".repeat(32)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("one of the 7 that the table lists");
  }

  @Test
  void whatIsNotListedIsRefused() {
    assertThatThrownBy(() -> SMALL.parse("110111-1m"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("one of the 7 that the table lists");
    assertThatThrownBy(() -> Cells.of("111-3", "111-1", "111-3"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cell 111-3 appears a second time");
  }

  @Test
  void ofAPartEveryCellIsDrawnAsOften() {
    UniformRandomProvider random = random(2);
    int[] drawn = new int[SEVEN.length];
    for (int i = 0; i < 7_000; i++) drawn[SMALL.sample(random).index()]++;
    assertThat(Arrays.stream(drawn)).allMatch(times -> times > 850 && times < 1_150);
  }

  /** As many vectors as a network has, so often it is drawn: most with five vertices to choose. */
  @Test
  void ofTheWholeVectorsAreDrawn() {
    UniformRandomProvider random = random(3);
    int few = 0;
    for (int i = 0; i < 2_000; i++) {
      Architecture drawn = WHOLE.sample(random);
      assertThat(WHOLE.valid(drawn)).isTrue();
      if (WHOLE.cell(drawn.index()).vertices() < 6) few++;
    }
    assertThat(few).isGreaterThan(100); // of networks they are 0.6 %
  }

  @Test
  void aMutationFlipsThreeEdgesAndRedrawsOneOperationOnAverage() {
    UniformRandomProvider random = random(4);
    Architecture parent = WHOLE.parse("100110100001001010101-3m331");
    int edges = 0;
    int operations = 0;
    int children = 4_000;
    for (int i = 0; i < children; i++) {
      Architecture child = WHOLE.mutate(parent, random);
      assertThat(WHOLE.valid(child)).isTrue();
      for (int p = 0; p < 26; p++) {
        if (child.choice(p) == parent.choice(p)) continue;
        if (p < 21) edges++;
        else operations++;
      }
    }
    assertThat(1.0 * operations / children).isBetween(0.9, 1.1);
    assertThat(1.0 * edges / children).isBetween(2.0, 3.5); // many flips make no cell
  }

  @Test
  void spacesAreEqualWhereTheyListTheSameNetworks() {
    NasBench101Space other = Cells.of("1-", "111-1", "101-m", "111-m", "101-3", "101-1", "111-3");
    assertThat(other).isEqualTo(SMALL).hasSameHashCodeAs(SMALL);
    assertThat(Cells.of("1-")).isNotEqualTo(SMALL);
  }

  @Test
  void aTableFileMakesItFromNameAndCells() {
    assertThat(SearchSpaces.of("nasbench101", SMALL.codes())).isEqualTo(SMALL);
    assertThatThrownBy(() -> SearchSpaces.of("nasbench101"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected the list of its cells");
    assertThatThrownBy(() -> SearchSpaces.of("size", SMALL.codes()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected none");
  }
}
