package org.nasreplay.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.Text;
import org.nasreplay.space.BlockSpace;
import org.nasreplay.study.LayerWalk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "walk",
    description =
        "What a sweep takes in the paper's spaces of ImageNet under its targets of multiply-adds:"
            + " networks trained, exact, with a synthetic separable reward.",
    mixinStandardHelpOptions = true)
final class StudyWalkCommand implements Callable<Integer> {
  private static final String ROW = "%-28s %6s %7s %6s %8s %9s %9s %9s";

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--buckets", paramLabel = "H", description = "default: ${DEFAULT-VALUE}")
  private int buckets = 100;

  @Option(names = "--keep", paramLabel = "K", description = "default: ${DEFAULT-VALUE}")
  private int keep = 1;

  @Option(names = "--seed", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
  private long seed = 1;

  @Override
  public Integer call() {
    Expect.whole("--buckets", buckets, 1, 10_000);
    Expect.whole("--keep", keep, 1, 100);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(
        Text.format(ROW, "space", "M", "layers", "|S|L", "|S|^L", "H k |S|L", "trained", "share"));
    for (LayerWalk walk : LayerWalk.all(BlockSpace.layerNas(), buckets, keep, seed)) {
      out.println(
          Text.format(
              ROW,
              walk.space(),
              Text.format("%.0f", walk.most() / 1e6),
              walk.layers(),
              walk.options(),
              Text.format("10^%.1f", walk.log10Networks()),
              Text.format("%,d", walk.bound()),
              Text.format("%,d", walk.trained()),
              Text.format("%.0f %%", 100.0 * walk.trained() / walk.bound())));
    }
    return 0;
  }
}
