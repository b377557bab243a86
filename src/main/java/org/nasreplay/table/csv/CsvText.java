package org.nasreplay.table.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * The characters of a CSV file as they come, made harmless for a parser that bounds nothing: UTF-8,
 * lines of bounded length, and no quote that is open at the end of its line, because from there on
 * all the rest would be one cell.
 */
final class CsvText extends Reader {
  /** Enough for the names of all the columns that a table may have. */
  private static final int LONGEST_LINE = 1 << 22;

  private final Path file;
  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports mistakes
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
  private boolean allRead;

  private int line = 1;
  private int length;
  private char last = '\n';
  private boolean commentsOver;
  private boolean comment;
  private boolean quoted;

  CsvText(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** Whether what was read so far ends with the end of a line. */
  boolean atEndOfLine() {
    return last == '\n' || last == '\r';
  }

  @Override
  public int read(char[] chars, int offset, int count) throws IOException {
    CharBuffer decoded = CharBuffer.wrap(chars, offset, count);
    while (true) {
      CoderResult result = decoder.decode(bytes, decoded, allRead);
      int length = count - decoded.remaining();
      check(chars, offset, length);
      if (result.isError()) {
        throw mistake("is not UTF-8 text; save it as UTF-8");
      }
      if (length > 0) return length;
      if (allRead) return -1;
      bytes.compact();
      int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
      allRead = read < 0;
      bytes.position(bytes.position() + Math.max(0, read)).flip();
    }
  }

  private void check(char[] chars, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      char c = chars[i];
      if (c == '\n' || c == '\r') {
        if (quoted) throw mistake("quoting: a quote is open at the end of the line");
        if (c == '\r' || last != '\r') line++;
        length = 0;
      } else {
        if (length == 0) {
          comment = c == '#' && !commentsOver;
          commentsOver = !comment;
        }
        if (++length > LONGEST_LINE) {
          throw mistake(Text.format("a line of more than %,d characters", LONGEST_LINE));
        }
        if (c == '"' && !comment) quoted = !quoted;
      }
      last = c;
    }
  }

  private InputException mistake(String reason) {
    return new InputException(file + ":" + line, reason);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
