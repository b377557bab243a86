package org.nasreplay.report.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.nasreplay.io.SafeCsv;

/** The numbers behind a table or a picture, as text with a header. */
public final class Csv {
  /** Prints every row. */
  public interface Rows {
    void printTo(SafeCsv out) throws IOException;
  }

  private Csv() {}

  public static String of(List<String> header, Rows rows) {
    var text = new StringBuilder();
    try (var out = new SafeCsv(text)) {
      out.printRecord(header.toArray());
      rows.printTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringBuilder never fails
    }
    return text.toString();
  }
}
