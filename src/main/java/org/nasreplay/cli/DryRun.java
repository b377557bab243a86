package org.nasreplay.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Estimate;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Shard;
import org.nasreplay.replay.Suite;

/**
 * What a replay would do.
 *
 * @param table its file's name
 * @param threads that would share the work, as far as there are processors
 */
record DryRun(Replay replay, String table, int threads) {
  /** Long enough for Java to warm up, and for most suites' searchers to be tried. */
  private static final double TRIED_SECONDS = 2;

  /**
   * A sweep.
   *
   * @param settings the values of each
   */
  private record Swept(Map<String, Set<String>> settings, Set<String> searchers) {}

  void print(PrintWriter out) {
    var list = new Listing(out);
    Suite suite = replay.suite();
    list.line(Text.format("suite %s, table %s", suite.name(), table));
    for (Protocol each : suite.protocols()) {
      list.line(Text.format("  protocol %s: %s", each.name(), each.budget()));
    }
    for (String label : unswept()) list.line("  searcher " + label);
    swept()
        .forEach(
            (name, sweep) ->
                list.hanging(
                    "  sweep " + name + ": ",
                    Text.format(
                        "%,d searchers by %s", sweep.searchers().size(), shown(sweep.settings()))));
    long whole = (long) replay.entries().size() * suite.protocols().size() * suite.runs();
    Shard shard = replay.shard();
    list.line(
        Text.format(
            "%,d searchers x %,d protocols x %,d runs = %,d runs%s, in %,d cells",
            replay.entries().size(),
            suite.protocols().size(),
            suite.runs(),
            whole,
            shard == null ? "" : Text.format("; %s has %,d", shard.inWords(), replay.size()),
            replay.cells().size()));
    Estimate estimate = Estimate.of(replay, TRIED_SECONDS);
    list.filled(
        0,
        estimate.tried() == 0
            ? "no estimate, as all searchers are processes"
            : Text.format(
                "estimated: %,.0f evaluations, %,.0f s on one thread, %,.0f s on %d; from"
                    + " %,d runs of %,d of the %,d searchers under protocols, made and measured"
                    + " here just now%s",
                estimate.evaluations(),
                Math.ceil(estimate.seconds()),
                Math.ceil(estimate.seconds() / workers()),
                threads,
                estimate.tried(),
                estimate.pairs(),
                estimate.allPairs(),
                processes()));
    list.line("nothing was written");
  }

  /** Threads that get on at the same time: each has a processor and a cell of its own. */
  private int workers() {
    int processors = Runtime.getRuntime().availableProcessors();
    return Math.min(threads, Math.min(processors, replay.cells().size()));
  }

  private String processes() {
    boolean here =
        replay.entries().stream().allMatch(entry -> entry.searcher().create().get().computesHere());
    return here ? "" : "; without those that are processes";
  }

  private static String shown(Map<String, Set<String>> settings) {
    List<String> each = new ArrayList<>();
    settings.forEach((name, values) -> each.add(name + " (" + String.join(", ", values) + ")"));
    return String.join(" and ", each);
  }

  /** The same for programs. */
  Map<String, Object> answer() {
    Suite suite = replay.suite();
    Estimate estimate = Estimate.of(replay, TRIED_SECONDS);
    Map<String, Object> sweeps = new LinkedHashMap<>();
    swept().forEach((name, sweep) -> sweeps.put(name, sweep.settings()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("suite", suite.name());
    answer.put("table", table);
    answer.put("protocols", suite.protocols().stream().map(Protocol::name).toList());
    answer.put("searchers", replay.entries().stream().map(Suite.Entry::label).toList());
    answer.put("sweeps", sweeps);
    if (replay.shard() != null) answer.put("shard", replay.shard().toString());
    answer.put("runs", replay.size());
    answer.put("cells", replay.cells().size());
    answer.put("threads", threads);
    Map<String, Object> estimated = new LinkedHashMap<>();
    estimated.put("evaluations", Math.round(estimate.evaluations()));
    estimated.put("seconds_on_one_thread", estimate.seconds());
    estimated.put("seconds", estimate.seconds() / workers());
    estimated.put("tried_runs", estimate.tried());
    estimated.put("tried_pairs", estimate.pairs());
    estimated.put("pairs", estimate.allPairs());
    answer.put("estimate", estimated);
    return answer;
  }

  private List<String> unswept() {
    return replay.entries().stream()
        .filter(entry -> entry.places().isEmpty())
        .map(Suite.Entry::label)
        .toList();
  }

  private Map<String, Swept> swept() {
    Map<String, Swept> sweeps = new LinkedHashMap<>();
    for (Suite.Entry entry : replay.entries()) {
      for (ReplayProvenance.Place place : entry.places()) {
        Swept sweep =
            sweeps.computeIfAbsent(
                place.sweep(), name -> new Swept(new LinkedHashMap<>(), new LinkedHashSet<>()));
        sweep.searchers().add(entry.label());
        place
            .settings()
            .forEach(
                (setting, value) ->
                    sweep
                        .settings()
                        .computeIfAbsent(setting, each -> new LinkedHashSet<>())
                        .add(value));
      }
    }
    return sweeps;
  }
}
