package org.nasreplay.replay;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;

/**
 * Settings of a searcher of which a suite lists values: every combination is a searcher of its own,
 * the same that a suite would have that wrote them all out.
 *
 * @param searcher its name
 * @param fixed the settings that all combinations share, as the suite writes them
 * @param settings the names of the others, in the suite's order
 */
public record Sweep(String searcher, Map<String, String> fixed, List<String> settings) {
  /** The key of the lists. No searcher has a setting of this name. */
  static final String KEY = "sweep";

  /** Of one searcher, far more than any has: each is in every combination. */
  private static final int MOST_SETTINGS = 50;

  /** What tells it from other sweeps of its searcher. */
  String longName() {
    return searcher + (fixed.isEmpty() ? "" : " " + fixed) + " by " + String.join(", ", settings);
  }

  /**
   * One entry of a suite's searchers: one of them, or the combinations of a sweep.
   *
   * @param written with the lists, where it has any, under {@link #KEY}
   */
  record Listed(Suite.Choice written) {
    @JsonCreator
    static Listed of(Tree tree) {
      var listed = new Listed(Suite.Choice.of(tree));
      Map<String, Tree> lists = listed.lists();
      lists.forEach(listed::requireValues);
      int settings = listed.written().settings().values().size() + lists.size() - 1;
      if (!lists.isEmpty() && settings > MOST_SETTINGS) {
        throw new InputException(
            listed.written().settings().place(),
            Text.format(
                "sweep of searcher %s with %,d settings, expected at most %d",
                Tree.shown(listed.written().name()), settings, MOST_SETTINGS));
      }
      return listed;
    }

    /** By setting; none where it is no sweep. */
    private Map<String, Tree> lists() {
      Tree sweep = written.settings().values().get(KEY);
      if (sweep == null) return Map.of();
      if (written.isProcess()) {
        throw new InputException(
            sweep.place(), "sweep of a process, expected processes with names of their own");
      }
      if (!(sweep instanceof Tree.Mapping lists) || lists.values().isEmpty()) {
        throw new InputException(
            sweep.place(),
            Text.format(
                "sweep (%s) of searcher %s, expected settings with lists of values",
                sweep.shown(), Tree.shown(written.name())));
      }
      return lists.values();
    }

    private void requireValues(String setting, Tree values) {
      String of = "sweep of searcher " + Tree.shown(written.name()) + ": " + Tree.shown(setting);
      if (setting.equals(KEY)) {
        throw new InputException(values.place(), of + " within a sweep, expected a setting");
      }
      if (written.settings().values().containsKey(setting)) {
        throw new InputException(
            values.place(), of + " is beside the sweep, too, expected one of the two");
      }
      if (!(values instanceof Tree.Sequence list) || list.values().isEmpty()) {
        String shown = values instanceof Tree.Sequence ? "an empty list" : values.shown();
        throw new InputException(
            values.place(), Text.format("%s (%s), expected a list of values", of, shown));
      }
      Set<String> seen = new HashSet<>();
      for (Tree value : list.values()) {
        if (!(value instanceof Tree.Scalar one)) {
          throw new InputException(
              value.place(), Text.format("%s (%s), expected values", of, value.shown()));
        }
        if (!seen.add(one.text())) {
          throw new InputException(value.place(), Text.format("%s has %s twice", of, one.shown()));
        }
      }
    }

    /** How many searchers it stands for; of more than a long can count, the greatest long. */
    long size() {
      long size = 1;
      for (Tree values : lists().values()) {
        long more = ((Tree.Sequence) values).values().size();
        size = size > Long.MAX_VALUE / more ? Long.MAX_VALUE : size * more;
      }
      return size;
    }

    /** In the order of a number whose first digit is the first setting. */
    List<Suite.Choice> choices() {
      Map<String, Tree> lists = lists();
      if (lists.isEmpty()) return List.of(written);
      List<Map<String, Tree>> combinations = List.of(Map.of());
      for (Map.Entry<String, Tree> each : written.settings().values().entrySet()) {
        if (!each.getKey().equals(KEY)) {
          combinations = extended(combinations, each.getKey(), List.of(each.getValue()));
          continue;
        }
        for (Map.Entry<String, Tree> list : lists.entrySet()) {
          List<Tree> values = ((Tree.Sequence) list.getValue()).values();
          combinations = extended(combinations, list.getKey(), values);
        }
      }
      Map<String, Tree> fixed = new LinkedHashMap<>(written.settings().values());
      fixed.remove(KEY);
      String place = written.settings().place();
      var sweep =
          new Sweep(
              written.name().toLowerCase(Locale.ROOT),
              new Suite.Choice(written.name(), new Tree.Mapping(place, fixed)).written(),
              List.copyOf(lists.keySet()));
      return combinations.stream()
          .map(one -> new Suite.Choice(written.name(), new Tree.Mapping(place, one), sweep))
          .toList();
    }

    private static List<Map<String, Tree>> extended(
        List<Map<String, Tree>> combinations, String setting, List<Tree> values) {
      List<Map<String, Tree>> longer = new ArrayList<>();
      for (Map<String, Tree> each : combinations) {
        for (Tree value : values) {
          Map<String, Tree> one = new LinkedHashMap<>(each);
          one.put(setting, value);
          longer.add(one);
        }
      }
      return longer;
    }
  }
}
