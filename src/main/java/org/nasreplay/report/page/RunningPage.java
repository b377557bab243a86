package org.nasreplay.report.page;

import java.util.List;
import org.nasreplay.report.table.Table;

/**
 * The first part of a report whose replay is under way.
 *
 * @param runs that are done
 * @param all that there will be
 * @param verdict on what is finished, in sentences
 * @param charts as SVG elements
 */
public record RunningPage(
    String title,
    int runs,
    int all,
    List<String> verdict,
    List<String> charts,
    List<Table> tables) {
  /** Seconds after which a browser reads it again. */
  static final int AGAIN = 5;

  public String html() {
    return Page.html(JterunningGenerated::render, this);
  }
}
