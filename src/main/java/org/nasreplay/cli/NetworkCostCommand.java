package org.nasreplay.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.network.Layer;
import org.nasreplay.space.network.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "cost",
    description = "Multiply-adds and parameters of every layer, exact.",
    mixinStandardHelpOptions = true)
final class NetworkCostCommand implements Callable<Integer> {
  private static final String ROW = "%5s %-11s %6s %8s %6s %6s %6s %8s %4s %15s %13s";

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "NETWORK",
      description = "a published network, like mobilenet-v2, or a .yaml file")
  private String network = "";

  @Option(
      names = "--resolution",
      paramLabel = "PIXELS",
      description = "side of the input; default: the network's")
  private @Nullable Integer resolution;

  @Option(
      names = "--width",
      paramLabel = "FACTOR",
      description = "times the widths, made divisible by 8; default: ${DEFAULT-VALUE}")
  private double width = 1;

  @Override
  public Integer call() {
    boolean file = network.endsWith(".yaml") || network.endsWith(".yml");
    Network described = file ? Network.read(ProjectFiles.find(network)) : Network.named(network);
    int side = resolution == null ? described.resolution() : resolution;
    List<Layer> layers;
    try {
      layers = described.scaled(width).layers(side);
    } catch (InputException e) {
      throw e.in(network);
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(
        Text.format("%s, input %d x %d: %s", described.name(), side, side, described.source()));
    out.println(
        Text.format(
            ROW,
            "layer",
            "kind",
            "in",
            "expanded",
            "out",
            "kernel",
            "stride",
            "squeezed",
            "side",
            "multiply-adds",
            "parameters"));
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      out.println(
          Text.format(
              ROW,
              i,
              layer.kind().name().toLowerCase(Locale.ROOT),
              layer.input(),
              layer.expanded(),
              layer.output(),
              layer.kernel(),
              layer.stride(),
              layer.squeezed() == 0 ? "-" : layer.squeezed(),
              layer.side(),
              Text.format("%,d", layer.multiplyAdds()),
              Text.format("%,d", layer.params())));
    }
    out.println(
        Text.format(
            ROW,
            "",
            "total",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            Text.format("%,d", Layer.multiplyAdds(layers)),
            Text.format("%,d", Layer.params(layers))));
    return 0;
  }
}
