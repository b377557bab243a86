package org.nasreplay.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.nasreplay.replay.Json;

/**
 * What a page shows of a chart to who points at it: the numbers of the chart's file, by searcher.
 *
 * @param columns what stands in a row, in words
 * @param searchers the rows of each; what has no value is left out, as it is not drawn
 */
record Numbers(List<String> columns, Map<String, List<List<BigDecimal>>> searchers) {
  /**
   * As JSON; empty where the file is of something else than searchers, or of networks.
   *
   * @param csv with a header
   */
  static String of(String csv) {
    try (CSVParser rows = CSVParser.parse(csv, CSVFormat.DEFAULT)) {
      List<CSVRecord> records = rows.getRecords();
      List<String> header = records.get(0).toList();
      if (!header.get(0).equals("searcher") || header.contains("architecture")) return "";
      Map<String, List<List<BigDecimal>>> searchers = new LinkedHashMap<>();
      for (CSVRecord record : records.subList(1, records.size())) {
        List<List<BigDecimal>> own =
            searchers.computeIfAbsent(record.get(0), name -> new ArrayList<>());
        List<String> values = record.toList().subList(1, record.size());
        if (!values.contains("")) own.add(values.stream().map(BigDecimal::new).toList());
      }
      List<String> columns = header.stream().skip(1).map(name -> name.replace('_', ' ')).toList();
      return Json.JSON
          .writer()
          .without(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(new Numbers(columns, searchers));
    } catch (NumberFormatException e) {
      return ""; // a word among the numbers is read in the file
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts are JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory never fails
    }
  }
}
