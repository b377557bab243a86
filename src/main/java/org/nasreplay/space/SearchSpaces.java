package org.nasreplay.space;

import java.util.List;
import java.util.stream.Collectors;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;

/**
 * The enumerable spaces that a table can be about, by name. A new space is one line here, or a file
 * of its own: see {@link DeclaredSpace}.
 */
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

  /**
   * The space that a table file says it is of, where that alone says which architectures there are.
   *
   * @param definition as in {@link EnumerableSpace#definition}
   * @throws InputException where it is the definition of none
   */
  public static EnumerableSpace of(String definition) {
    return of(definition, new int[0]);
  }

  /**
   * The space that a table file says it is of.
   *
   * @param definition as in {@link EnumerableSpace#definition}
   * @param codes as in {@link EnumerableSpace#codes}
   * @throws InputException where it is the definition of none, or these are not the codes that it
   *     needs
   */
  public static EnumerableSpace of(String definition, int[] codes) {
    if (definition.equals(NasBench101Space.NAME)) {
      if (codes.length > 0) return NasBench101Space.of(codes);
      throw new InputException(
          Text.format("space (%s), expected the list of its cells with it", definition));
    }
    if (codes.length > 0) {
      throw new InputException(
          Text.format(
              "space (%s) with a list of %,d architectures, expected none",
              Text.excerpt(definition), codes.length));
    }
    if (!definition.startsWith("{")) return named(definition);
    try {
      return DeclaredSpace.of(Tree.json("", definition));
    } catch (InputException e) { // its place is a line of a text that no file is
      throw new InputException("space: " + e.reason(), e);
    }
  }

  public static List<EnumerableSpace> all() {
    return ALL;
  }
}
