package org.nasreplay.study;

import java.util.List;

/** Says whether the rewards of a study were measured; on every chart and table of it. */
final class RewardNote {
  private RewardNote() {}

  static String of(List<RewardTable> rewards) {
    long modelled = rewards.stream().filter(RewardTable::modelled).count();
    String what = rewards.get(0).what();
    if (modelled == 0) return "measured " + what;
    return (modelled == rewards.size() ? "surrogate " : "partly surrogate ") + what;
  }
}
