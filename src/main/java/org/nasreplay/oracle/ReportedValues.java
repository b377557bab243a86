package org.nasreplay.oracle;

import java.util.List;
import org.nasreplay.space.Architecture;

/** What a report says about architectures, in percent; a searcher never sees it. */
public interface ReportedValues {
  /** NaN where there is no value. */
  double of(Architecture architecture);

  /** What {@link #of} averages; empty where it has no value at all. */
  List<Source> sources();
}
