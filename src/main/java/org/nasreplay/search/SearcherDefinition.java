package org.nasreplay.search;

import java.util.Objects;
import java.util.function.Function;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;

/**
 * A search algorithm under its name, with the settings that it has where a suite gives none.
 *
 * <p>A searcher in another jar is found where the jar lists a {@link SearcherProvider} as a
 * service.
 *
 * @param <S> a record; its components, in snake_case, are the settings' names in suites, its
 *     compact constructor rejects values that make no sense with an {@link
 *     IllegalArgumentException}
 * @param name 1 to 64 lower-case letters, digits, hyphens and dots, a letter first, as suites and
 *     the command line write it
 * @param defaults the settings of the paper
 * @param create makes the searcher of one run
 */
public record SearcherDefinition<S extends Record>(
    String name, S defaults, Function<S, Searcher> create) {

  /** The settings of a searcher that has none. */
  public record NoSettings() {}

  public SearcherDefinition {
    Objects.requireNonNull(defaults, "a searcher without default settings");
    Objects.requireNonNull(create, "a searcher that cannot be made");
    if (!name.matches("[a-z][a-z0-9.-]{0,63}")) {
      throw new IllegalArgumentException(
          Text.format(
              "searcher name (%s), expected 1 to 64 lower-case letters, digits, hyphens and dots,"
                  + " a letter first",
              Tree.shown(name)));
    }
  }

  public static SearcherDefinition<NoSettings> of(
      String name, java.util.function.Supplier<Searcher> create) {
    return new SearcherDefinition<>(name, new NoSettings(), none -> create.get());
  }
}
