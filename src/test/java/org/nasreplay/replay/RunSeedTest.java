package org.nasreplay.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nasreplay.io.Sha256;
import org.nasreplay.oracle.SeedPolicy;
import org.nasreplay.search.ConfiguredSearcher;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.NatsBench;
import org.nasreplay.table.Metric;

class RunSeedTest {
  private static final SearcherRegistry REGISTRY = new SearcherRegistry();
  private static final ConfiguredSearcher EVOLUTION =
      REGISTRY.configure("regularized-evolution", Map.of());
  private static final Protocol.Reward REWARD =
      new Protocol.Reward(Metric.VALID_ACCURACY, 12, SeedPolicy.RANDOM);
  private static final Protocol.Report REPORT =
      new Protocol.Report(Metric.TEST_ACCURACY, 90, 90, Protocol.AtBudget.LAST);
  private static final Protocol PROTOCOL =
      protocol("cifar10", NatsBench.CIFAR10, REWARD, 20_000, REPORT);

  private static Protocol protocol(
      String name,
      Dataset dataset,
      Protocol.Reward reward,
      double seconds,
      Protocol.Report report) {
    return new Protocol(name, dataset, reward, new Protocol.Budget(seconds, null), null, report);
  }

  @Test
  void aSeedIsTheStartOfADigestThatAnyoneCanCompute() {
    String run =
        """
        1
        regularized-evolution
        {"population":10,"sample":3}
        cifar10
        {"metric":"valid_accuracy","epochs":12,"seeds":"random"}
        {"seconds":20000.0}
        null
        0""";
    assertThat(Sha256.of(run.getBytes(StandardCharsets.UTF_8))).startsWith("e8da87297de24221");
    assertThat(new RunSeed(1, EVOLUTION, PROTOCOL).of(0)).isEqualTo(0xe8da87297de24221L);
  }

  @Test
  void everythingThatARunIsChangesItsSeed() {
    Set<Long> seeds = new LinkedHashSet<>();
    List<RunSeed> different =
        List.of(
            new RunSeed(1, EVOLUTION, PROTOCOL),
            new RunSeed(2, EVOLUTION, PROTOCOL),
            new RunSeed(1, REGISTRY.configure("random", Map.of()), PROTOCOL),
            new RunSeed(
                1, REGISTRY.configure("regularized-evolution", Map.of("sample", 4)), PROTOCOL),
            new RunSeed(
                1, EVOLUTION, protocol("cifar10", NatsBench.CIFAR100, REWARD, 20_000, REPORT)),
            new RunSeed(
                1, EVOLUTION, protocol("cifar10", NatsBench.CIFAR10, REWARD, 20_001, REPORT)),
            new RunSeed(
                1,
                EVOLUTION,
                protocol(
                    "cifar10",
                    NatsBench.CIFAR10,
                    new Protocol.Reward(Metric.VALID_ACCURACY, 12, SeedPolicy.MEAN),
                    20_000,
                    REPORT)),
            new RunSeed(
                1,
                EVOLUTION,
                new Protocol(
                    "cifar10",
                    NatsBench.CIFAR10,
                    REWARD,
                    new Protocol.Budget(20_000.0, null),
                    Map.of("flops", new Protocol.Bounds(null, 140e6)),
                    REPORT)),
            new RunSeed(
                1,
                EVOLUTION,
                new Protocol(
                    "cifar10",
                    NatsBench.CIFAR10,
                    REWARD,
                    new Protocol.Budget(20_000.0, null),
                    Map.of(
                        "flops",
                        new Protocol.Bounds(
                            null, 140e6, new Penalty(Penalty.Shape.SOFT_EXPONENT, -0.07))),
                    REPORT)));
    for (RunSeed seed : different) {
      for (int run = 0; run < 500; run++) seeds.add(seed.of(run));
    }
    assertThat(seeds).hasSize(different.size() * 500);
  }

  @Test
  void whatIsReportedAndWhatTheProtocolIsCalledDoNotMatter() {
    var interpolated =
        new Protocol.Report(Metric.TEST_ACCURACY, 12, 90, Protocol.AtBudget.INTERPOLATED);
    Protocol renamed = protocol("other", NatsBench.CIFAR10, REWARD, 20_000, interpolated);
    assertThat(new RunSeed(1, EVOLUTION, renamed).of(3))
        .isEqualTo(new RunSeed(1, EVOLUTION, PROTOCOL).of(3));
  }
}
