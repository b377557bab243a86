package org.nasreplay.report.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.replay.Protocol;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.report.text.Origin.Role;
import org.nasreplay.space.Quantity;
import org.nasreplay.table.Metric;

/**
 * The line that every chart and every group of a table carries: what it shows, where its numbers
 * come from, and which constraint its answers satisfy.
 */
public final class SmallPrint {
  /** Between the parts; a line may be broken there. */
  public static final String SEPARATOR = " · ";

  /** More constraints than these would take the room of the chart; the page's rules have all. */
  private static final int LISTED = 3;

  private SmallPrint() {}

  public static String of(
      String what, ReplayProvenance provenance, Protocol protocol, Set<Role> entering) {
    return joined(what, Origin.note(provenance, protocol, entering), constraint(protocol));
  }

  /** The same for all protocols together. */
  public static String of(
      String what, ReplayProvenance provenance, Function<Protocol, Set<Role>> entering) {
    List<String> constraints =
        provenance.protocols().stream()
            .map(SmallPrint::constraint)
            .filter(constraint -> !constraint.isEmpty())
            .distinct()
            .toList();
    return joined(
        what,
        Origin.note(provenance, entering),
        constraints.size() > LISTED
            ? Text.format("under %d constraints", constraints.size())
            : String.join(" or ", constraints));
  }

  /** The same of incumbents, told in other words where there is a single run. */
  public static String incumbents(
      String ofOne, String ofMany, ReplayProvenance provenance, Protocol protocol) {
    String what = single(provenance) ? ofOne : ofMany;
    return of(what, provenance, protocol, Origin.incumbents(protocol));
  }

  public static String joined(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(SEPARATOR));
  }

  /** As in {@code FLOPs 126–140 M}; empty without a constraint. */
  public static String constraint(Protocol protocol) {
    if (protocol.constraint() == null) return "";
    Map.Entry<String, Protocol.Bounds> entry = protocol.constraint().entrySet().iterator().next();
    String cost = entry.getKey().equals("flops") ? "FLOPs" : entry.getKey();
    Quantity least = entry.getValue().atLeast();
    Quantity most = entry.getValue().atMost();
    Quantity greater = most != null ? most : Objects.requireNonNull(least);
    boolean mega = greater.number().doubleValue() >= 1e6;
    String unit = (mega ? " M" : "") + (greater.unit().isEmpty() ? "" : " " + greater.unit());
    if (least == null) return cost + " ≤ " + number(greater, mega) + unit;
    if (most == null) return cost + " ≥ " + number(least, mega) + unit;
    return cost + " " + number(least, mega) + "–" + number(most, mega) + unit;
  }

  private static String number(Quantity amount, boolean mega) {
    BigDecimal number = amount.number().movePointLeft(mega ? 6 : 0);
    return number.stripTrailingZeros().toPlainString();
  }

  /**
   * That there is no validation split, where searchers are rewarded with test accuracies, and what
   * separates the report from them; empty otherwise.
   */
  public static String unvalidated(Protocol protocol) {
    if (protocol.reward().metric() != Metric.TEST_ACCURACY) return "";
    List<String> reported = protocol.report().seeds();
    SeedPolicy rewarding = protocol.reward().seeds();
    boolean apart =
        rewarding.kind() == SeedPolicy.Kind.FIXED
            && !reported.isEmpty()
            && !reported.contains(rewarding.seed());
    return "; no validation split: rewards are test accuracies, and the report is the mean of "
        + (reported.isEmpty() ? "all seeds" : "seed " + String.join(" and ", reported))
        + (apart ? ", trainings that no searcher has seen" : ", some of which searchers have seen");
  }

  /** What the best that searchers can find is called. */
  public static String best(ReplayProvenance provenance, Protocol protocol) {
    if (!provenance.reference().exhaustive()) return "best known network";
    return protocol.constraint() == null ? "best in the table" : "best admitted network";
  }

  /** The runs that a line is of, in words. */
  public static String runs(ReplayProvenance provenance) {
    return single(provenance) ? "1 run" : provenance.runsInWords() + " runs";
  }

  /** Whether there is one run, which does not vary. */
  public static boolean single(ReplayProvenance provenance) {
    return provenance.runsInWords().equals("1");
  }

  /** How many networks have a test accuracy, and of how many where that is not all. */
  public static String networks(ReplayProvenance provenance, int valued, int all) {
    boolean exhaustive = provenance.reference().exhaustive();
    String networks =
        Decimals.grouped(all) + (exhaustive ? " networks" : " networks drawn at random");
    return valued == all ? networks : Decimals.grouped(valued) + " of " + networks;
  }

  /** Why a value at the budget is not quite what a line over time ends with; none where it is. */
  public static List<String> atBudget(Protocol protocol) {
    if (protocol.report().at() == Protocol.AtBudget.INTERPOLATED) {
      return List.of(
          "Values at the budget are interpolated between the incumbents after the last training"
              + " before it and after the first at or after it; those on the way are of incumbents"
              + " as they are, so the two differ a little.");
    }
    if (protocol.budget().seconds() == null) return List.of();
    return List.of(
        "Values at the budget count the training that crosses it; those on the way count trainings"
            + " that are finished by then, so the two may differ a little.");
  }
}
