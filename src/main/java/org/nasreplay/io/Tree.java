package org.nasreplay.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a YAML or JSON file says, before anyone knows what it means: values with their places. */
public sealed interface Tree {
  /** Of a value, as many characters are shown. */
  int SHOWN = 60;

  /**
   * The file and the line, as in {@code a.yaml:12}: of the key where the value has one, else of the
   * value itself. Empty where it is in no file.
   */
  String place();

  /** The same value at another place. */
  Tree at(String place);

  /** For messages, in a few words. */
  String shown();

  /**
   * A YAML text of one document, with aliases and merge keys in place of what they stand for.
   *
   * @param file for messages
   * @throws InputException where it is not YAML, or is beyond what a suite may be: depth, lengths
   *     and number of values are bounded, tags are not read
   */
  static Tree yaml(String file, String text) {
    return YamlReader.read(file, text);
  }

  /**
   * A JSON text. A key without a value is no key.
   *
   * @param file for messages
   * @throws InputException where it is not JSON, or nests too deeply
   */
  static Tree json(String file, String text) {
    return JsonReader.read(file, text);
  }

  /** A value as it would be written in YAML without quotes, in no file. */
  static Scalar plain(String text) {
    return new Scalar("", text, false);
  }

  /** Keys with values as they would be written in YAML without quotes, in no file. */
  static Mapping plain(Map<String, ?> values) {
    Map<String, Tree> plain = new LinkedHashMap<>();
    values.forEach((key, value) -> plain.put(key, plain(value.toString())));
    return new Mapping("", plain);
  }

  /** {@code text} for messages: short and printable. */
  static String shown(String text) {
    return Text.printable(text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…");
  }

  /**
   * A value in one piece.
   *
   * @param quoted whether it is text whatever it looks like
   */
  record Scalar(String place, String text, boolean quoted) implements Tree {
    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

    /** Whether nothing is there, which YAML writes in several ways. */
    public boolean isEmpty() {
      return !quoted && NOTHING.contains(text);
    }

    @Override
    public Scalar at(String other) {
      return new Scalar(other, text, quoted);
    }

    @Override
    public String shown() {
      if (isEmpty()) return "nothing";
      return quoted ? '"' + Tree.shown(text) + '"' : Tree.shown(text);
    }
  }

  /** Values in a row. */
  record Sequence(String place, List<Tree> values) implements Tree {
    public Sequence {
      values = List.copyOf(values);
    }

    @Override
    public Sequence at(String other) {
      return new Sequence(other, values);
    }

    @Override
    public String shown() {
      return "a list";
    }
  }

  /** Values by their keys, in the file's order. */
  record Mapping(String place, Map<String, Tree> values) implements Tree {
    @Override
    public Mapping at(String other) {
      return new Mapping(other, values);
    }

    @Override
    public String shown() {
      return values.isEmpty()
          ? "no keys"
          : "keys: " + Tree.shown(String.join(", ", new ArrayList<>(values.keySet())));
    }
  }
}
