package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellTest {
  /** As a replay makes them: pair after pair, each of 20 runs a cell. */
  private static List<Cell> cells(int pairs, int cellsPerPair) {
    return IntStream.range(0, pairs * cellsPerPair)
        .mapToObj(
            i -> {
              int from = i % cellsPerPair * 20;
              return new Cell("cifar10", "searcher-" + i / cellsPerPair, from, from + 20);
            })
        .toList();
  }

  private static List<Integer> sizes(List<List<Cell>> parts) {
    return parts.stream().map(List::size).toList();
  }

  @Test
  void partsHoldAllCellsOnceInTheirOrder() {
    for (int pairs : new int[] {1, 2, 85, 2000}) {
      List<Cell> cells = cells(pairs, 3);
      assertThat(Cell.parts(cells, 2).stream().flatMap(List::stream)).isEqualTo(cells);
    }
    assertThat(Cell.parts(List.of(), 2)).isEmpty();
  }

  @Test
  void fewCellsAreAPartEach() {
    assertThat(sizes(Cell.parts(cells(100, 5), 2))).hasSize(500).containsOnly(1);
  }

  @Test
  void aPartIsAShareOfWhatIsLeftAndTheLastOnesAreSingleCells() {
    // a 256th of 2560 is 10, of 2550 left 9, ...
    List<Integer> sizes = sizes(Cell.parts(cells(512, 5), 2));
    assertThat(sizes).startsWith(10, 9, 9).hasSizeBetween(256, 4 * 256);
    assertThat(sizes.subList(sizes.size() - 256, sizes.size())).containsOnly(1);
    assertThat(sizes).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
  }

  @Test
  void manyWorkersGetSmallerParts() {
    assertThat(sizes(Cell.parts(cells(1600, 5), 500))).startsWith(4).hasSizeGreaterThan(2000);
  }

  /** Whoever is killed in the middle of two thousand searchers keeps what two workers finished. */
  @Test
  void pairsBecomeWholeAsPartsArrive() {
    List<List<Cell>> parts = Cell.parts(cells(2000, 3), 2);
    List<Cell> arrived = parts.subList(0, parts.size() / 4).stream().flatMap(List::stream).toList();
    long whole =
        arrived.stream().map(Cell::searcher).distinct().count() - (arrived.size() % 3 == 0 ? 0 : 1);
    assertThat(whole).isEqualTo(arrived.size() / 3).isGreaterThan(2000 / 4);
  }

  /**
   * A list of workers, each taking the next part when it is free: none is idle for long before the
   * last one ends, though one searcher of twenty costs a thousand times as much as the others.
   */
  @Test
  void workersAreBusyThoughSearchersDifferAThousandfold() {
    for (int workers : new int[] {2, 16, 32}) {
      var free = new double[workers]; // when each one is
      double work = 0;
      for (List<Cell> part : Cell.parts(cells(2000, 3), 2)) {
        double cost =
            part.stream().mapToDouble(c -> c.searcher().matches(".*[02468]0") ? 1000 : 1).sum();
        int next = IntStream.range(0, workers).reduce(0, (a, b) -> free[b] < free[a] ? b : a);
        free[next] += cost;
        work += cost;
      }
      double end = IntStream.range(0, workers).mapToDouble(i -> free[i]).max().orElseThrow();
      assertThat(work / workers / end).as("%d workers", workers).isGreaterThan(0.8);
    }
  }
}
