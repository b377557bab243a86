package org.nasreplay.space;

/** A cost under a name and in a unit; what it is of a network is left to say. */
abstract class NamedCost implements CostModel {
  private final String name;
  private final String unit;

  NamedCost(String name, String unit) {
    this.name = name;
    this.unit = unit;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String unit() {
    return unit;
  }
}
