package org.nasreplay.space;

import java.util.List;
import java.util.stream.Collectors;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/** The enumerable spaces that a table can be about, by name. A new space is one line here. */
public final class SearchSpaces {
  private static final List<EnumerableSpace> ALL =
      List.of(SizeSpace.instance(), TopologySpace.instance());

  private SearchSpaces() {}

  /**
   * The space with this name.
   *
   * @throws InputException where there is none
   */
  public static EnumerableSpace named(String name) {
    for (EnumerableSpace space : ALL) {
      if (space.name().equals(name)) return space;
    }
    throw new InputException(
        Text.format(
            "unknown search space (%s), expected one of %s",
            Text.excerpt(name),
            ALL.stream().map(SearchSpace::name).collect(Collectors.joining(", "))));
  }

  public static List<EnumerableSpace> all() {
    return ALL;
  }
}
