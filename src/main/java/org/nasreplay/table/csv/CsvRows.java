package org.nasreplay.table.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;

/** Rows as Commons CSV splits them, one after another, each with its line. */
final class CsvRows implements Closeable {
  private final CSVParser parser;
  private final Iterator<CSVRecord> rows;
  private final int above;
  private int line;

  /**
   * @param above lines that were read before
   */
  CsvRows(Reader in, int above) throws IOException {
    this.parser = CSVParser.builder().setReader(in).setFormat(CsvFormat.CELLS).get();
    this.rows = parser.iterator();
    this.above = above;
    this.line = above + 1;
  }

  /** Of the last row that was read, or of what is wrong with the next. */
  int line() {
    return line;
  }

  /** The next row; null behind the last. */
  @Nullable CSVRecord next() throws IOException {
    CSVRecord row;
    try {
      row = rows.hasNext() ? rows.next() : null;
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof CSVException)) throw e.getCause();
      line = above + Math.toIntExact(parser.getCurrentLineNumber());
      throw new InputException("quoting: text beside a quoted cell, or a quote that stays open", e);
    }
    line = above + Math.max(1, Math.toIntExact(parser.getCurrentLineNumber()));
    return row;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
