package org.nasreplay.replay;

import com.fasterxml.jackson.core.JsonLocation;
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
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.InputException;
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
    try {
      String text = Files.readString(file);
      try (JsonParser parser = mapper.createParser(text)) {
        parser.nextToken();
        requireKnownKeys(mapper, parser, mapper.constructType(type), "");
      }
      T value = mapper.readValue(text, type);
      if (value == null) throw new InputException("%s: the file is empty".formatted(file));
      return value;
    } catch (NoSuchFileException e) {
      throw new InputException("%s: no such file".formatted(file), e);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new InputException(
          "%s%s: %s".formatted(file, at == null ? "" : ":" + at.getLineNr(), reason(e)), e);
    }
  }

  /**
   * Jackson reports a key that is missing before one that is misspelt, which sends the user looking
   * in the wrong place; so the keys are held against the record first.
   */
  private static void requireKnownKeys(
      ObjectMapper mapper, JsonParser parser, JavaType type, String path) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY && type.isContainerType()) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        requireKnownKeys(mapper, parser, type.getContentType(), path + "[" + i + "]");
      }
    } else if (parser.currentToken() == JsonToken.START_OBJECT && type.isRecordType()) {
      Map<String, JavaType> known =
          mapper.getDeserializationConfig().introspect(type).findProperties().stream()
              .collect(
                  Collectors.toMap(
                      BeanPropertyDefinition::getName, BeanPropertyDefinition::getPrimaryType));
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = path.isEmpty() ? parser.currentName() : path + "." + parser.currentName();
        JavaType of = known.get(parser.currentName());
        if (of == null) {
          String reason =
              "unknown key (%s), expected one of %s"
                  .formatted(key, String.join(", ", new TreeSet<>(known.keySet())));
          throw JsonMappingException.from(parser, reason, new InputException(reason));
        }
        parser.nextToken();
        requireKnownKeys(mapper, parser, of, key);
      }
    } else if (parser.currentToken() == JsonToken.START_OBJECT && type.isMapLikeType()) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = path + "." + parser.currentName();
        parser.nextToken();
        requireKnownKeys(mapper, parser, type.getContentType(), key);
      }
    } else {
      parser.skipChildren();
    }
  }

  private static String reason(JsonProcessingException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof InputException input) return input.line();
    }
    String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
    String first = e.getOriginalMessage().lines().findFirst().orElse("not readable");
    return path.isEmpty() ? first : "%s: %s".formatted(path, first);
  }

  private static String path(JsonMappingException e) {
    var path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
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
