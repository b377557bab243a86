package org.nasreplay.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import org.nasreplay.search.SearcherDefinition;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.Dataset;
import org.nasreplay.table.Metric;

/** What a shell may complete: names that are known when the completion script is made. */
final class Completions {
  private Completions() {}

  static final class Searchers implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return new SearcherRegistry().all().stream().map(SearcherDefinition::name).iterator();
    }
  }

  static final class Suites implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ProjectFiles.suites().keySet().iterator();
    }
  }

  static final class OfEngines implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Engines.ALL.iterator();
    }
  }

  static final class Datasets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      try {
        return ListDatasetsCommand.bySpace().keySet().stream().map(Dataset::label).iterator();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static final class Metrics implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Metric.values()).map(Metric::label).iterator();
    }
  }
}
