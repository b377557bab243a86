package org.nasreplay.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nasreplay.replay.ReplayProvenance;

/**
 * A sweep as the grid of its settings' values, each in the order in which results have them.
 *
 * @param sweep its name
 * @param settings their names
 * @param values by setting
 * @param cells the combinations that results have
 */
record Grid(String sweep, List<String> settings, List<List<String>> values, List<Cell> cells) {
  /**
   * A combination.
   *
   * @param searcher its label
   * @param at by setting, the number of its value
   * @param byDefault whether these are the searcher's defaults
   */
  record Cell(String searcher, List<Integer> at, boolean byDefault) {}

  /** In the order of their first searchers. */
  static List<Grid> of(ReplayProvenance provenance) {
    Map<String, Map<String, Set<String>>> values = new LinkedHashMap<>();
    for (ReplayProvenance.Searcher searcher : provenance.searchers()) {
      for (ReplayProvenance.Place place : searcher.places()) {
        Map<String, Set<String>> own =
            values.computeIfAbsent(place.sweep(), sweep -> new LinkedHashMap<>());
        place
            .settings()
            .forEach((s, v) -> own.computeIfAbsent(s, each -> new LinkedHashSet<>()).add(v));
      }
    }
    List<Grid> grids = new ArrayList<>();
    values.forEach((sweep, own) -> grids.add(of(provenance, sweep, own)));
    return grids;
  }

  private static Grid of(
      ReplayProvenance provenance, String sweep, Map<String, Set<String>> valuesBySetting) {
    List<List<String>> values = valuesBySetting.values().stream().map(List::copyOf).toList();
    List<String> settings = List.copyOf(valuesBySetting.keySet());
    Map<List<Integer>, Cell> cells = new LinkedHashMap<>();
    for (ReplayProvenance.Searcher searcher : provenance.searchers()) {
      for (ReplayProvenance.Place place : searcher.places()) {
        if (!place.sweep().equals(sweep)) continue;
        // Results that somebody has edited may say anything.
        if (!place.settings().keySet().containsAll(settings)) continue;
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
          at.add(values.get(i).indexOf(place.settings().get(settings.get(i))));
        }
        cells.putIfAbsent(at, new Cell(searcher.label(), at, place.byDefault()));
      }
    }
    return new Grid(sweep, settings, values, List.copyOf(cells.values()));
  }

  /** How many combinations there are, whether results have them or not. */
  double size() {
    return values.stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
  }

  int[] sizes() {
    return values.stream().mapToInt(List::size).toArray();
  }
}
