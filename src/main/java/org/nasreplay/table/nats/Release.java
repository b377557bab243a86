package org.nasreplay.table.nats;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.space.TopologySpace;

/**
 * A release, and what a complete record of it has.
 *
 * @param space what its architectures are of
 * @param seeds the lengths of training that every record has, in epochs, and the seeds that each
 *     one needs; any at all where the list is empty
 */
record Release(EnumerableSpace space, SortedMap<Integer, List<Integer>> seeds) {
  static final Release SIZE =
      new Release(
          SizeSpace.instance(),
          sorted(Map.of(1, List.of(777), 12, List.of(777, 888, 999), 90, List.of(777))));

  /** Its seeds vary from architecture to architecture. */
  static final Release TOPOLOGY =
      new Release(TopologySpace.instance(), sorted(Map.of(12, List.of(), 200, List.of())));

  /** Records are read in this order, and what is damaged ends the reading of one. */
  private static SortedMap<Integer, List<Integer>> sorted(Map<Integer, List<Integer>> seeds) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(seeds));
  }

  /**
   * The release whose architectures, in index order, are what a file lists as {@code meta_archs}.
   *
   * @throws InputException where neither space has this list
   */
  static Release ofArchitectures(@Nullable Object listed) {
    if (!(listed instanceof PickledItems list)) {
      throw new InputException("has no list of architectures (meta_archs)");
    }
    for (Release release : List.of(SIZE, TOPOLOGY)) {
      if (release.space.size() == list.size()) {
        release.check(list);
        return release;
      }
    }
    throw new InputException(
        Text.format(
            "lists %,d architectures, expected 32,768 (size) or 15,625 (topology)", list.size()));
  }

  private void check(PickledItems list) {
    for (int i = 0; i < list.size(); i++) {
      String expected = space.format(space.architecture(i));
      if (!expected.equals(list.item(i))) {
        throw new InputException(
            Text.format(
                "lists (%s) as architecture %d, expected %s",
                Unpickler.printable(list.item(i)), i, expected));
      }
    }
  }

  /** The release that writes an architecture as {@code text}, or none does. */
  static Release ofArchitecture(String text) {
    return text.startsWith("|") ? TOPOLOGY : SIZE;
  }
}
