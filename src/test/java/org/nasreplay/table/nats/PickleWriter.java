package org.nasreplay.table.nats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what {@link Pickles} reads, in protocol 4, as Python does: what repeats is referred to.
 */
final class PickleWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
  private final Map<Object, Integer> memo = new HashMap<>();
  private final String numpy;
  private int memoized;

  /**
   * @param numpy where numpy keeps its scalars: {@code numpy.core.multiarray}, or since version 2
   *     {@code numpy._core.multiarray}
   */
  private PickleWriter(String numpy) {
    this.numpy = numpy;
  }

  static byte[] pickle(Object value) {
    return pickle(value, "numpy.core.multiarray");
  }

  static byte[] pickle(Object value, String numpy) {
    var writer = new PickleWriter(numpy);
    writer.code(0x80).code(4);
    writer.write(value);
    writer.code('.');
    return writer.out.toByteArray();
  }

  static byte[] compress(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var bzip2 = new BZip2CompressorOutputStream(out)) {
      bzip2.write(bytes);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  private void write(@Nullable Object value) {
    if (value == null) {
      code('N');
    } else if (value instanceof Boolean truth) {
      code(truth ? 0x88 : 0x89);
    } else if (value instanceof Integer number) {
      integer(number);
    } else if (value instanceof Double number) {
      code('G');
      out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
    } else if (value instanceof Pickles.NumpyFloat number) {
      numpy(number.value());
    } else if (value instanceof String text) {
      if (!recalled(text)) {
        string(text);
        memoize(text);
      }
    } else if (value instanceof Object[] tuple) {
      code('(');
      for (Object item : tuple) write(item);
      code('t').memoize(tuple);
    } else if (value instanceof List<?> list) {
      code(']').memoize(list);
      code('(');
      for (Object item : list) write(item);
      code('e');
    } else if (value instanceof Set<?> set) {
      code(0x8f).memoize(set);
      code('(');
      for (Object item : (Collection<?>) set) write(item);
      code(0x90);
    } else if (value instanceof Map<?, ?> map) {
      code('}').memoize(map);
      code('(');
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        write(entry.getKey());
        write(entry.getValue());
      }
      code('u');
    } else {
      throw new IllegalArgumentException("no pickle for " + value.getClass());
    }
  }

  private void integer(int number) {
    if (number >= 0 && number < 256) {
      code('K').code(number);
    } else if (number >= 0 && number < 65536) {
      code('M').code(number & 0xff).code(number >> 8);
    } else {
      code('J');
      out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
    }
  }

  private void string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < 256) {
      code(0x8c).code(bytes.length);
    } else {
      code('X');
      out.writeBytes(
          ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length).array());
    }
    out.writeBytes(bytes);
  }

  private void numpy(double number) {
    global(numpy, "scalar");
    if (!recalled(Pickles.Dtype.class)) {
      global("numpy", "dtype");
      string("f8");
      code(0x89).code(0x88).code(0x87).code('R').memoize(Pickles.Dtype.class);
      code('(');
      for (Object item : new Object[] {3, "<", null, null, null, -1, -1, 0}) write(item);
      code('t').code('b');
    }
    code('C').code(8);
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(number).array());
    code(0x86).code('R').memoize(new Object());
  }

  private void global(String module, String name) {
    String whole = module + "\n" + name;
    if (recalled(List.of(whole))) return;
    write(module);
    write(name);
    code(0x93).memoize(List.of(whole));
  }

  /** Refers to what has been written before, where it has. */
  private boolean recalled(Object value) {
    Integer key = memo.get(value);
    if (key == null) return false;
    code('j');
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(key).array());
    return true;
  }

  /** Only strings, types and functions are ever referred to; the rest just takes its number. */
  private void memoize(Object value) {
    code(0x94);
    if (!(value instanceof Map) && !(value instanceof Object[])) memo.put(value, memoized);
    memoized++;
  }

  private PickleWriter code(int code) {
    out.write(code);
    return this;
  }
}
