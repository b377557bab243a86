package org.nasreplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.nasreplay.analysis.TrainingsToOptimum;
import org.nasreplay.oracle.TableBenchmark;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.ReplayProvenance;
import org.nasreplay.replay.Suite;
import org.nasreplay.search.SearcherRegistry;
import org.nasreplay.table.file.TableFormats;

/** What is said about LayerNAS and the optimum, on measured accuracies, with a few runs. */
class LayerNasOptimumIT {
  private static final Path DATA = Path.of("../shared/data/nats-size");

  @Test
  void theOptimumThatBucketsLoseAtSmallTargetsIsFoundByWiderSweeps() throws Exception {
    Path valid = DATA.resolve("size-valid-90.csv");
    assumeTrue(Files.exists(valid), "measured size table is not here: " + valid);
    Suite all = Suite.read(Path.of("data/suites/layernas-size-90.yaml"));
    var suite =
        new Suite(
            all.name(),
            all.title(),
            5,
            all.seed(),
            all.table(),
            all.protocols().stream().filter(p -> TARGETS.contains(p.name())).toList(),
            all.searchers().stream().filter(s -> s.name().startsWith("layernas")).toList(),
            null);
    var table = TableFormats.read(valid).merge(TableFormats.read(DATA.resolve("size-test-90.csv")));
    var replay = new Replay(suite, new TableBenchmark(table), new SearcherRegistry());
    Map<String, Integer> found = new TreeMap<>();
    for (TrainingsToOptimum each :
        TrainingsToOptimum.of(
            replay.results(
                replay.run(2, done -> {}), "", new ReplayProvenance.Table("", "", "")))) {
      found.put(each.protocol() + " " + each.searcher(), each.found().length);
    }
    // The paper's own targets on cifar10 and ImageNet16-120, and a small one of each.
    assertThat(found)
        .containsEntry("cifar10-140M layernas", 5)
        .containsEntry("ImageNet16-120-35M layernas", 5)
        .containsEntry("cifar10-140M layernas-widening", 5)
        .containsEntry("cifar10-80M layernas-widening", 5)
        .containsEntry("ImageNet16-120-35M layernas-widening", 5)
        .containsEntry("ImageNet16-120-15M layernas-widening", 5);
    assertThat(found.get("cifar10-80M layernas")).isLessThan(5);
    assertThat(found.get("ImageNet16-120-15M layernas")).isLessThan(5);
  }

  private static final List<String> TARGETS =
      List.of("cifar10-80M", "cifar10-140M", "ImageNet16-120-15M", "ImageNet16-120-35M");
}
