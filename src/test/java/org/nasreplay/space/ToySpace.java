package org.nasreplay.space;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A space small enough to work through by hand; architectures are written {@code 0-2-1}. */
public class ToySpace extends GridSpace {

  /** Lexicographic order. */
  public ToySpace(int... choices) {
    super("toy", choices);
  }

  /** An order of its own. */
  public ToySpace(int[] choices, int[] rankOfIndex) {
    super("toy", choices, rankOfIndex);
  }

  @Override
  public String choiceName(int position, int choice) {
    return Integer.toString(choice);
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

  @Override
  public List<String> costs() {
    return List.of("flops");
  }

  /** The sum of the choices. */
  @Override
  public CostModel cost(String name, Dataset dataset) {
    return new NamedCost(name, "multiply-adds") {
      @Override
      public double cost(Architecture architecture) {
        return Arrays.stream(architecture.choices()).sum();
      }

      @Override
      public CostRange bounds(int[] open) {
        double least = 0;
        double greatest = 0;
        for (int i = 0; i < open.length; i++) {
          least += open[i] < 0 ? 0 : open[i];
          greatest += open[i] < 0 ? choices(i) - 1 : open[i];
        }
        return new CostRange(least, greatest);
      }
    };
  }
}
