package org.nasreplay.oracle.ofa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Records;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;
import org.nasreplay.space.OnceForAllCost;
import org.nasreplay.space.OnceForAllSpace;
import org.nasreplay.space.network.Activation;
import org.nasreplay.space.network.Layer;

/**
 * Latency of once-for-all networks on a Samsung Note10, in milliseconds: the sum over the layers of
 * what the authors' lookup tables say, one table a resolution. Layers were measured one by one, so
 * that the latency of a network is modelled.
 */
final class Note10Latency {
  private static final String NAME = "latency";

  static final String FOLDER = "latency_table_note10";

  /** As other collections and as the authors' code name the folder of the tables. */
  private static final List<String> FOLDERS = List.of(FOLDER, "latency_table@note10");

  /** Bytes of a table; the authors' have 15,000. */
  static final int LONGEST = 1 << 20;

  private static final Records RECORDS = new Records(UnaryOperator.identity());

  private Note10Latency() {}

  /** The resource, which {@code scripts/once-for-all-latency} writes; see its origin. */
  private record Embedded(
      String origin,
      List<Integer> resolutions,
      List<Double> frame,
      List<List<List<Double>>> first,
      List<List<List<Double>>> later) {}

  /**
   * A layer in a table.
   *
   * @param count measurements
   * @param mean of them, in milliseconds
   * @param std their deviation
   */
  record Measured(int count, double mean, double std) {
    Measured {
      Expect.that(mean > 0 && mean < 1e6, "mean", mean, "milliseconds, above 0 and below 1000000");
    }
  }

  /** From tables that travel in the jar. */
  static OnceForAllCost embedded() {
    Embedded tables = RECORDS.read(Resource.json("note10-latency.json"), Embedded.class);
    var frame = new double[tables.frame().size()];
    var blocks = new double[frame.length][OnceForAllSpace.LAYERS][];
    for (int r = 0; r < frame.length; r++) {
      frame[r] = tables.frame().get(r);
      for (int layer = 0; layer < OnceForAllSpace.LAYERS; layer++) {
        boolean first = layer % OnceForAllSpace.DEEPEST == 0;
        blocks[r][layer] =
            (first ? tables.first() : tables.later())
                .get(r).get(layer / OnceForAllSpace.DEEPEST).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
      }
    }
    return new OnceForAllCost(NAME, "ms", frame, blocks);
  }

  /**
   * From the tables of the five resolutions.
   *
   * @param folder that has the tables' folder
   * @throws InputException where a table is missing, lacks a layer, or says what is no latency
   */
  static OnceForAllCost read(Path folder) {
    List<Path> files = files(folder);
    OnceForAllSpace space = OnceForAllSpace.instance();
    int[] resolutions = OnceForAllSpace.resolutions();
    var frame = new double[resolutions.length];
    var blocks = new double[resolutions.length][OnceForAllSpace.LAYERS][9];
    for (int r = 0; r < resolutions.length; r++) {
      var table = new Table(files.get(r));
      List<Layer> common = space.frame(r);
      frame[r] = table.frame(resolutions[r], common);
      int side = common.get(1).side();
      for (int layer = 0; layer < OnceForAllSpace.LAYERS; layer++) {
        Activation activation = space.stage(layer / OnceForAllSpace.DEEPEST).activation();
        for (int choice = 0; choice < blocks[r][layer].length; choice++) {
          blocks[r][layer][choice] = table.block(space.layer(r, layer, choice), side, activation);
        }
        side = space.layer(r, layer, 0).side();
      }
    }
    return new OnceForAllCost(NAME, "ms", frame, blocks);
  }

  /**
   * The tables of the five resolutions.
   *
   * @throws InputException where one is missing
   */
  static List<Path> files(Path folder) {
    Path tables =
        FOLDERS.stream()
            .map(folder::resolve)
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        folder.toString(),
                        "has no folder " + String.join(" or ", FOLDERS) + " of lookup tables"));
    int[] resolutions = OnceForAllSpace.resolutions();
    List<Path> files = new ArrayList<>();
    for (int resolution : resolutions) {
      Path file = tables.resolve(resolution + "_lookup_table.yaml");
      if (Files.notExists(file)) {
        throw new InputException(
            file.toString(),
            Text.format(
                "no such file, expected tables of %s pixels",
                Arrays.stream(resolutions)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(", "))));
      }
      files.add(file);
    }
    return files;
  }

  /** The latencies of layers at one resolution, by the authors' names for them. */
  private static final class Table {
    private final Path file;
    private final Map<String, Double> means = new HashMap<>();

    Table(Path file) {
      this.file = file;
      Tree tree = Tree.yaml(file.toString(), Text.read(file, LONGEST));
      if (!(tree instanceof Tree.Mapping layers)) {
        throw new InputException(
            tree.place(), Text.format("(%s), expected layers with their latencies", tree.shown()));
      }
      layers
          .values()
          .forEach((name, value) -> means.put(name, RECORDS.read(value, Measured.class).mean()));
    }

    double frame(int resolution, List<Layer> layers) {
      Layer stem = layers.get(0);
      Layer block = layers.get(1);
      Layer head = layers.get(2);
      Layer features = layers.get(3);
      Layer classifier = layers.get(4);
      return mean("Conv", image(resolution, stem.input()), image(stem.side(), stem.output()))
          + block(block, stem.side(), Activation.RELU)
          + mean("Conv_1", image(head.side(), head.input()), image(head.side(), head.output()))
          + mean("AvgPool2D", image(head.side(), head.output()), image(1, head.output()))
          + mean("Conv_2", image(1, features.input()), image(1, features.output()))
          + mean("Logits", image(1, classifier.input()), Integer.toString(classifier.output()));
    }

    /** A block on images of {@code side} pixels. */
    double block(Layer layer, int side, Activation activation) {
      boolean residual = layer.stride() == 1 && layer.input() == layer.output();
      return mean(
          Text.format(
              "expanded_conv-input:%s-output:%s-expand:%d-kernel:%d-stride:%d-idskip:%d-se:%d-hs:%d",
              image(side, layer.input()),
              image(layer.side(), layer.output()),
              layer.expanded(),
              layer.kernel(),
              layer.stride(),
              residual ? 1 : 0,
              layer.squeezed() > 0 ? 1 : 0,
              activation == Activation.HSWISH ? 1 : 0));
    }

    private static String image(int side, int channels) {
      return Text.format("%dx%dx%d", side, side, channels);
    }

    private double mean(String kind, String input, String output) {
      return mean(Text.format("%s-input:%s-output:%s", kind, input, output));
    }

    private double mean(String layer) {
      Double mean = means.get(layer);
      if (mean == null) {
        throw new InputException(file.toString(), Text.format("lacks layer %s", layer));
      }
      return mean;
    }
  }
}
