package org.nasreplay.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.jspecify.annotations.Nullable;
import org.nasreplay.replay.Json;

/**
 * What a page shows of a chart to who points at it: the numbers of the chart's file, by searcher.
 *
 * @param columns what stands in a row, in words
 * @param at the first number of every row, where these are the same for all searchers; their rows
 *     are without it
 * @param searchers the rows of each; what has no value is left out, as it is not drawn
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Numbers(
    List<String> columns,
    @Nullable List<BigDecimal> at,
    Map<String, List<List<BigDecimal>>> searchers) {
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
        if (!values.contains("")) own.add(values.stream().map(Numbers::number).toList());
      }
      List<String> columns = header.stream().skip(1).map(name -> name.replace('_', ' ')).toList();
      return Json.JSON
          .writer()
          .without(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(shared(columns, searchers));
    } catch (NumberFormatException e) {
      return ""; // a word among the numbers is read in the file
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts are JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory never fails
    }
  }

  /** Without zeros at its end, and never with an exponent. */
  private static BigDecimal number(String text) {
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  /** Lines follow the same moments: written once, they are a third shorter. */
  private static Numbers shared(
      List<String> columns, Map<String, List<List<BigDecimal>>> searchers) {
    List<List<BigDecimal>> firsts =
        searchers.values().stream()
            .map(rows -> rows.stream().map(row -> row.get(0)).toList())
            .distinct()
            .toList();
    if (columns.size() < 2 || firsts.size() != 1) return new Numbers(columns, null, searchers);
    Map<String, List<List<BigDecimal>>> rest = new LinkedHashMap<>();
    searchers.forEach(
        (name, rows) ->
            rest.put(name, rows.stream().map(row -> row.subList(1, row.size())).toList()));
    return new Numbers(columns, firsts.get(0), rest);
  }
}
