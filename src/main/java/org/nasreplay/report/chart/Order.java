package org.nasreplay.report.chart;

/** In which order searchers stand along an axis. */
public enum Order {
  /** The best first. */
  BY_RESULT,
  /** As the results list them. */
  AS_LISTED
}
