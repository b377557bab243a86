package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasreplay.io.InputException;

/** How the cells of a replay are dealt. */
class ShardTest {
  private static List<String> names(String kind, int count) {
    return IntStream.range(0, count).mapToObj(i -> kind + i).toList();
  }

  private static List<Cell> cells(int protocols, int searchers, int runs) {
    return Cell.all(names("p", protocols), names("s", searchers), runs, null);
  }

  private static List<List<Cell>> dealt(List<Cell> all, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new Shard(i, count).share(all)).toList();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 2, 45", "3, 15, 500", "3, 15, 3", "2, 9, 20", "4, 4, 41"})
  void everyCellIsInOneShardAndNoShardHasTwoMoreThanAnother(
      int protocols, int searchers, int runs) {
    List<Cell> all = cells(protocols, searchers, runs);
    for (int count = 1; count <= Math.min(all.size(), 20); count++) {
      List<List<Cell>> shares = dealt(all, count);
      assertThat(shares.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(all);
      int fair = all.size() / count;
      assertThat(shares).allMatch(share -> share.size() == fair || share.size() == fair + 1);
      for (String searcher : names("s", searchers)) {
        int its = protocols * (all.size() / protocols / searchers) / count;
        assertThat(shares)
            .extracting(s -> (int) s.stream().filter(c -> c.searcher().equals(searcher)).count())
            .allMatch(n -> n == its || n == its + 1);
      }
    }
  }

  /** Here each searcher has one cell a protocol, and all of them come out even. */
  @Test
  void noProtocolIsInOneShardAlone() {
    for (List<Cell> share : dealt(cells(3, 9, 20), 3)) {
      for (String protocol : names("p", 3)) {
        assertThat(share).filteredOn(cell -> cell.protocol().equals(protocol)).hasSize(3);
      }
    }
  }

  @Test
  void aShareIsInTheOrderOfTheWhole() {
    List<Cell> all = cells(3, 5, 100);
    for (List<Cell> share : dealt(all, 4)) {
      List<Cell> inOrder = new ArrayList<>(all);
      inOrder.retainAll(new HashSet<>(share));
      assertThat(share).isEqualTo(inOrder);
    }
  }

  /** 41 runs are no 20, 20 and 1: a shard of small ones would be done too early. */
  @Test
  void cellsOfAPairAreAsLargeAsEachOther() {
    assertThat(cells(1, 1, 41))
        .extracting(Cell::from, Cell::end)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, 13),
            org.assertj.core.groups.Tuple.tuple(13, 27),
            org.assertj.core.groups.Tuple.tuple(27, 41));
    Set<Integer> sizes = new HashSet<>();
    cells(2, 2, 1_000_000).forEach(cell -> sizes.add(cell.runs()));
    assertThat(sizes).containsExactly(20);
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(Stream.of("1/1", "2/3", "10/10").map(Shard::parse).map(Shard::toString))
        .containsExactly("1/1", "2/3", "10/10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3",
        "0/3",
        "4/3",
        "1/0",
        "-1/3",
        "1/-3",
        "01/3",
        "1/3/3",
        "1 / 3",
        "1/3 ",
        "1.0/3",
        "٣/٣",
        "1/99999999999",
        "99999999999999999999/1",
        "a/b",
        "1/3\n",
        "\u001b[2J"
      })
  void anythingElseIsRefusedInALine(String text) {
    assertThatThrownBy(() -> Shard.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("shard (")
        .hasMessageEndingWith("), expected i/n with i from 1 to n, as in 2/3")
        .hasMessageNotContainingAny("\n", "\u001b");
  }

  @Test
  void moreShardsThanCellsAreRefused() {
    List<Cell> all = cells(2, 3, 20);
    assertThat(new Shard(6, 6).share(all)).hasSize(1);
    assertThatThrownBy(() -> new Shard(1, 1_000_000).share(all))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "shard (1/1000000): the replay has 6 blocks of runs, expected as many shards or fewer");
  }
}
