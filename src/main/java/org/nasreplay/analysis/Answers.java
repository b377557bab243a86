package org.nasreplay.analysis;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Run;

/**
 * How many of a searcher's runs have an answer, and how many of the answers have a value in the
 * table. A run without an answer has failed; the value of an answer that the table does not have is
 * unknown. Means are over the runs with a value, so those of searchers that lack some are not
 * comparable.
 *
 * @param runs how many there are
 * @param answered runs in which some evaluated architecture satisfied the constraint
 * @param valued answered runs whose answer has a value
 */
public record Answers(int runs, int answered, int valued) {
  public Answers {
    if (valued < 0 || valued > answered || answered > runs) {
      throw new IllegalArgumentException(
          Text.format("%d of %d of %d runs cannot be", valued, answered, runs));
    }
  }

  public static Answers of(List<Run> runs, ToDoubleFunction<Run> value) {
    int answered = 0;
    int valued = 0;
    for (Run run : runs) {
      if (!run.answered()) continue;
      answered++;
      if (!Double.isNaN(value.applyAsDouble(run))) valued++;
    }
    return new Answers(runs.size(), answered, valued);
  }

  public int unanswered() {
    return runs - answered;
  }

  /** Runs whose answer has no value in the table. */
  public int valueless() {
    return answered - valued;
  }

  /**
   * Whether the runs can be put in order with those of others: one that has failed comes behind all
   * that have not, but one whose value is unknown has no place.
   */
  public boolean ordered() {
    return runs > 0 && valueless() == 0;
  }

  /** Whether every run has a value; only then do means rank a searcher. */
  public boolean complete() {
    return runs > 0 && valued == runs;
  }
}
