package org.nasreplay.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.SearchSpace;

/** Architectures of a space as messages have them; what is none is an InputException. */
final class Architectures {
  private final SearchSpace space;

  Architectures(SearchSpace space) {
    this.space = space;
  }

  List<Architecture> all(String kind, JsonNode asked) {
    if (!asked.isArray())
      throw Line.unexpected(kind + " " + asked, "a list of architectures", null);
    List<Architecture> all = new ArrayList<>(asked.size());
    for (JsonNode each : asked) all.add(one(each));
    return all;
  }

  /** Of a list of choices, or of text in the space's notation. */
  Architecture one(JsonNode given) {
    Architecture architecture;
    if (given.isTextual()) {
      architecture = space.parse(given.textValue());
    } else {
      int[] choices = numbers(given);
      for (int i = 0; i < choices.length; i++) requireChoice(choices[i], i, 0, given);
      architecture = space.architecture(choices);
    }
    if (!space.valid(architecture)) {
      throw Line.unexpected("architecture " + given, "choices that make a network", null);
    }
    return architecture;
  }

  int[] prefix(JsonNode given) {
    int[] choices = numbers(given);
    for (int i = 0; i < choices.length; i++) requireChoice(choices[i], i, -1, given);
    return choices;
  }

  private int[] numbers(JsonNode given) {
    if (!given.isArray() || given.size() != space.positions()) {
      throw Line.unexpected(
          "architecture " + given, Text.format("a list of %d choices", space.positions()), null);
    }
    var numbers = new int[given.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = given.get(i);
      numbers[i] = number.isInt() ? number.intValue() : Integer.MIN_VALUE;
    }
    return numbers;
  }

  private void requireChoice(int choice, int position, int least, JsonNode given) {
    if (least <= choice && choice < space.choices(position)) return;
    throw Line.unexpected(
        "architecture " + given,
        Text.format(
            "a whole number from %d to %d at position %d",
            least, space.choices(position) - 1, position),
        null);
  }
}
