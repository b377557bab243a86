package org.nasreplay.space;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Spaces of NAS-Bench-101's cells, for tests of everything that searches one. */
public final class Cells {
  private Cells() {}

  /** Of cells as notation writes them, in this order. */
  public static NasBench101Space of(String... cells) {
    return NasBench101Space.of(
        Arrays.stream(cells).mapToInt(cell -> NasBench101Cell.parse(cell).code()).toArray());
  }

  /** All, but not in the order of hashes, on which finding a cell by its hash relies. */
  public static NasBench101Space all() {
    return those(cell -> true);
  }

  /** All graphs with convolutions of 3 x 3 alone, and a few cells more. */
  public static NasBench101Space some() {
    return those(cell -> cell.operations() == 0 || cell.code() % 100 == 0);
  }

  private static NasBench101Space those(Predicate<NasBench101Cell> listed) {
    return NasBench101Space.of(
        IntStream.range(0, CellNetworks.count())
            .mapToObj(CellNetworks::cell)
            .filter(listed)
            .mapToInt(NasBench101Cell::code)
            .toArray());
  }
}
