package org.nasreplay.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/** One message: an object in one line of JSON, one key of which is its kind. */
final class Line {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(20).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .build();
  private static final ObjectReader READER =
      JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Line() {}

  /** Writes the content of an object. */
  @FunctionalInterface
  interface Content {
    void writeTo(JsonGenerator out) throws IOException;
  }

  /** An object in one line, with its end. */
  static byte[] of(Content content) {
    var bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      content.writeTo(out);
      out.writeEndObject();
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot be: it is written to memory
    }
    return bytes.toByteArray();
  }

  /** JSON has no infinity and no NaN: what is none is null. */
  static void number(JsonGenerator out, double value) throws IOException {
    if (!Double.isFinite(value)) {
      out.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      out.writeNumber((long) value);
    } else {
      out.writeNumber(value);
    }
  }

  static JsonNode read(byte[] line, int from, int length) {
    try (JsonParser parser = JSON.createParser(line, from, length)) {
      JsonNode message = READER.readTree(parser);
      if (message != null && message.isObject()) return message;
    } catch (JsonProcessingException e) {
      throw unexpected(shown(line, from, length), "one line of JSON", e);
    } catch (IOException e) { // not UTF-8
      throw unexpected(shown(line, from, length), "one line of JSON in UTF-8", e);
    }
    throw unexpected(shown(line, from, length), "an object", null);
  }

  /**
   * Which of {@code kinds} a message is; its other keys are of no meaning here.
   *
   * @throws InputException where it is none of them, or several
   */
  static String kind(JsonNode message, Set<String> kinds) {
    List<String> named = kinds.stream().filter(message::has).toList();
    if (named.size() == 1) return named.get(0);
    throw unexpected(message.toString(), "one of " + String.join(", ", kinds), null);
  }

  static InputException unexpected(String received, String expected, @Nullable Throwable cause) {
    String reason = Text.format("received (%s), expected %s", Text.excerpt(received), expected);
    return cause == null ? new InputException(reason) : new InputException(reason, cause);
  }

  static String shown(byte[] line, int from, int length) {
    return new String(line, from, Math.min(length, 500), StandardCharsets.UTF_8);
  }
}
