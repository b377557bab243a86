package org.nasreplay.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.space.Dataset;
import org.nasreplay.table.Metric;

/** Records as JSON; {@link org.nasreplay.io.Records} reads them. */
public final class Json {
  public static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(
              new SimpleModule("names")
                  .addSerializer(Dataset.class, ToStringSerializer.instance)
                  .addSerializer(Metric.class, ToStringSerializer.instance)
                  .addSerializer(SeedPolicy.class, ToStringSerializer.instance))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}
}
