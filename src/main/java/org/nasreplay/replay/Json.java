package org.nasreplay.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Records;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.Quantity;
import org.nasreplay.table.Metric;

/** Records as JSON. */
public final class Json {
  public static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(
              new SimpleModule("names")
                  .addSerializer(Dataset.class, ToStringSerializer.instance)
                  .addSerializer(Metric.class, ToStringSerializer.instance)
                  .addSerializer(SeedPolicy.class, ToStringSerializer.instance)
                  .addSerializer(Shard.class, ToStringSerializer.instance)
                  .addSerializer(Quantity.class, new Amount()))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** A number where it stands alone, as suites write it. */
  private static final class Amount extends JsonSerializer<Quantity> {
    @Override
    public void serialize(Quantity amount, JsonGenerator out, SerializerProvider all)
        throws IOException {
      if (amount.unit().isEmpty()) {
        out.writeNumber(amount.number().doubleValue());
      } else {
        out.writeString(amount.toString());
      }
    }
  }

  /** Bytes of a file: hundreds of merged replays, or suites of thousands of searchers. */
  private static final int LONGEST = 1 << 26;

  private Json() {}

  /** What {@link #JSON} writes, in one line. */
  static String line(@Nullable Object value) {
    try {
      return JSON.writeValueAsString(value).replaceAll("\\s+", " ");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a record that {@link #JSON} has written.
   *
   * @throws InputException where the file is missing, or a key of it is missing or wrong
   */
  static <T> T read(Path file, Class<T> type) {
    Tree tree = Tree.json(file.toString(), Text.read(file, LONGEST));
    return new Records(UnaryOperator.identity()).read(tree, type);
  }
}
