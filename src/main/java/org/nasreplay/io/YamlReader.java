package org.nasreplay.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds a tree from SnakeYAML's events, which know lines and nothing of types: what a value means
 * is for the record to say that it ends in.
 */
final class YamlReader {
  private static final int DEEPEST = 20;
  private static final String MERGE = "<<";
  private static final int LONGEST = 10_000;

  /** Values in a document, those that aliases repeat included. */
  private static final int MOST = 100_000;

  private final String file;
  private final ParserImpl parser;
  private final Map<String, Anchor> anchors = new HashMap<>();
  private int values;

  /** A named value, and how many values are in it. */
  private record Anchor(Tree tree, int size) {}

  private YamlReader(String file, String text) {
    this.file = file;
    this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
  }

  static Tree read(String file, String text) {
    try {
      return new YamlReader(file, text).document();
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
      String problem = Text.printable(String.valueOf(e.getProblem()));
      throw new InputException(file + ":" + (line + 1), "not YAML: " + problem, e);
    } catch (ReaderException e) {
      long line = text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count() + 1;
      String character = Text.printable(Character.toString(e.getCodePoint()));
      throw new InputException(file + ":" + line, "not YAML: character (" + character + ")", e);
    } catch (YAMLException e) {
      throw new InputException(file, "not YAML", e);
    }
  }

  private Tree document() {
    parser.getEvent(); // the stream starts
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      throw new InputException(file + ":1", "is empty, expected keys and values");
    }
    parser.getEvent(); // the document starts
    Tree tree = value(0);
    parser.getEvent(); // the document ends
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      throw new InputException(place(parser.peekEvent()), "a second document, expected one");
    }
    return tree;
  }

  private Tree value(int depth) {
    Event event = parser.getEvent();
    String place = place(event);
    if (event instanceof AliasEvent alias) return named(alias.getAnchor(), place);
    if (depth > DEEPEST) {
      throw new InputException(place, Text.format("nested deeper than %d levels", DEEPEST));
    }
    int before = values;
    count(1, place);
    if (tag(event) != null) {
      throw new InputException(place, "a tag (!), expected a value without one");
    }
    Tree tree =
        event instanceof ScalarEvent scalar
            ? scalar(scalar, place)
            : event.is(Event.ID.SequenceStart) ? sequence(place, depth) : mapping(place, depth);
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) anchors.put(anchor, new Anchor(tree, values - before));
    return tree;
  }

  private static @Nullable String tag(Event event) {
    if (event instanceof ScalarEvent scalar) return scalar.getTag();
    return event instanceof CollectionStartEvent start ? start.getTag() : null;
  }

  private static Tree scalar(ScalarEvent event, String place) {
    if (event.getValue().length() > LONGEST) {
      throw new InputException(place, Text.format("a value longer than %,d characters", LONGEST));
    }
    return new Tree.Scalar(place, event.getValue(), event.getScalarStyle() != ScalarStyle.PLAIN);
  }

  private Tree sequence(String place, int depth) {
    List<Tree> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) items.add(value(depth + 1));
    parser.getEvent();
    return new Tree.Sequence(place, items);
  }

  private Tree mapping(String place, int depth) {
    Map<String, Tree> merged = new LinkedHashMap<>();
    Map<String, Tree> own = new LinkedHashMap<>();
    boolean merging = false;
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      String at = place(parser.peekEvent());
      if (!(value(depth + 1) instanceof Tree.Scalar key)) {
        throw new InputException(at, "a key that is a list or has keys, expected a name");
      }
      Tree value = value(depth + 1).at(at);
      if (own.putIfAbsent(key.text(), value) != null) {
        throw new InputException(at, Text.format("key (%s) is there twice", key.shown()));
      }
      if (key.text().equals(MERGE) && !key.quoted()) {
        merge(value, merged);
        merging = true;
      }
    }
    parser.getEvent();
    if (merging) own.remove(MERGE);
    merged.putAll(own); // a mapping's own value stands, in the row of the one that it replaces
    return new Tree.Mapping(place, merged);
  }

  /**
   * Adds the keys of a mapping, or of several of which the first that has a key gives its value.
   */
  private static void merge(Tree value, Map<String, Tree> merged) {
    List<Tree> from = value instanceof Tree.Sequence list ? list.values() : List.of(value);
    for (Tree each : from) {
      if (!(each instanceof Tree.Mapping mapping)) {
        throw new InputException(
            value.place(),
            Text.format(MERGE + " (%s), expected an alias of keys and values", each.shown()));
      }
      mapping.values().forEach(merged::putIfAbsent);
    }
  }

  private Tree named(String name, String place) {
    Anchor anchor = anchors.get(name);
    if (anchor == null) {
      throw new InputException(
          place, Text.format("alias (*%s), expected the name of a value above", Tree.shown(name)));
    }
    count(anchor.size(), place);
    return anchor.tree();
  }

  private void count(int more, String place) {
    values += more;
    if (values > MOST) {
      throw new InputException(place, Text.format("more than %,d values, aliases included", MOST));
    }
  }

  private String place(Event event) {
    return file + ":" + (event.getStartMark().getLine() + 1);
  }
}
