package org.nasreplay.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;

/**
 * Standard output or error: UTF-8 in every country, as a program may read it, and nothing that acts
 * on a terminal, whatever file it came from.
 */
final class Console extends FilterWriter {
  private @Nullable IOException failure;

  Console(OutputStream out) {
    super(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** Why something could not be written, or null; a {@code PrintWriter} does not say. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public void write(String text, int start, int length) throws IOException {
    try {
      out.write(Text.printableLines(text.substring(start, start + length)));
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void write(char[] text, int start, int length) throws IOException {
    write(new String(text, start, length), 0, length);
  }

  @Override
  public void write(int character) throws IOException {
    write(Character.toString(character), 0, 1);
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
