package org.nasreplay.table.hdf5;

import io.jhdf.Constants;
import io.jhdf.HdfFile;
import io.jhdf.ObjectHeader;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.dataset.ContiguousDatasetImpl;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetBase;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.filter.ByteShuffleFilter;
import io.jhdf.filter.LzfFilter;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * The values of one dataset of floating-point numbers in one dimension.
 *
 * <p>jHDF finds the chunks; they are decoded here, because jHDF takes a chunk that was never
 * written for zeros, inflates without a bound, and applies filters that a chunk says it was written
 * without.
 */
final class Values {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final int LZF = 32000;

  /** A chunk may be longer than the dataset, which may grow; but not without reason. */
  private static final int LONGEST_CHUNK = 1 << 20;

  private final HdfBackingStorage storage;
  private final DatasetBase dataset;
  private final FloatingPoint type;
  private final int count;

  private Values(HdfFile hdf, DatasetBase dataset) {
    this.storage = hdf.getHdfBackingStorage();
    this.dataset = dataset;
    this.type = (FloatingPoint) dataset.getDataType();
    this.count = Math.toIntExact(dataset.getSize());
  }

  /**
   * All values of a dataset whose type {@link #isReadable is readable}.
   *
   * @throws InputException where it was written in a way that is not read; says what to change
   */
  static double[] of(HdfFile hdf, Dataset dataset) {
    var values = new Values(hdf, (DatasetBase) dataset);
    Object read = values.type.fillData(values.bytes(), new int[] {values.count}, values.storage);
    return read instanceof float[] narrow ? widened(narrow) : (double[]) read;
  }

  private static double[] widened(float[] narrow) {
    var wide = new double[narrow.length];
    for (int i = 0; i < wide.length; i++) wide[i] = narrow[i];
    return wide;
  }

  /** Whether the type is one of the IEEE's: jHDF would read any other of its size as if it were. */
  static boolean isReadable(Dataset dataset) {
    if (!(dataset.getDataType() instanceof FloatingPoint type)) return false;
    int[] form = {
      type.getSize() * Byte.SIZE,
      type.getBitPrecision(),
      type.getExponentSize(),
      type.getMantissaSize(),
      type.getExponentBias()
    };
    return Arrays.equals(form, new int[] {64, 64, 11, 52, 1023})
        || Arrays.equals(form, new int[] {32, 32, 8, 23, 127})
        || Arrays.equals(form, new int[] {16, 16, 5, 10, 15});
  }

  private ByteBuffer bytes() {
    if (dataset instanceof ChunkedDatasetBase chunked) return ByteBuffer.wrap(chunks(chunked));
    if (dataset instanceof ContiguousDatasetImpl contiguous
        && contiguous.getDataAddress() == Constants.UNDEFINED_ADDRESS) {
      return ByteBuffer.wrap(filled(count));
    }
    return dataset.getDataBuffer();
  }

  private byte[] chunks(ChunkedDatasetBase chunked) {
    int length = chunked.getChunkDimensions()[0];
    if (length < 1 || length > Math.max(count, LONGEST_CHUNK)) {
      throw new InputException(Text.format("has chunks of %,d values; write smaller ones", length));
    }
    Map<ChunkOffset, Chunk> written = written();
    int missing = 0;
    for (int from = 0; from < count; from += length) {
      if (!isWritten(written.get(new ChunkOffset(new long[] {from})))) {
        missing += Math.min(length, count - from);
      }
    }
    byte[] bytes = missing == 0 ? new byte[count * type.getSize()] : filled(missing);
    for (int from = 0; from < count; from += length) {
      Chunk chunk = written.get(new ChunkOffset(new long[] {from}));
      if (chunk == null || !isWritten(chunk)) continue;
      byte[] decoded = decoded(chunk, length * type.getSize());
      int here = Math.min(length, count - from) * type.getSize();
      System.arraycopy(decoded, 0, bytes, from * type.getSize(), here);
    }
    return bytes;
  }

  private static boolean isWritten(@Nullable Chunk chunk) {
    return chunk != null && chunk.getAddress() != Constants.UNDEFINED_ADDRESS;
  }

