package org.nasreplay.search;

import java.util.function.Function;
import org.nasreplay.io.Text;

/**
 * A search algorithm under its name, with the settings that it has where a suite gives none.
 *
 * <p>A searcher in another jar is found where the jar lists a {@link SearcherProvider} as a
 * service.
 *
 * @param <S> a record; its components, in snake_case, are the settings' names in suites, its
 *     compact constructor rejects values that make no sense with an {@link
 *     IllegalArgumentException}
 * @param name lower case with hyphens, as suites and the command line write it
 * @param defaults the settings of the paper
 * @param create makes the searcher of one run
 */
public record SearcherDefinition<S extends Record>(
    String name, S defaults, Function<S, Searcher> create) {

  /** The settings of a searcher that has none. */
  public record NoSettings() {}

  public SearcherDefinition {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          Text.format("searcher name (%s) must be lower case with hyphens", name));
    }
  }

  public static SearcherDefinition<NoSettings> of(
      String name, java.util.function.Supplier<Searcher> create) {
    return new SearcherDefinition<>(name, new NoSettings(), none -> create.get());
  }
}
