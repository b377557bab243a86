package org.nasreplay.replay;

import java.io.Serializable;

/**
 * What the runs of a searcher under a protocol took of a processor: the searcher itself, what asks
 * the benchmark, and what Java spends until it is warm. No result depends on it, and it is another
 * one each time.
 *
 * @param protocol the protocol's name
 * @param searcher the searcher's label
 * @param evaluations that were made meanwhile
 * @param seconds of the processor, by the clocks of the threads
 */
public record ProcessorTime(String protocol, String searcher, long evaluations, double seconds)
    implements Serializable {

  /** Seconds; only where there were evaluations. */
  public double perEvaluation() {
    return seconds / evaluations;
  }

  /** The same under another label. */
  public ProcessorTime as(String label) {
    return new ProcessorTime(protocol, label, evaluations, seconds);
  }

  ProcessorTime plus(ProcessorTime other) {
    return new ProcessorTime(
        protocol, searcher, evaluations + other.evaluations, seconds + other.seconds);
  }
}
