package org.nasreplay.table.nats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Decompresses bzip2 (the format of bzip2 1.0: Huffman codes over move-to-front over the
 * Burrows-Wheeler transform over run lengths), one stream after another with the same buffers.
 *
 * <p>An import spends most of its time here. Commons Compress allocates the 4.5 MB of a largest
 * block for each of the 30 KB members and reads codes bit by bit; {@code Bzip2Benchmark} compares.
 * Corrupt data ends with an {@link IOException}, always, and memory is that of one block.
 */
final class Bzip2InputStream extends InputStream {
  private static final long BLOCK = 0x314159265359L;
  private static final long END = 0x177245385090L;
  private static final int LONGEST_CODE = 20;
  private static final int LOOKUP_BITS = 10;
  private static final int GROUP = 50;

  /** bzip2's sums take the bits of a byte in the opposite order of those of zip. */
  private static final byte[] REVERSED = new byte[256];

  static {
    for (int i = 0; i < 256; i++) REVERSED[i] = (byte) (Integer.reverse(i) >>> 24);
  }

  private InputStream in = InputStream.nullInputStream();
  private final byte[] input = new byte[1 << 14];
  private int inputAt;
  private int inputEnd;
  private long bits;
  private int bitCount;

  private int capacity;
  private boolean open;
  private int streamSum;
  private int blockSum;
  private final CRC32 sum = new CRC32();

  private byte[] text = {};
  private int[] next = {};
  private int length;
  private int at;
  private int last;
  private int run;
  private int repeat;

  private final byte[] alphabet = new byte[256];
  private final byte[] selectors = new byte[18_002];
  private final Code[] codes = new Code[6];
  private final byte[] reversed = new byte[1 << 12];

  /** A canonical prefix code. */
  private static final class Code {
    final short[] lookup = new short[1 << LOOKUP_BITS];
    final int[] limit = new int[LONGEST_CODE + 2];
    final int[] offset = new int[LONGEST_CODE + 2];
    final short[] symbols = new short[258];
  }

  Bzip2InputStream() {
    Arrays.setAll(codes, i -> new Code());
  }

  /** Starts with another stream. */
  void open(InputStream stream) throws IOException {
    in = stream;
    inputAt = inputEnd = 0;
    bits = 0;
    bitCount = 0;
    length = at = repeat = 0;
    header();
  }

  private void header() throws IOException {
    if (take(24) != 0x425a68) throw new IOException("no bzip2 stream where one should start");
    int level = take(8) - '0';
    if (level < 1 || level > 9) throw new IOException("size of blocks");
    capacity = 100_000 * level;
    streamSum = 0;
    open = true;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (count == 0) return 0;
    int from = offset;
    int end = offset + count;
    while (from < end) {
      if (at == length && repeat == 0) {
        if (from > offset) break;
        if (!nextBlock()) return -1;
      }
      if (repeat > 0) {
        int n = Math.min(repeat, end - from);
        Arrays.fill(into, from, from + n, (byte) last);
        from += n;
        repeat -= n;
      } else if (run == 4) { // after four equal bytes stands the number of further ones
        repeat = text[at++] & 0xff;
        run = 0;
      } else {
        int b = text[at++];
        run = b == last ? run + 1 : 1;
        last = b;
        into[from++] = (byte) b;
      }
    }
    sum(into, offset, from - offset);
    return from - offset;
  }

  private void sum(byte[] bytes, int from, int count) {
    for (int done = 0; done < count; ) {
      int n = Math.min(count - done, reversed.length);
      for (int i = 0; i < n; i++) reversed[i] = REVERSED[bytes[from + done + i] & 0xff];
      sum.update(reversed, 0, n);
      done += n;
    }
  }

  /** Goes on to the next block, once the sum of the last one is right; false at the end. */
  private boolean nextBlock() throws IOException {
    while (open) {
      if (length > 0) {
        int actual = Integer.reverse((int) sum.getValue());
        if (actual != blockSum) throw new IOException("checksum of a block");
        streamSum = Integer.rotateLeft(streamSum, 1) ^ actual;
        length = at = 0;
      }
      long magic = (long) take(24) << 24 | take(24);
      if (magic == BLOCK) {
        block();
        return true;
      }
      if (magic != END) throw new IOException("no block where one should start");
      if ((take(16) << 16 | take(16)) != streamSum) throw new IOException("checksum");
      bitCount -= bitCount % 8; // another stream may follow, at a whole byte
      refill();
      open = bitCount > 0;
      if (open) header();
    }
    return false;
  }

  private void block() throws IOException {
    blockSum = take(16) << 16 | take(16);
    if (take(1) != 0) throw new IOException("randomised block, as before bzip2 1.0");
    int origin = take(24);
    int symbols = alphabet();
    int groups = take(3);
    if (groups < 2 || groups > codes.length) throw new IOException("number of codes");
    int selectorCount = selectors(groups);
    for (int g = 0; g < groups; g++) code(codes[g], symbols + 2);
    decode(symbols, selectorCount);
    if (origin >= length) throw new IOException("origin of a block");
    untransform(origin);
    run = 0;
    last = 256; // no byte
    sum.reset();
  }

  /** The bytes that the block has, in order. */
  private int alphabet() throws IOException {
    int ranges = take(16);
    int count = 0;
    for (int i = 0; i < 16; i++) {
      if ((ranges >> (15 - i) & 1) == 0) continue;
      int used = take(16);
      for (int j = 0; j < 16; j++) {
        if ((used >> (15 - j) & 1) != 0) alphabet[count++] = (byte) (16 * i + j);
      }
    }
    if (count == 0) throw new IOException("block without bytes");
    return count;
  }

