package org.nasreplay.table.nats;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * A whole release in one pickle: {@code {meta_archs, arch2infos: {index: {hp: results}},
 * evaluated_indexes}}. Results are read as soon as they are complete, and dropped.
 */
final class SinglePickle {
  private final Curves curves;
  private final Consumer<String> problems;
  private final Consumer<String> notes;
  private final NatsImport.Progress progress;
  private final Map<Integer, BitSet> seen = new TreeMap<>();
  private final Map<Integer, BitSet> read = new TreeMap<>();
  private final BitSet records = new BitSet();
  private final BitSet damaged = new BitSet();
  private @Nullable Release release;
  private @Nullable Values values;

  SinglePickle(
      Curves curves,
      Consumer<String> problems,
      Consumer<String> notes,
      NatsImport.Progress progress) {
    this.curves = curves;
    this.problems = problems;
    this.notes = notes;
    this.progress = progress;
  }

  /** Reads {@code dict} if it is the complete results of an architecture and training length. */
  boolean consume(PickledDict dict) {
    if (dict.entries() > 16
        || !(dict.find("arch_index") instanceof Integer index)
        || !(dict.find("arch_str") instanceof String architecture)
        || !(dict.find("all_results") instanceof PickledDict trials)
        || !(dict.find("dataset_seed") instanceof PickledDict)) {
      return false;
    }
    if (release == null || values == null) {
      release = Release.ofArchitecture(architecture);
      values = new Values(release.space().size());
    }
    String place = "architecture " + index;
    if (index < 0 || index >= release.space().size()) {
      throw new InputException(
          Text.format(
              "%s: the %s space ends at %d",
              place, release.space().name(), release.space().size() - 1));
    }
    if (!records.get(index)) {
      records.set(index);
      progress.at(records.cardinality(), release.space().size());
    }
    Object epochs =
        trials.entries() > 0 && trials.value(0) instanceof PickledDict trial
            ? trial.find("epochs")
            : null;
    if (!(epochs instanceof Integer length) || !release.seeds().containsKey(length)) {
      problems.accept(Text.format("%s: epochs (%s)", place, Unpickler.printable(epochs)));
      damaged.set(index);
      return true;
    }
    BitSet known = seen.computeIfAbsent(length, n -> new BitSet());
    if (known.get(index)) {
      throw new InputException(Text.format("%s: two results for %d epochs", place, length));
    }
    known.set(index);
    int before = values.known(index);
    try {
      new RecordReader(
              release,
              curves,
              values,
              problem -> problems.accept(place + ": " + problem),
              note -> notes.accept(place + ": " + note))
          .readResults(dict, index, length);
      if (values.known(index) > before) read.computeIfAbsent(length, n -> new BitSet()).set(index);
      else damaged.set(index);
    } catch (InputException e) {
      problems.accept(place + ": " + e.line());
      damaged.set(index);
    }
    return true;
  }

  /**
   * The release that the pickle, now read to its end, holds.
   *
   * @throws InputException where it holds none
   */
  Release release(Object pickled) {
    if (!(pickled instanceof PickledDict dict)) throw new InputException("is not a dictionary");
    Release listed = Release.ofArchitectures(dict.find("meta_archs"));
    if (release != null && !release.equals(listed)) {
      throw new InputException(
          Text.format(
              "lists the %s space, but has results of the %s space",
              listed.space().name(), release.space().name()));
    }
    int size = listed.space().size();
    for (int epochs : listed.seeds().keySet()) {
      BitSet known = read.getOrDefault(epochs, new BitSet());
      if (known.cardinality() == size) continue;
      problems.accept(
          Text.format(
              "%,d of %,d architectures have results for %d epochs, architecture %d is the first without",
              known.cardinality(), size, epochs, known.nextClearBit(0)));
    }
    return listed;
  }

  Values values(Release listed) {
    return values == null ? new Values(listed.space().size()) : values;
  }

  /** Architectures of which the pickle says something. */
  int records() {
    return records.cardinality();
  }

  /** Those of which not all that it says can be read. */
  int damaged() {
    return damaged.cardinality();
  }
}
