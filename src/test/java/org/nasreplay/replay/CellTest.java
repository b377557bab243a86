package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
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

  private static List<Cell> all(List<List<Cell>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }

  @Test
  void partsHoldAllCellsOnce() {
    for (int pairs : new int[] {1, 2, 85, 2000}) {
      List<Cell> cells = cells(pairs, 3);
      assertThat(all(Cell.parts(cells, 2))).containsExactlyInAnyOrderElementsOf(cells);
    }
    assertThat(Cell.parts(List.of(), 2)).isEmpty();
  }

  @Test
  void fewCellsAreAPartEachInTheirOrder() {
    List<Cell> cells = cells(32, 4);
    assertThat(Cell.parts(cells, 2)).isEqualTo(cells.stream().map(List::of).toList());
  }

  @Test
  void theCellsOfASectionAreDealtOutInTurns() {
    // 8 sections of 32 cells, each of 16 parts of two
    List<Cell> cells = cells(256, 1);
    List<List<Cell>> parts = Cell.parts(cells, 2);
    assertThat(sizes(parts)).hasSize(128).containsOnly(2);
    assertThat(parts.get(0)).containsExactly(cells.get(0), cells.get(16));
    assertThat(parts.get(15)).containsExactly(cells.get(15), cells.get(31));
    assertThat(parts.get(16)).containsExactly(cells.get(32), cells.get(48));
  }

  @Test
  void manyWorkersGetSmallerParts() {
    assertThat(sizes(Cell.parts(cells(3200, 1), 50))).hasSize(8 * 200).containsOnly(2);
  }

  @Test
  void manyCellsHaveMoreSections() {
    // 100 of 1024 cells, 16 parts of 64 each
    assertThat(sizes(Cell.parts(cells(102_400, 1), 2))).hasSize(1600).containsOnly(64);
  }

  /** Whoever is killed in the middle of two thousand searchers keeps what was finished before. */
  @Test
  void pairsBecomeWholeAsPartsArrive() {
    List<List<Cell>> parts = Cell.parts(cells(2000, 3), 2);
    List<Cell> arrived = all(parts.subList(0, parts.size() / 4));
    assertThat(arrived).containsExactlyInAnyOrderElementsOf(cells(500, 3));
  }

  /**
   * Workers that take the next part when they are free: none is idle for long before the last one
   * ends, though every setting of one searcher costs a thousand times as much as all others.
   */
  @Test
  void workersAreBusyThoughSearchersDifferAThousandfold() {
    for (int workers : new int[] {2, 16, 64}) {
      var free = new PriorityQueue<Double>(Collections.nCopies(workers, 0.0)); // when each one is
      double work = 0;
      double end = 0;
      for (List<Cell> part : Cell.parts(cells(2000, 3), workers)) {
        double cost = 0;
        for (Cell cell : part) cost += cell.searcher().matches(".*-3..") ? 1000 : 1;
        double ends = free.remove() + cost;
        free.add(ends);
        work += cost;
        end = Math.max(end, ends);
      }
      assertThat(work / workers / end).as("%d workers", workers).isGreaterThan(0.9);
    }
  }
}
