package org.nasreplay.table.nats;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.Unpickler;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Pickles as Java collections, read by a general library that shares nothing with the import. A
 * tuple is an {@code Object[]}; a numpy scalar is a {@link NumpyFloat}.
 */
final class Pickles {
  /** A float64 that numpy pickled. */
  record NumpyFloat(double value) {}

  /** What numpy's dtype pickles to; the library calls its state's setter by name. */
  public static final class Dtype {
    @SuppressWarnings("unused")
    public void __setstate__(Object[] state) {}
  }

  static {
    Unpickler.registerConstructor("collections", "OrderedDict", arguments -> new LinkedHashMap<>());
    Unpickler.registerConstructor("numpy", "dtype", arguments -> new Dtype());
    Unpickler.registerConstructor(
        "numpy.core.multiarray",
        "scalar",
        arguments ->
            new NumpyFloat(
                ByteBuffer.wrap((byte[]) arguments[1]).order(ByteOrder.LITTLE_ENDIAN).getDouble()));
  }

  private Pickles() {}

  static Object read(Path file) throws IOException {
    try (InputStream in =
        new BZip2CompressorInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return new Unpickler().load(in);
    }
  }

  @SuppressWarnings("unchecked")
  static <K> Map<K, Object> map(@Nullable Object value) {
    return (Map<K, Object>) requireNonNull(value);
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(@Nullable Object value) {
    return (List<Object>) requireNonNull(value);
  }

  static double number(@Nullable Object value) {
    return value instanceof NumpyFloat numpy
        ? numpy.value()
        : ((Number) requireNonNull(value)).doubleValue();
  }
}
