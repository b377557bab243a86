package org.nasreplay.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.space.Dataset;
import org.nasreplay.table.Metric;

/** Records to and from YAML and JSON, with errors that name file, line and what was expected. */
public final class Json {
  /** For suites, which people write. */
  public static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(names())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** For result files, which programs read. */
  public static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(names())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  private static SimpleModule names() {
    return new SimpleModule("names")
        .addSerializer(Dataset.class, ToStringSerializer.instance)
        .addSerializer(Metric.class, ToStringSerializer.instance)
        .addSerializer(SeedPolicy.class, ToStringSerializer.instance)
        .addDeserializer(Dataset.class, new Named<>(Dataset.class, Dataset::parse))
        .addDeserializer(Metric.class, new Named<>(Metric.class, Metric::parse))
        .addDeserializer(SeedPolicy.class, new Named<>(SeedPolicy.class, SeedPolicy::parse));
  }

  /**
   * Reads a file into a record.
   *
   * @throws InputException where the file is missing or does not fit the record
   */
  public static <T> T read(ObjectMapper mapper, Path file, Class<T> type) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new InputException(Text.format("%s: no such file", file), e);
    }
    try {
      requireKnownKeys(mapper, file, text, mapper.constructType(type));
      T value = mapper.readValue(text, type);
      if (value == null) throw new InputException(Text.format("%s: the file is empty", file));
      return value;
    } catch (JsonMappingException e) {
      Map<String, Integer> lines = lines(mapper, text);
      String place = pointer(e);
      String reason = reason(e, lines.containsKey(place));
      while (!lines.containsKey(place)) place = place.substring(0, place.lastIndexOf('/'));
      throw new InputException(Text.format("%s:%d: %s", file, lines.get(place), reason), e);
    } catch (JsonProcessingException e) {
      String problem = e.getOriginalMessage().lines().findFirst().orElse("not readable");
      throw new InputException(
          Text.format("%s:%d: %s", file, e.getLocation().getLineNr(), problem), e);
    }
  }

  /**
   * Jackson reports a key that is missing before one that is misspelt, which sends the user looking
   * in the wrong place; so the keys are held against the record first.
   */
  private static void requireKnownKeys(ObjectMapper mapper, Path file, String text, JavaType type)
      throws IOException {
    try (JsonParser parser = mapper.createParser(text)) {
      parser.nextToken();
      requireKnownKeys(mapper, file, parser, type);
    }
  }

  private static void requireKnownKeys(
      ObjectMapper mapper, Path file, JsonParser parser, JavaType type) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY && type.isContainerType()) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        requireKnownKeys(mapper, file, parser, type.getContentType());
      }
    } else if (parser.currentToken() == JsonToken.START_OBJECT
        && (type.isRecordType() || type.isMapLikeType())) {
      Map<String, JavaType> known = type.isRecordType() ? keys(mapper, type) : Map.of();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        if (type.isRecordType() && !known.containsKey(key)) {
          throw new InputException(
              Text.format(
                  "%s:%d: unknown key (%s), expected one of %s",
                  file,
                  parser.currentTokenLocation().getLineNr(),
                  key,
                  String.join(", ", known.keySet())));
        }
        parser.nextToken();
        JavaType value = type.isRecordType() ? known.get(key) : type.getContentType();
        requireKnownKeys(mapper, file, parser, Objects.requireNonNull(value));
      }
    } else {
      parser.skipChildren();
    }
  }

  private static Map<String, JavaType> keys(ObjectMapper mapper, JavaType record) {
    Map<String, JavaType> keys = new TreeMap<>();
    for (BeanPropertyDefinition key :
        mapper.getDeserializationConfig().introspect(record).findProperties()) {
      keys.put(key.getName(), key.getPrimaryType());
    }
    return keys;
  }

  /** The line on which the value at each place starts; the whole text is at the empty place. */
  private static Map<String, Integer> lines(ObjectMapper mapper, String text) throws IOException {
    Map<String, Integer> lines = new HashMap<>(Map.of("", 1));
    try (JsonParser parser = mapper.createParser(text)) {
      while (parser.nextToken() != null) {
        lines.putIfAbsent(
            parser.getParsingContext().pathAsPointer().toString(),
            parser.currentTokenLocation().getLineNr());
      }
    } catch (JsonProcessingException e) {
      // The text is broken further down; the places so far are all that is asked for.
    }
    return lines;
  }

  private static String pointer(JsonMappingException e) {
    var pointer = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      pointer.append('/');
      if (step.getFieldName() == null) pointer.append(step.getIndex());
      else pointer.append(step.getFieldName());
    }
    return pointer.toString();
  }

  private static String reason(JsonMappingException e, boolean given) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof InputException input) return input.line();
    }
    List<JsonMappingException.Reference> path = e.getPath();
    String key = path.isEmpty() ? "" : String.valueOf(path.get(path.size() - 1).getFieldName());
    if (!given) return Text.format("missing key (%s)", key);
    if (e instanceof InvalidFormatException format) {
      return Text.format(
          "%s (%s), expected %s",
          key, format.getValue(), InputException.expected(format.getTargetType()));
    }
    return Text.format(
        "%s: %s", key, e.getOriginalMessage().lines().findFirst().orElse("not readable"));
  }

  /** A value that is written as its name. */
  private static final class Named<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> parse;

    Named(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      try {
        return parse.apply(parser.getText());
      } catch (InputException e) {
        throw JsonMappingException.from(parser, e.getMessage(), e);
      }
    }
  }
}
