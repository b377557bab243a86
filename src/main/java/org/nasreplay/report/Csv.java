package org.nasreplay.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The numbers behind a table or a picture, as text with a header. */
final class Csv {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  /** Prints every row. */
  interface Rows {
    void printTo(CSVPrinter out) throws IOException;
  }

  private Csv() {}

  static String of(List<String> header, Rows rows) {
    var text = new StringBuilder();
    try (var out = new CSVPrinter(text, FORMAT)) {
      out.printRecord(header);
      rows.printTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringBuilder never fails
    }
    return text.toString();
  }
}
