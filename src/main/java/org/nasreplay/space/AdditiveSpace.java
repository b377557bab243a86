package org.nasreplay.space;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * A synthetic layered space of any size, whose cost is a sum of one term per layer; written {@code
 * 0-2-1}. The terms are whole numbers, drawn once and rising with the option, so that sums are
 * exact.
 */
public final class AdditiveSpace implements SearchSpace {
  private static final int GREATEST = 1_000_000;

  private final int[][] terms;

  /**
   * @param layers L, at least 1
   * @param options |S|, the same in every layer, 1..127
   * @param random draws the terms
   */
  public AdditiveSpace(int layers, int options, UniformRandomProvider random) {
    if (layers < 1 || options < 1 || options > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          Text.format("layers (%d) must be positive, options (%d) lie in 1..127", layers, options));
    }
    this.terms = new int[layers][options];
    for (int[] layer : terms) {
      Arrays.setAll(layer, option -> random.nextInt(GREATEST));
      Arrays.sort(layer);
    }
  }

  /** What an option adds to the cost. */
  public int term(int position, int option) {
    return terms[position][option];
  }

  @Override
  public String name() {
    return "additive";
  }

  @Override
  public int positions() {
    return terms.length;
  }

  @Override
  public int choices(int position) {
    return terms[position].length;
  }

  @Override
  public String choiceName(int position, int choice) {
    return Integer.toString(choice);
  }

  @Override
  public Architecture architecture(int... choices) {
    var bytes = new byte[terms.length];
    if (choices.length != bytes.length) {
      throw new IllegalArgumentException(
          Text.format("%d choices for %d layers", choices.length, bytes.length));
    }
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Objects.checkIndex(choices[i], terms[i].length);
    }
    return Architecture.of(bytes);
  }

  @Override
  public String format(Architecture architecture) {
    return Arrays.stream(architecture.choices())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("-"));
  }

  @Override
  public Architecture parse(String text) {
    try {
      return architecture(Arrays.stream(text.split("-")).mapToInt(Integer::parseInt).toArray());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new InputException(
          Text.format(
              "unknown architecture (%s), expected %d options like 0-2-1",
              Text.excerpt(text), terms.length),
          e);
    }
  }

  @Override
  public List<String> costs() {
    return List.of("flops");
  }

  /** The sum of the terms, whatever the name and the dataset. */
  @Override
  public CostModel cost(String name, Dataset dataset) {
    return new NamedCost(name, "multiply-adds") {
      @Override
      public double cost(Architecture architecture) {
        double sum = 0;
        for (int i = 0; i < terms.length; i++) sum += terms[i][architecture.choice(i)];
        return sum;
      }

      @Override
      public CostRange bounds(int[] choices) {
        double least = 0;
        double greatest = 0;
        for (int i = 0; i < terms.length; i++) {
          int[] layer = terms[i];
          least += layer[choices[i] < 0 ? 0 : choices[i]];
          greatest += layer[choices[i] < 0 ? layer.length - 1 : choices[i]];
        }
        return new CostRange(least, greatest);
      }
    };
  }
}
