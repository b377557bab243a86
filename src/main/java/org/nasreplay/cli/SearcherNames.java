package org.nasreplay.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Names of searchers with commas between them. A name may show settings, as in {@code layernas
 * {buckets=10, keep=1}}, or where it comes from, in parentheses: what stands in brackets belongs to
 * the name.
 */
final class SearcherNames {
  private SearcherNames() {}

  /** The names in all of the lists, one after another. */
  static List<String> split(List<String> lists) {
    List<String> names = new ArrayList<>();
    for (String list : lists) {
      int from = 0;
      for (int comma = find(list, ',', 0); comma >= 0; comma = find(list, ',', from)) {
        names.add(list.substring(from, comma).strip());
        from = comma + 1;
      }
      names.add(list.substring(from).strip());
    }
    return names;
  }

  /** Where {@code sought} is from a place on that is in no bracket; −1 for nowhere. */
  static int find(String text, char sought, int from) {
    int open = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (open == 0 && c == sought) return i;
      if (c == '{' || c == '(') open++;
      else if ((c == '}' || c == ')') && open > 0) open--;
    }
    return -1;
  }
}