  private int selectors(int groups) throws IOException {
    int count = take(15);
    if (count == 0) throw new IOException("block without codes");
    byte[] order = {0, 1, 2, 3, 4, 5};
    int kept = Math.min(count, selectors.length);
    for (int i = 0; i < count; i++) {
      int j = 0;
      while (take(1) != 0) {
        if (++j >= groups) throw new IOException("selected code");
      }
      byte selected = order[j];
      System.arraycopy(order, 0, order, 1, j);
      order[0] = selected;
      if (i < kept) selectors[i] = selected;
    }
    return kept;
  }

  private void code(Code code, int symbols) throws IOException {
    var lengths = new byte[258];
    int length = take(5);
    for (int i = 0; i < symbols; i++) {
      while (true) {
        if (length < 1 || length > LONGEST_CODE) throw new IOException("length of a code");
        if (take(1) == 0) break;
        length += take(1) == 0 ? 1 : -1;
      }
      lengths[i] = (byte) length;
    }
    Arrays.fill(code.lookup, (short) 0);
    int next = 0;
    int ranked = 0;
    for (int n = 1; n <= LONGEST_CODE; n++) {
      code.offset[n] = ranked - next;
      for (int i = 0; i < symbols; i++) {
        if (lengths[i] != n) continue;
        code.symbols[ranked++] = (short) i;
        if (n <= LOOKUP_BITS) {
          int first = next << (LOOKUP_BITS - n);
          int past = Math.min(code.lookup.length, first + (1 << (LOOKUP_BITS - n)));
          for (int k = first; k < past; k++) code.lookup[k] = (short) (i << 5 | n);
        }
        next++;
      }
      code.limit[n] = next << (LONGEST_CODE - n);
      next <<= 1;
    }
  }

  /** Undoes the prefix codes and the move-to-front, into {@code text}. */
  private void decode(int symbols, int selectorCount) throws IOException {
    if (text.length < capacity) text = new byte[capacity];
    byte[] order = Arrays.copyOf(alphabet, symbols);
    int end = symbols + 1;
    int n = 0;
    int zeros = 0;
    int weight = 1;
    for (int group = 0; group < selectorCount; group++) {
      Code code = codes[selectors[group]];
      for (int i = 0; i < GROUP; i++) {
        if (bitCount < LONGEST_CODE) refill();
        int peek = (int) (bits >>> (bitCount - LONGEST_CODE)) & ((1 << LONGEST_CODE) - 1);
        int entry = code.lookup[peek >>> (LONGEST_CODE - LOOKUP_BITS)];
        int symbol;
        if (entry != 0) {
          bitCount -= entry & 31;
          symbol = entry >> 5;
        } else {
          int size = LOOKUP_BITS + 1;
          while (size <= LONGEST_CODE && peek >= code.limit[size]) size++;
          int rank =
              size > LONGEST_CODE ? -1 : (peek >>> (LONGEST_CODE - size)) + code.offset[size];
          if (rank < 0 || rank >= symbols + 2)
            throw new IOException("code that stands for nothing");
          symbol = code.symbols[rank];
          bitCount -= size;
        }
        if (bitCount < 0) throw new EOFException("ends inside a compressed block");
        if (symbol <= 1) {
          if (weight > capacity) throw new IOException("length of a run");
          zeros += weight << symbol;
          weight <<= 1;
          continue;
        }
        if (zeros > 0) {
          if (zeros > capacity - n) throw new IOException("size of a block");
          Arrays.fill(text, n, n + zeros, order[0]);
          n += zeros;
          zeros = 0;
          weight = 1;
        }
        if (symbol == end) {
          length = n;
          return;
        }
        if (n == capacity) throw new IOException("size of a block");
        int place = symbol - 1;
        byte b = order[place];
        if (place < 16) {
          for (int k = place; k > 0; k--) order[k] = order[k - 1];
        } else {
          System.arraycopy(order, 0, order, 1, place);
        }
        order[0] = b;
        text[n++] = b;
      }
    }
    throw new IOException("block without end");
  }

  /** Undoes the Burrows-Wheeler transform, from the row that the original text is in. */
  private void untransform(int origin) {
    if (next.length < length) next = new int[length];
    var start = new int[257];
    for (int i = 0; i < length; i++) start[(text[i] & 0xff) + 1]++;
    for (int b = 0; b < 256; b++) start[b + 1] += start[b];
    Arrays.fill(next, 0, length, 0);
    for (int i = 0; i < length; i++) {
      int b = text[i] & 0xff;
      next[start[b]++] |= i << 8;
      next[i] |= b; // beside its successor, so that the walk below misses the cache once a byte
    }
    int row = next[origin] >>> 8;
    for (int i = 0; i < length; i++) {
      int entry = next[row];
      text[i] = (byte) entry;
      row = entry >>> 8;
    }
  }

  private int take(int count) throws IOException {
    if (bitCount < count) {
      refill();
      if (bitCount < count) throw new EOFException("ends inside the compressed stream");
    }
    bitCount -= count;
    return (int) (bits >>> bitCount) & ((1 << count) - 1);
  }

  private void refill() throws IOException {
    while (bitCount <= 56) {
      if (inputAt == inputEnd) {
        inputEnd = Math.max(0, in.read(input, 0, input.length));
        inputAt = 0;
        if (inputEnd == 0) break;
      }
      bits = bits << 8 | (input[inputAt++] & 0xff);
      bitCount += 8;
    }
  }
}
