package org.nasreplay.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a tree from Jackson's tokens. */
final class JsonReader {
  private static final int DEEPEST = 20;

  /** Characters of a number or a key. */
  private static final int LONGEST = 1_000;

  /** A value may be as long as the text, which whoever read it has bounded. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(LONGEST)
                  .maxNameLength(LONGEST)
                  .build())
          .build();

  private final String file;
  private final JsonParser parser;

  private JsonReader(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  static Tree read(String file, String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      var reader = new JsonReader(file, parser);
      if (parser.nextToken() == null) {
        throw new InputException(file + ":1", "is empty, expected keys and values");
      }
      Tree tree = reader.value(0);
      if (parser.nextToken() != null) {
        throw new InputException(reader.place(), "a second value, expected one");
      }
      return tree;
    } catch (StreamConstraintsException e) { // of which Jackson does not say where it is
      throw new InputException(
          file, Text.format("a number or a key longer than %,d characters", LONGEST), e);
    } catch (JsonProcessingException e) {
      throw new InputException(
          Text.format("%s:%d", file, e.getLocation().getLineNr()),
          Text.format("not JSON, see column %d", e.getLocation().getColumnNr()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot be: the text is in memory
    }
  }

  private Tree value(int depth) throws IOException {
    String place = place();
    if (depth > DEEPEST) {
      throw new InputException(place, Text.format("nested deeper than %d levels", DEEPEST));
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_ARRAY) {
      List<Tree> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value(depth + 1));
      return new Tree.Sequence(place, items);
    }
    if (token != JsonToken.START_OBJECT) {
      return new Tree.Scalar(place, parser.getText(), token == JsonToken.VALUE_STRING);
    }
    Map<String, Tree> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      String at = place();
      parser.nextToken();
      boolean nothing = parser.currentToken() == JsonToken.VALUE_NULL;
      Tree value = value(depth + 1).at(at);
      if (!nothing && values.putIfAbsent(key, value) != null) {
        throw new InputException(at, Text.format("key (%s) is there twice", Tree.shown(key)));
      }
    }
    return new Tree.Mapping(place, values);
  }

  private String place() {
    return file + ":" + parser.currentTokenLocation().getLineNr();
  }
}
