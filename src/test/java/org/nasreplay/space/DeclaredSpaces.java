package org.nasreplay.space;

import org.nasreplay.io.Tree;

/** Spaces declared in tests. */
public final class DeclaredSpaces {
  /** Three positions; between the last two, an empty place moves behind. */
  public static final String TOY =
      """
      name: toy
      positions:
        - {name: first, choices: [a, b]}
        - {name: second, choices: ["0", "1", "22"]}
        - {name: third, choices: ["0", "1", "22"]}
      notation: {separated: "-"}
      costs: {flops: multiply-adds, energy: mJ}
      datasets: [toys]
      equivalent:
        - {positions: [second, third], absent: "0"}
      """;

  private DeclaredSpaces() {}

  /** The toy space, 18 architectures and 14 networks. */
  public static DeclaredSpace toy() {
    return of(TOY);
  }

  public static DeclaredSpace of(String yaml) {
    return DeclaredSpace.of(Tree.yaml("space.yaml", yaml));
  }
}
