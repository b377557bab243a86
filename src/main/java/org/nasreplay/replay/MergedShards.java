package org.nasreplay.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;

/**
 * All shards of a replay as the whole that it would be had it run at once.
 *
 * @param identity of the whole replay in parts
 */
public record MergedShards(Map<String, String> identity, Results results) {
  /**
   * Reads and joins what shards have left.
   *
   * @param folders one of each shard, in any order
   * @throws InputException where one is missing, unfinished, there twice, changed since, or of
   *     another replay
   */
  public static MergedShards read(List<Path> folders) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Path folder : folders) {
      Part part = part(folder);
      if (!parts.isEmpty()) requireOfSame(part, parts.get(0));
      for (Part other : parts) {
        if (!other.shard().equals(part.shard())) continue;
        throw part.refused(Text.format("as %s is, too", other.folder()));
      }
      parts.add(part);
    }
    Part first = parts.get(0);
    requireAll(parts);
    return new MergedShards(first.whole(), joined(parts.stream().map(Part::results).toList()));
  }

  private static void requireAll(List<Part> parts) {
    Part first = parts.get(0);
    Set<Integer> missing = new TreeSet<>();
    for (int i = 1; i <= first.shard().count(); i++) missing.add(i);
    for (Part part : parts) missing.remove(part.shard().number());
    if (missing.isEmpty()) return;
    String numbers = missing.stream().map(String::valueOf).collect(Collectors.joining(", "));
    throw first.refused(Text.format("without shard %s", Text.excerpt(numbers)));
  }

  /** What a shard has left. */
  private record Part(Path folder, Shard shard, Map<String, String> whole, Results results) {
    InputException refused(String reason) {
      return new InputException(folder.toString(), shard.inWords() + ", " + reason);
    }
  }

  private static Part part(Path folder) throws IOException {
    Manifest complete = Manifest.read(folder.resolve(ResultFolder.COMPLETE));
    Manifest journal = ResultFolder.journal(folder).identity();
    if (complete == null && journal != null && journal.identity().containsKey(Shard.KEY)) {
      throw new InputException(
          folder.toString(),
          Text.format(
              "shard (%s) is not finished; replay with the same --shard goes on with it",
              Tree.shown(journal.identity().get(Shard.KEY))));
    }
    Results results = ResultFiles.readFinished(folder, "replay --shard --overwrite makes it anew");
    Shard shard = results.provenance().shard();
    if (shard == null || complete == null) {
      throw new InputException(
          folder.toString(), "whole results, expected a shard; compare without --merge takes them");
    }
    Map<String, String> whole = new LinkedHashMap<>(complete.identity());
    String listed = whole.remove(Shard.KEY);
    if (!shard.toString().equals(listed)) {
      throw new InputException(
          folder.resolve(ResultFolder.COMPLETE).toString(),
          Text.format(
              "shard (%s), expected %s as in %s",
              Tree.shown(String.valueOf(listed)), shard, ResultFiles.PROVENANCE));
    }
    return new Part(folder, shard, whole, results);
  }

  private static void requireOfSame(Part part, Part first) {
    if (part.shard().count() != first.shard().count()) {
      throw part.refused(
          Text.format("expected one of %d, as %s", first.shard().count(), first.folder()));
    }
    String difference = new Manifest(first.whole(), List.of()).difference(part.whole());
    if (difference.isEmpty()) return;
    throw part.refused(
        Text.format("of a replay with other %s than that of %s", difference, first.folder()));
  }

  private static Results joined(List<Results> shards) {
    Results first = shards.get(0);
    ReplayProvenance provenance =
        first
            .provenance()
            .whole(machines(shards.stream().map(s -> s.provenance().machine()).toList()));
    ToIntFunction<String> protocols = places(provenance.protocols(), Protocol::name);
    ToIntFunction<String> searchers =
        places(provenance.searchers(), ReplayProvenance.Searcher::label);
    List<Run> runs =
        shards.stream()
            .flatMap(shard -> shard.runs().stream())
            .sorted(
                Comparator.<Run>comparingInt(run -> protocols.applyAsInt(run.protocol()))
                    .thenComparingInt(run -> searchers.applyAsInt(run.searcher()))
                    .thenComparingInt(Run::number))
            .toList();
    List<Optimum> optima =
        IntStream.range(0, first.optima().size())
            .mapToObj(i -> best(shards.stream().map(s -> s.optima().get(i)).toList(), runs))
            .toList();
    Collection<ProcessorTime> times =
        shards.stream()
            .flatMap(shard -> shard.processorTimes().stream())
            .collect(
                Collectors.toMap(
                    time -> List.of(time.protocol(), time.searcher()),
                    time -> time,
                    ProcessorTime::plus,
                    LinkedHashMap::new))
            .values();
    List<ProcessorTime> inOrder = new ArrayList<>(times);
    inOrder.sort(
        Comparator.<ProcessorTime>comparingInt(time -> protocols.applyAsInt(time.protocol()))
            .thenComparingInt(time -> searchers.applyAsInt(time.searcher())));
    return new Results(provenance, runs, optima, first.networks(), inOrder);
  }

  /** Where each is, by its name: a sweep has thousands of searchers, and millions of runs. */
  private static <T> ToIntFunction<String> places(List<T> all, Function<T, String> name) {
    Map<String, Integer> places = new HashMap<>();
    for (T each : all) places.put(name.apply(each), places.size());
    return sought -> Objects.requireNonNull(places.get(sought));
  }

  /**
   * The best of all shards. Of networks that are not all listed each knows what its own runs found;
   * of equals the one counts that was found first, as if all runs had been there together.
   */
  private static Optimum best(List<Optimum> each, List<Run> runs) {
    double greatest =
        each.stream()
            .mapToDouble(Optimum::value)
            .filter(v -> !Double.isNaN(v))
            .max()
            .orElse(Double.NaN);
    Map<String, Optimum> equals = new LinkedHashMap<>();
    for (Optimum one : each) {
      if (Double.compare(one.value(), greatest) == 0) equals.putIfAbsent(one.architecture(), one);
    }
    Optimum any = equals.values().iterator().next();
    if (equals.size() == 1) return any;
    return runs.stream()
        .filter(run -> run.protocol().equals(any.protocol()))
        .flatMap(run -> run.trajectory().stream())
        .map(step -> equals.get(step.architecture()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(any);
  }

  /** One, or what is known of several: no result depends on them. */
  private static ReplayProvenance.Machine machines(List<ReplayProvenance.Machine> all) {
    List<ReplayProvenance.Machine> others = all.stream().distinct().toList();
    return new ReplayProvenance.Machine(
        others.stream()
            .map(ReplayProvenance.Machine::os)
            .distinct()
            .collect(Collectors.joining(" and ")),
        others.stream()
            .map(ReplayProvenance.Machine::java)
            .distinct()
            .collect(Collectors.joining(" and ")),
        others.stream().mapToInt(ReplayProvenance.Machine::processors).sum());
  }
}
