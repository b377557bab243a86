package org.nasreplay.space;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;

/**
 * An amount of a cost as people write it: {@code 140e6}, {@code 140M}, {@code 35 MFLOPs}, {@code 15
 * ms}. What it is in the unit of a cost, {@link #in} says; decimal arithmetic keeps it exact.
 *
 * @param number as written, a prefix like M multiplied in
 * @param unit as written; empty where a number stands alone
 */
public record Quantity(BigDecimal number, String unit) {
  private static final Pattern FORM =
      Pattern.compile(
          "([-+]?(?:(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?)\\s*([A-Za-zµ%][A-Za-zµ%/-]*)?");
  private static final Map<String, Integer> PREFIXES =
      Map.of("k", 3, "K", 3, "M", 6, "G", 9, "T", 12);

  /** What is counted, under the names that people give it. */
  private static final Map<String, String> COUNTED =
      Map.of(
          "flops", "multiply-adds",
          "macs", "multiply-adds",
          "multiply-adds", "multiply-adds",
          "params", "parameters",
          "parameters", "parameters");

  /** Of what is measured: the base unit, and the power of ten that a unit is of it. */
  private record Scale(String base, int power) {}

  private static final Map<String, Scale> MEASURED =
      Map.ofEntries(
          Map.entry("s", new Scale("s", 0)),
          Map.entry("seconds", new Scale("s", 0)),
          Map.entry("ms", new Scale("s", -3)),
          Map.entry("us", new Scale("s", -6)),
          Map.entry("µs", new Scale("s", -6)),
          Map.entry("ns", new Scale("s", -9)),
          Map.entry("J", new Scale("J", 0)),
          Map.entry("mJ", new Scale("J", -3)),
          Map.entry("uJ", new Scale("J", -6)),
          Map.entry("B", new Scale("B", 0)),
          Map.entry("kB", new Scale("B", 3)),
          Map.entry("MB", new Scale("B", 6)),
          Map.entry("GB", new Scale("B", 9)));

  public Quantity {
    number = number.stripTrailingZeros(); // equal numbers are equal, however they were written
  }

  public static Quantity of(double number) {
    return new Quantity(BigDecimal.valueOf(number), "");
  }

  /**
   * Reads a number with or without a unit.
   *
   * @throws InputException where the text is none
   */
  public static Quantity parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) throw refused(text);
    BigDecimal number = number(form.group(1), text);
    String unit = form.group(2) == null ? "" : form.group(2);
    if (unit.isEmpty() || MEASURED.containsKey(unit)) return new Quantity(number, unit);
    int power = PREFIXES.getOrDefault(unit.substring(0, 1), 0);
    String counted = unit.substring(1);
    boolean prefixed = counted.isEmpty() || COUNTED.containsKey(lower(counted));
    return power > 0 && prefixed
        ? new Quantity(number.scaleByPowerOfTen(power), counted)
        : new Quantity(number, unit);
  }

  private static BigDecimal number(String digits, String text) {
    double value = Double.parseDouble(digits);
    boolean vanished = value == 0 && digits.replaceAll("[eE].*", "").matches(".*[1-9].*");
    if (vanished || Double.isInfinite(value)) {
      throw new InputException(
          Text.format(
              "(%s), expected a number whose size is 0 or 4.9e-324 to 1.8e308", Tree.shown(text)));
    }
    return value == 0 ? BigDecimal.ZERO : new BigDecimal(digits);
  }

  private static InputException refused(String text) {
    return new InputException(
        Text.format(
            "(%s), expected a number, as 140e6, 140M, 35 MFLOPs or 15 ms", Tree.shown(text)));
  }

  private static String lower(String unit) {
    return unit.toLowerCase(Locale.ROOT);
  }

  /**
   * The amount in the unit of a cost; a number alone is in that unit.
   *
   * @param cost the cost's unit
   * @throws InputException where the two measure different things
   */
  public double in(String cost) {
    if (unit.isEmpty() || unit.equals(cost)) return number.doubleValue();
    if (cost.equals(COUNTED.get(lower(unit)))) return number.doubleValue();
    Scale own = MEASURED.get(unit);
    Scale other = MEASURED.get(cost);
    if (own != null && other != null && own.base().equals(other.base())) {
      return number.scaleByPowerOfTen(own.power() - other.power()).doubleValue();
    }
    throw new InputException(Text.format("(%s) is not in %s", this, cost));
  }

  @Override
  public String toString() {
    String plain = number.toPlainString();
    return unit.isEmpty() ? plain : plain + " " + unit;
  }
}
