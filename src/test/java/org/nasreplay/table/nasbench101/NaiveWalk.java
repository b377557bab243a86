package org.nasreplay.table.nasbench101;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nasreplay.replay.Json;

/** Reads TFRecords of whole files without asking what may be wrong, as the import does not. */
final class NaiveWalk {
  /**
   * A record as it stands in the file.
   *
   * @param evaluations the values of each by the numbers of their fields
   */
  record Entry(
      String hash,
      int epochs,
      String adjacency,
      List<String> operations,
      long parameters,
      List<Map<Integer, Double>> evaluations) {}

  private NaiveWalk() {}

  static List<Entry> of(byte[] file) throws JsonProcessingException {
    List<Entry> entries = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      var record = new byte[(int) in.getLong()];
      in.getInt();
      in.get(record);
      in.getInt();
      entries.add(entry(Json.JSON.readTree(new String(record, UTF_8))));
    }
    return entries;
  }

  private static Entry entry(JsonNode list) {
    Map<Integer, List<Object>> message =
        message(Base64.getMimeDecoder().decode(list.get(4).textValue()));
    List<Map<Integer, Double>> evaluations = new ArrayList<>();
    for (Object part : requireNonNull(message.get(1))) {
      Map<Integer, Double> values = new TreeMap<>();
      message(((String) part).getBytes(ISO_8859_1))
          .forEach(
              (field, all) -> {
                if (all.get(0) instanceof Double value) values.put(field, value);
              });
      evaluations.add(values);
    }
    return new Entry(
        list.get(0).textValue(),
        list.get(1).intValue(),
        list.get(2).textValue(),
        List.of(list.get(3).textValue().split(",")),
        (Long) requireNonNull(message.get(2)).get(0),
        evaluations);
  }

  /** By field, Long, Double, or String of bytes. */
  private static Map<Integer, List<Object>> message(byte[] bytes) {
    Map<Integer, List<Object>> fields = new TreeMap<>();
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      Object value;
      switch ((int) tag & 7) {
        case 0 -> value = varint(in);
        case 1 -> value = in.getDouble();
        case 2 -> {
          var part = new byte[(int) varint(in)];
          in.get(part);
          value = new String(part, ISO_8859_1);
        }
        default -> throw new IllegalStateException("wire type " + (tag & 7));
      }
      fields.computeIfAbsent((int) (tag >> 3), none -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) return value;
    }
  }
}