  /** The bytes of the whole dataset as they are before anything is written. */
  private byte[] filled(int missing) {
    ObjectHeader header = dataset.getHeader();
    if (header.hasMessageOfType(ChunkedDataLayoutMessageV4.class)
        && header.getMessageOfType(ChunkedDataLayoutMessageV4.class).getIndexingType()
            == ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX) {
      // jHDF ends the list of such chunks at the first that is missing, and miscounts those behind
      // it
      throw new InputException(
          "is resizable and not wholly written, which cannot be read; write all values, NaN where one"
              + " is missing, or create it without maxshape");
    }
    FillValueMessage fill =
        header.hasMessageOfType(FillValueMessage.class)
            ? header.getMessageOfType(FillValueMessage.class)
            : FillValueMessage.NO_FILL;
    if (!fill.isFillValueDefined()) {
      throw new InputException(
          Text.format(
              "has %,d values that were never written and would count as 0; write them, or create"
                  + " the dataset with fillvalue=nan",
              missing));
    }
    var value = new byte[type.getSize()];
    fill.getFillValue().get(value);
    var bytes = new byte[count * value.length];
    for (int at = 0; at < bytes.length; at += value.length) {
      System.arraycopy(value, 0, bytes, at, value.length);
    }
    return bytes;
  }

  /** Whatever jHDF knows of the chunks; where it tells is protected, so that a subclass asks. */
  private Map<ChunkOffset, Chunk> written() {
    long address = dataset.getAddress();
    String name = dataset.getName();
    Group parent = dataset.getParent();
    ObjectHeader header = dataset.getHeader();
    try {
      return dataset instanceof ChunkedDatasetV3
          ? new ChunkedDatasetV3(storage, address, name, parent, header) {
            Map<ChunkOffset, Chunk> chunks() {
              return getChunkLookup();
            }
          }.chunks()
          : new ChunkedDatasetV4(storage, address, name, parent, header) {
            Map<ChunkOffset, Chunk> chunks() {
              return getChunkLookup();
            }
          }.chunks();
    } catch (OutOfMemoryError e) {
      throw damaged(); // jHDF makes room for as many chunks as a damaged index says there are
    }
  }

  /** One chunk with its filters undone, the last one first. */
  private byte[] decoded(Chunk chunk, int size) {
    long length = Integer.toUnsignedLong(chunk.getSize());
    if (chunk.getAddress() < 0 || length > storage.size() - chunk.getAddress()) throw damaged();
    var bytes = new byte[(int) length];
    storage.map(chunk.getAddress(), length).get(bytes);
    ObjectHeader header = dataset.getHeader();
    if (header.hasMessageOfType(FilterPipelineMessage.class)) {
      List<FilterInfo> filters = header.getMessageOfType(FilterPipelineMessage.class).getFilters();
      for (int i = filters.size() - 1; i >= 0; i--) {
        if (!chunk.getFilterMask().get(i)) bytes = undone(filters.get(i), bytes, size);
      }
    }
    if (bytes.length != size) throw damaged();
    return bytes;
  }

  private static byte[] undone(FilterInfo filter, byte[] bytes, int size) {
    return switch (filter.getId()) {
      case DEFLATE -> inflated(bytes, size);
      case SHUFFLE -> new ByteShuffleFilter().decode(bytes, filter.getData());
      case FLETCHER32 -> checked(bytes);
      case LZF -> {
        if (filter.getData()[2] != size) throw damaged();
        yield new LzfFilter().decode(bytes, filter.getData());
      }
      default ->
          throw new InputException(
              Text.format(
                  "is compressed with %s (filter %d); write it with gzip, lzf or without"
                      + " compression",
                  Text.excerpt(filter.getName()), filter.getId()));
    };
  }

  private static byte[] inflated(byte[] bytes, int size) {
    var inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      // one byte more than there should be shows whether there are more; a checksum may follow
      var out = new byte[size + Integer.BYTES + 1];
      int length = 0;
      while (!inflater.finished()) {
        int read = inflater.inflate(out, length, out.length - length);
        if (read == 0) throw damaged();
        length += read;
      }
      return Arrays.copyOf(out, length);
    } catch (DataFormatException e) {
      throw damaged();
    } finally {
      inflater.end();
    }
  }

  /** The bytes before the checksum at their end, which is the sum of their 16-bit words, twice. */
  private static byte[] checked(byte[] bytes) {
    int length = bytes.length - Integer.BYTES;
    if (length < 0) throw damaged();
    long low = 0;
    long high = 0;
    for (int i = 0; i < length; i += 2) {
      int word = (bytes[i] & 0xff) << 8 | (i + 1 < length ? bytes[i + 1] & 0xff : 0);
      low = (low + word) % 0xffff;
      high = (high + low) % 0xffff;
    }
    int stored = Integer.reverseBytes(ByteBuffer.wrap(bytes).getInt(length));
    // of the two ways to write zero in ones' complement, HDF5 may have taken the other
    if ((stored & 0xffff) % 0xffff != low || (stored >>> 16) % 0xffff != high) throw damaged();
    return Arrays.copyOf(bytes, length);
  }

  private static InputException damaged() {
    return new InputException("is damaged: a chunk is not what it says");
  }
}
