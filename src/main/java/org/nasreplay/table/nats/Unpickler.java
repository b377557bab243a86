package org.nasreplay.table.nats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * Reads the part of Python's pickle format (protocols 2 to 5) that NATS-Bench files are written in.
 *
 * <p>It makes {@link PickledDict}, {@link PickledItems}, String, Integer, Long, Double, Boolean and
 * {@link #NONE}, and nothing else: the four globals that the files name are constants here, any
 * other ends the reading, and nothing is ever looked up, loaded or called. General readers cannot
 * be used on files of unknown origin: net.razorvine:pickle 1.5 turns unknown globals into
 * dictionaries, calls {@code __setstate__} by reflection, and allocates what a length field says
 * before it has seen the bytes.
 *
 * <p>What one record may need is bounded: {@value #OBJECTS} operations, {@value #BYTES} bytes,
 * strings of {@value #STRING} bytes.
 */
final class Unpickler {
  static final Object NONE = new Object();

  /** Real records have at most 50,000 operations, lists of architectures 70,000. */
  static final int OBJECTS = 1_000_000;

  /** Real records have at most 400,000 bytes, lists of architectures 1,400,000. */
  static final int BYTES = 16 << 20;

  static final int STRING = 4096;

  /** Entries of 4 bytes; the topology release as a single pickle has up to 170 million. */
  private static final int MEMO = 200_000_000;

  private static final int MEMO_CHUNK = 1 << 12;
  private static final int INTERNED = 1 << 16;
  private static final Object MARK = new Object();

  private enum Global {
    ORDERED_DICT,
    SCALAR,
    DTYPE
  }

  /** The only type of number that numpy contributes, a little-endian double. */
  private static final Object FLOAT64 = new Object();

  private final Predicate<PickledDict> consumed;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteBuffer bytes = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
  private final String[] interned = new String[INTERNED];
  private Object[] stack = new Object[1024];
  private Object[][] memo = {new Object[MEMO_CHUNK]}; // in chunks: it may grow to a gigabyte

  private InputStream in = InputStream.nullInputStream();
  private int at;
  private int end;
  private long bytesLeft;
  private int objectsLeft;
  private int top;
  private int memoized;
  private int swept;

  Unpickler() {
    this(dict -> false);
  }

  /**
   * A reader for streams of records that are too long to be kept.
   *
   * @param consumed is shown every dictionary each time it has grown; true means that its content
   *     is no longer needed and that the next record starts
   */
  Unpickler(Predicate<PickledDict> consumed) {
    this.consumed = consumed;
  }

  /**
   * Reads the one pickle that {@code in} holds.
   *
   * @throws UnsafePickleException where it names a global that NATS-Bench files do not need
   * @throws InputException where it is damaged, followed by something else, or larger than a record
   *     can be
   */
  Object read(InputStream in) throws IOException {
    this.in = in;
    at = end = top = memoized = swept = 0;
    bytesLeft = BYTES;
    objectsLeft = OBJECTS;
    Object value = pickle();
    // Asking for more also makes a decompressor check its sums.
    if (at < end || in.read() >= 0) throw new InputException("goes on behind the pickle's end");
    return value;
  }

  private Object pickle() throws IOException {
    if (fetch() != 0x80) throw new InputException("is not a pickle");
    int protocol = fetch();
    if (protocol < 2 || protocol > 5) {
      throw new InputException(Text.format("has pickle protocol %d, expected 2 to 5", protocol));
    }
    while (true) {
      if (--objectsLeft < 0) {
        throw new InputException(Text.format("has more than the %,d objects allowed", OBJECTS));
      }
      int code = fetch();
      switch (code) {
        case '.' -> {
          Object value = pop();
          if (top != 0) throw damaged("it ends inside a collection");
          return value;
        }
        case '(' -> push(MARK);
        case '0' -> pop();
        case 'N' -> push(NONE);
        case 0x88 -> push(true);
        case 0x89 -> push(false);
        case 'K' -> push(fetch());
        case 'M' -> push(fetch() | fetch() << 8);
        case 'J' -> push(bytes.getInt(take(Integer.BYTES)));
        case 0x8a -> push(longOf(fetch()));
        case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(bytes.getLong(take(8)))));
        case 0x8c -> push(string(fetch()));
        case 'X' -> push(string(length()));
        case 'C' -> push(raw(fetch()));
        case '}' -> push(new PickledDict());
        case ']', ')', 0x8f -> push(new PickledItems());
        case 't' -> {
          int mark = mark();
          tuple(mark, mark + 1);
        }
        case 0x85 -> tuple(top - 1, top - 1);
        case 0x86 -> tuple(top - 2, top - 2);
        case 0x87 -> tuple(top - 3, top - 3);
        case 'a' -> append(top - 1, top - 1, PickledItems.class);
        case 's' -> append(top - 2, top - 2, PickledDict.class);
        case 'e', 0x90 -> {
          int mark = mark();
          append(mark, mark + 1, PickledItems.class);
        }
        case 'u' -> {
          int mark = mark();
          append(mark, mark + 1, PickledDict.class);
        }
        case 0x94 -> memoize(memoized);
        case 'q' -> memoize(fetch());
        case 'r' -> memoize(bytes.getInt(take(Integer.BYTES)));
        case 'h' -> push(recall(fetch()));
        case 'j' -> push(recall(bytes.getInt(take(Integer.BYTES))));
        case 'c' -> push(global(line(), line()));
        case 0x93 -> {
          Object name = pop();
          push(global(pop(), name));
        }
        case 'R' -> {
          Object arguments = pop();
          push(reduce(pop(), arguments));
        }
        case 'b' -> build(pop());
        case 0x95 -> take(Long.BYTES); // a frame only says how far one may read ahead
        default -> throw damaged(Text.format("operation 0x%02x is none of NATS-Bench's", code));
      }
    }
  }

  private static InputException damaged(String how) {
    return new InputException("is not a pickle of NATS-Bench: " + how);
  }

  private int fetch() throws IOException {
    if (at == end) fill(1);
    return buffer[at++] & 0xff;
  }

  /** The place of the next {@code count} bytes in the buffer, at most {@value #STRING}. */
  private int take(int count) throws IOException {
    if (end - at < count) fill(count);
    at += count;
    return at - count;
  }

  private void fill(int count) throws IOException {
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    at = 0;
    while (end < count) {
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) throw new EOFException("ends in the middle of the pickle");
      end += read;
      bytesLeft -= read;
      if (bytesLeft < 0) {
        throw new InputException(Text.format("has more than the %,d bytes allowed", BYTES));
      }
    }
  }

  private int length() throws IOException {
    int length = bytes.getInt(take(Integer.BYTES));
    if (length < 0 || length > STRING) {
      throw new InputException(
          Text.format(
              "has a string of %s bytes, more than the %,d allowed",
              Integer.toUnsignedString(length), STRING));
    }
    return length;
  }

  private Object longOf(int length) throws IOException {
    if (length > Long.BYTES) throw damaged(Text.format("an integer has %d bytes", length));
    int from = take(length);
    long value = length == 0 ? 0 : buffer[from + length - 1] < 0 ? -1 : 0;
    for (int i = length - 1; i >= 0; i--) value = value << 8 | (buffer[from + i] & 0xff);
    return value;
  }

  private byte[] raw(int length) throws IOException {
    int from = take(length);
    return Arrays.copyOfRange(buffer, from, from + length);
  }

  private String line() throws IOException {
    var text = new StringBuilder();
    for (int c = fetch(); c != '\n'; c = fetch()) {
      if (text.length() == STRING) throw damaged("a name has no end");
      text.append((char) c);
    }
    return text.toString();
  }

  /** Records repeat a few hundred names thousands of times: those become one object each. */
  private String string(int length) throws IOException {
    int from = take(length);
    int hash = length;
    for (int i = from; i < at; i++) {
      if (buffer[i] < 0) return new String(buffer, from, length, StandardCharsets.UTF_8);
      hash = 31 * hash + buffer[i];
    }
    hash ^= hash >>> 16;
    int free = hash & (INTERNED - 1);
    for (int probe = 3; probe >= 0; probe--) {
      int slot = (hash + probe) & (INTERNED - 1);
      String known = interned[slot];
      if (known == null) {
        free = slot;
      } else if (equalsBuffer(known, from, length)) {
        return known;
      }
    }
    String text = new String(buffer, from, length, StandardCharsets.US_ASCII);
    interned[free] = text;
    return text;
  }

  private boolean equalsBuffer(String text, int from, int length) {
    if (text.length() != length) return false;
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != buffer[from + i]) return false;
    }
    return true;
  }

  private void push(Object value) {
    if (top == stack.length) stack = Arrays.copyOf(stack, 2 * top);
    stack[top++] = value;
  }

  private Object pop() {
    if (top == 0) throw damaged("it takes more than it has");
    return stack[--top];
  }

  private int mark() {
    for (int i = top - 1; i >= 0; i--) {
      if (stack[i] == MARK) return i;
    }
    throw damaged("a collection has no beginning");
  }

  /** Makes a tuple of what lies on the stack from {@code from} on, in place of it. */
  private void tuple(int below, int from) {
    if (below < 0) throw damaged("it takes more than it has");
    var tuple = new PickledItems();
    tuple.append(stack, from, top);
    top = below;
    push(tuple);
  }

  /** Puts what lies on the stack from {@code from} on into the collection under {@code below}. */
  private void append(int below, int from, Class<? extends PickledItems> type) {
    if (below < 1 || stack[below - 1].getClass() != type) {
      throw damaged("items belong to no collection");
    }
    var collection = (PickledItems) stack[below - 1];
    if (collection instanceof PickledDict && (top - from) % 2 != 0) {
      throw damaged("a key has no value");
    }
    collection.append(stack, from, top);
    top = below;
    if (collection instanceof PickledDict dict && consumed.test(dict)) release(dict);
  }

  private void release(PickledDict dict) {
    dict.release(4); // architecture, its trials, a trial, its curves
    for (int i = swept; i < memoized; i++) {
      Object[] chunk = memo[i / MEMO_CHUNK];
      int place = i % MEMO_CHUNK;
      if (chunk[place] instanceof PickledItems items && items.released()) chunk[place] = MARK;
    }
    swept = memoized;
    bytesLeft = BYTES;
    objectsLeft = OBJECTS;
  }

  private void memoize(int key) {
    if (key < 0 || key > memoized || key == MEMO) throw damaged("the order of its references");
    if (top == 0) throw damaged("it refers to nothing");
    int chunk = key / MEMO_CHUNK;
    if (chunk == memo.length) memo = Arrays.copyOf(memo, 2 * chunk);
    if (memo[chunk] == null) memo[chunk] = new Object[MEMO_CHUNK];
    memo[chunk][key % MEMO_CHUNK] = stack[top - 1];
    if (key == memoized) memoized++;
  }

  private Object recall(int key) {
    if (key < 0 || key >= memoized) throw damaged("it refers to what is not there");
    Object value = memo[key / MEMO_CHUNK][key % MEMO_CHUNK];
    if (value == MARK) throw damaged("it refers back to a record that has been read");
    return value;
  }

  private static Global global(Object module, Object name) {
    return switch (module + "." + name) {
      case "collections.OrderedDict" -> Global.ORDERED_DICT;
      case "numpy.dtype" -> Global.DTYPE;
      case "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar" -> Global.SCALAR;
      default ->
          throw new UnsafePickleException(
              Text.format(
                  "names %s.%s, which no NATS-Bench file needs: the import stops here",
                  printable(module), printable(name)));
    };
  }

  /** A value from a file as text that is safe to show on a terminal. */
  static String printable(@Nullable Object value) {
    if (value instanceof Number) return value.toString();
    if (!(value instanceof String text)) return "?";
    String start = text.length() > 100 ? text.substring(0, 100) + "..." : text;
    return start.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static Object reduce(Object function, Object arguments) {
    if (!(function instanceof Global global) || !(arguments instanceof PickledItems given)) {
      throw damaged("a call of what is no function");
    }
    switch (global) {
      case ORDERED_DICT -> {
        if (given.size() == 0) return new PickledDict();
      }
      case DTYPE -> {
        if (given.size() > 0 && given.item(0).equals("f8")) return FLOAT64;
      }
      case SCALAR -> {
        if (given.size() == 2
            && given.item(0) == FLOAT64
            && given.item(1) instanceof byte[] value
            && value.length == Double.BYTES) {
          return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getDouble();
        }
      }
    }
    throw damaged("a number is not of numpy's type float64");
  }

  /** Python sets the byte order of a numpy type after it has made it. */
  private void build(Object state) {
    if (top == 0
        || stack[top - 1] != FLOAT64
        || !(state instanceof PickledItems items)
        || items.size() < 2
        || !items.item(1).equals("<")) {
      throw damaged("a number is not of numpy's type float64 in little-endian order");
    }
  }
}
