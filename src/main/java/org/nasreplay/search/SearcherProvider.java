package org.nasreplay.search;

import java.util.List;

/** Names the searchers of a jar; registered in {@code META-INF/services}. */
@FunctionalInterface
public interface SearcherProvider {
  List<SearcherDefinition<?>> searchers();
}
