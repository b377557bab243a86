package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;

/** What a benchmark stores of an architecture's costs, held against what is computed. */
final class StoredCosts {
  private StoredCosts() {}

  static void assertEqual(
      EnumerableSpace space, Architecture architecture, String name, double flops, double params) {
    Dataset dataset = Dataset.parse(name);
    assertThat(space.cost("flops", dataset).cost(architecture)).isEqualTo(flops);
    assertThat(space.cost("params", dataset).cost(architecture)).isEqualTo(params);
  }
}
