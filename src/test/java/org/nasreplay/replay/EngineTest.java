package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.Tables;

/** What a replay gives does not depend on where its cells are run, nor on which comes first. */
class EngineTest {
  private final AtomicInteger told = new AtomicInteger();

  /** More runs than a cell has. */
  private static Replay replay() {
    return new Replay(
        Suites.read(Suites.SMALL).withRuns(45),
        new TableBenchmark(Tables.complete()),
        new SearcherRegistry());
  }

  private List<Run> run(Engine engine) throws Exception {
    return replay().run(engine, null, told::addAndGet);
  }

  private static List<Run> expected() throws Exception {
    return replay().run(1, done -> {});
  }

  @Test
  void cellsThatArriveInAnotherOrderGiveTheSame() throws Exception {
    Engine backwards =
        (cells, work) -> {
          List<Cell> reversed = new ArrayList<>(cells);
          Collections.reverse(reversed);
          for (Cell cell : reversed) work.arrived(work.run(cell));
        };
    assertThat(run(backwards)).isEqualTo(expected());
    assertThat(told).hasValue(replay().size());
  }

  /** As a process elsewhere would, which has no more than the cells and a replay of its own. */
  @Test
  void cellsThatAnotherReplayRunsGiveTheSameAndAreCounted() throws Exception {
    Engine elsewhere =
        (cells, work) ->
            replay()
                .run(
                    (same, there) -> {
                      assertThat(same).isEqualTo(cells);
                      for (Cell cell : same) {
                        Cell.Result result = there.run(cell);
                        there.arrived(result);
                        work.arrived(result);
                      }
                    },
                    null,
                    done -> {});
    assertThat(run(elsewhere)).isEqualTo(expected());
    assertThat(told).hasValue(replay().size());
  }

  @Test
  void cellsAreBlocksOfAtMostTwentyRunsOfOneSearcherUnderOneProtocol() throws Exception {
    List<Cell> seen = new ArrayList<>();
    assertThat(run((cells, work) -> seen.addAll(cells))).isEmpty();
    assertThat(seen.subList(0, 3))
        .containsExactly(
            new Cell("cifar10", "random", 0, 15),
            new Cell("cifar10", "random", 15, 30),
            new Cell("cifar10", "random", 30, 45));
    assertThat(seen).hasSize(6);
  }

  @Test
  void whatAnEngineCannotDoEndsTheReplay() {
    Engine broken =
        (cells, work) -> {
          throw new IOException("no workers");
        };
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> run(broken))
        .isInstanceOf(IOException.class)
        .hasMessage("no workers");
  }
}
