package org.nasreplay.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.SearchSpace;

/**
 * Why a run of LayerNAS ended where it did: what every layer and bucket of the last sweep kept,
 * what it dropped and for which better candidate, and what was out of the constraint's reach.
 */
public final class LayerNasExplanation implements LayerNas.Observer {
  private final SearchSpace space;
  private final Map<Integer, Level> levels = new TreeMap<>();
  private @Nullable CostBuckets buckets;
  private int sweeps;

  /** What happened in one layer. */
  private static final class Level {
    final Map<Integer, Cell> cells = new TreeMap<>();

    /** How many candidates could not take which option. */
    final Map<Integer, Integer> outOfReach = new TreeMap<>();
  }

  /** What happened in one bucket of a layer; rewards as they were at that moment. */
  private static final class Cell {
    final Map<Architecture, Double> kept = new LinkedHashMap<>();
    final List<String> dropped = new ArrayList<>();
  }

  /** An explanation of a run in {@code space}, as yet empty. */
  public LayerNasExplanation(SearchSpace space) {
    this.space = Objects.requireNonNullElse(space.layered(), space);
  }

  @Override
  public void sweep(CostBuckets ofRun) {
    buckets = ofRun;
    sweeps++;
    levels.clear();
  }

  @Override
  public void met(int layer, int bucket, Architecture network, double reward) {
    level(layer).cells.computeIfAbsent(bucket, b -> new Cell()).kept.put(network, reward);
  }

  @Override
  public void dropped(
      int layer, int bucket, Architecture network, double reward, Architecture better) {
    Cell cell = level(layer).cells.computeIfAbsent(bucket, b -> new Cell());
    cell.kept.remove(network);
    cell.dropped.add(text(network, reward) + " behind " + space.format(better));
  }

  @Override
  public void outOfReach(int layer, Architecture parent, int option) {
    level(layer).outOfReach.merge(option, 1, Integer::sum);
  }

  private Level level(int layer) {
    return levels.computeIfAbsent(layer, l -> new Level());
  }

  /** A line for every layer, and below it a line for every bucket that was entered. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (sweeps > 1) lines.add(Text.format("the last of %d sweeps", sweeps));
    levels.forEach(
        (layer, level) -> {
          int kept = level.cells.values().stream().mapToInt(c -> c.kept.size()).sum();
          int dropped = level.cells.values().stream().mapToInt(c -> c.dropped.size()).sum();
          lines.add(
              Text.format(
                  "layer %d: %d candidates in %d buckets, %d kept, %d dropped%s",
                  layer,
                  kept + dropped,
                  level.cells.size(),
                  kept,
                  dropped,
                  outOfReach(layer, level)));
          level.cells.forEach((bucket, cell) -> lines.add(line(bucket, cell)));
        });
    return lines;
  }

  private static String outOfReach(int layer, Level level) {
    if (level.outOfReach.isEmpty()) return "";
    return level.outOfReach.entrySet().stream()
        .map(e -> Text.format("%d with option %d", e.getValue(), e.getKey()))
        .collect(
            Collectors.joining(
                ", ", "; out of the constraint's reach at layer " + layer + ": ", ""));
  }

  private String line(int bucket, Cell cell) {
    CostRange costs = buckets == null ? CostRange.ANY : buckets.range(bucket);
    String kept =
        cell.kept.entrySet().stream()
            .map(e -> text(e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    String dropped = cell.dropped.isEmpty() ? "" : "; dropped " + String.join(", ", cell.dropped);
    return Text.format(
        "  bucket %d, cost %s to %s: kept %s%s",
        bucket, cost(costs.least()), cost(costs.greatest()), kept, dropped);
  }

  private static String cost(double cost) {
    if (Double.isInfinite(cost)) return "any";
    return Text.format("%,.0f", cost);
  }

  private String text(Architecture network, double reward) {
    return Text.format("%s (%.2f)", space.format(network), reward);
  }
}
