package org.nasreplay.cli;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Json;

/** An answer for programs: a JSON object with its keys in order; a missing number is null. */
final class Answer {
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  /** Adds a number, text, a list, or an answer within this one. */
  Answer with(String key, @Nullable Object value) {
    boolean missing = value instanceof Double number && !Double.isFinite(number);
    values.put(key, missing ? null : value);
    return this;
  }

  @JsonValue
  Map<String, @Nullable Object> values() {
    return Collections.unmodifiableMap(values);
  }

  /**
   * Prints an answer, or a list of them.
   *
   * @param answer an {@link Answer} or a list
   */
  static void print(Object answer, PrintWriter out) {
    try {
      out.println(Json.JSON.writeValueAsString(answer));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is made of what JSON knows", e);
    }
  }
}
