package org.nasreplay.space;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A space too large to number, as a MobileNet space is; written {@code 0-2-1}. */
public final class LayeredSpace implements SearchSpace {
  private final int positions;
  private final int choices;

  public LayeredSpace(int positions, int choices) {
    this.positions = positions;
    this.choices = choices;
  }

  @Override
  public String name() {
    return "layered";
  }

  @Override
  public int positions() {
    return positions;
  }

  @Override
  public int choices(int position) {
    return choices;
  }

  @Override
  public String choiceName(int position, int choice) {
    return Integer.toString(choice);
  }

  @Override
  public Architecture architecture(int... vector) {
    var bytes = new byte[positions];
    for (int i = 0; i < positions; i++) bytes[i] = (byte) vector[i];
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
    return architecture(Arrays.stream(text.split("-")).mapToInt(Integer::parseInt).toArray());
  }

  /** The sum of the choices. */
  @Override
  public CostModel cost(String name, Dataset dataset) {
    return new CostModel() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public double cost(Architecture architecture) {
        return Arrays.stream(architecture.choices()).sum();
      }

      @Override
      public CostRange bounds(int[] open) {
        double chosen = Arrays.stream(open).filter(c -> c >= 0).sum();
        long left = Arrays.stream(open).filter(c -> c < 0).count();
        return new CostRange(chosen, chosen + left * (choices - 1));
      }
    };
  }
}
