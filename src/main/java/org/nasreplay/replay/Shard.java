package org.nasreplay.replay;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;

/**
 * One of the shares that a replay is divided into, each of which runs where it likes; {@link
 * MergedShards} makes the whole of all of them.
 *
 * @param number which one, 1 to {@code count}
 * @param count how many there are
 */
public record Shard(int number, int count) {
  /** What it is called in the identity of a replay. */
  static final String KEY = "shard";

  /** As in {@code 2/3}. */
  private static final String WRITTEN = "[1-9][0-9]{0,8}/[1-9][0-9]{0,8}";

  public Shard {
    if (number < 1 || number > count) throw refused(number + "/" + count);
  }

  /**
   * Reads a shard as {@link #toString} writes it.
   *
   * @throws InputException where it is none
   */
  public static Shard parse(String text) {
    if (!text.matches(WRITTEN)) throw refused(text);
    int slash = text.indexOf('/');
    return new Shard(
        Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  private static InputException refused(String text) {
    return new InputException(
        Text.format("shard (%s), expected i/n with i from 1 to n, as in 2/3", Tree.shown(text)));
  }

  /** As in {@code shard 2 of 3}. */
  public String inWords() {
    return Text.format("shard %d of %d", number, count);
  }

  /**
   * Its share of all cells, in their order. Cells are dealt in turns, those of one searcher after
   * those of another, as searchers differ most in what they cost. Where a searcher's cells, or
   * those of a few, come out even, the next turn begins one shard further on: otherwise the same
   * protocol of every searcher would be in one shard.
   *
   * @throws InputException where there are fewer cells than shards
   */
  List<Cell> share(List<Cell> all) {
    if (count > all.size()) {
      throw new InputException(
          Text.format(
              "shard (%s): the replay has %d blocks of runs, expected as many shards or fewer",
              this, all.size()));
    }
    Map<String, List<Cell>> bySearcher =
        all.stream()
            .collect(
                Collectors.groupingBy(Cell::searcher, LinkedHashMap::new, Collectors.toList()));
    int each = all.size() / bySearcher.size();
    int divisor = BigInteger.valueOf(each).gcd(BigInteger.valueOf(count)).intValue();
    long even = (long) each / divisor * count;
    List<Cell> dealt = new ArrayList<>();
    bySearcher.values().forEach(dealt::addAll);
    Set<Cell> mine = new HashSet<>();
    for (int turn = 0; turn < dealt.size(); turn++) {
      if ((turn + turn / even) % count == number - 1) mine.add(dealt.get(turn));
    }
    return all.stream().filter(mine::contains).toList();
  }

  @Override
  public String toString() {
    return number + "/" + count;
  }
}
