package org.nasreplay.space.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Names;
import org.nasreplay.io.Records;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;

/**
 * A network made of blocks, as the MobileNets are: a convolution of three colours, blocks, a 1×1
 * convolution, a mean over the image, perhaps a hidden linear layer, and the classifier.
 *
 * @param name 1 to 100 letters, digits, dots, hyphens and _
 * @param source where it was published, on one line
 * @param resolution side of the square input, 1 to 2,048 pixels
 * @param blocks at least one, of at most 300 layers in all
 * @param features the hidden layer behind the mean; null where there is none
 * @param classes 1 to 100,000
 */
public record Network(
    String name,
    String source,
    int resolution,
    Stem stem,
    List<Block> blocks,
    Head head,
    @Nullable Features features,
    int classes) {
  private static final int COLOURS = 3;
  private static final int MOST_LAYERS = 300;
  private static final int WIDEST = 8_192;
  private static final int LARGEST = 2_048;

  /** Bytes of a description's file. */
  private static final int LONGEST = 1 << 20;

  /** The descriptions that travel in the jar. A new one is one line here. */
  private static final List<String> PUBLISHED =
      List.of(
          "mobilenet-v2",
          "mobilenet-v3-large",
          "mobilenet-v3-small",
          "mobilenet-v3-large-minimalistic",
          "mobilenet-v3-small-minimalistic",
          "mnasnet-a1",
          "mnasnet-b1",
          "mnasnet-small",
          "efficientnet-b0",
          "once-for-all-mobilenet-v3");

  /**
   * The first convolution, with batch normalisation; {@code kernel} and {@code stride} as of {@link
   * Block}.
   */
  public record Stem(int kernel, int stride, int width, Activation activation) {
    public Stem {
      expectKernel(kernel);
      expectStride(stride);
      expectWidth(width);
    }
  }

  /** What a width multiplier does to a layer behind the blocks. */
  public enum Scale {
    ALWAYS,
    /** Multipliers above 1 widen it, others leave it, as MobileNetV2 does. */
    UP,
    NEVER;

    private int of(int width, double multiplier) {
      double applied = this == ALWAYS ? multiplier : this == UP ? Math.max(1, multiplier) : 1;
      return applied == 1 ? width : Channels.divisible(width * applied);
    }
  }

  /** The 1×1 convolution behind the blocks, with batch normalisation. */
  public record Head(int width, Scale scale, Activation activation) {
    public Head {
      expectWidth(width);
    }
  }

  /** A linear layer behind the mean over the image, without batch normalisation. */
  public record Features(int width, Scale scale, boolean bias, Activation activation) {
    public Features {
      expectWidth(width);
    }
  }

  public Network {
    Expect.name("name", name);
    Expect.line("source", source, 300);
    Expect.whole("resolution", resolution, 1, LARGEST);
    blocks = List.copyOf(blocks);
    Expect.whole("blocks", blocks.stream().mapToLong(Block::layers).sum(), 1, MOST_LAYERS);
    Expect.whole("classes", classes, 1, 100_000);
    layers(resolution, stem, blocks, head, features, classes);
  }

  /** The names of the networks that {@link #named} knows. */
  public static List<String> names() {
    return PUBLISHED;
  }

  /**
   * A published network.
   *
   * @throws InputException where there is none of this name
   */
  public static Network named(String name) {
    String file =
        PUBLISHED.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(
                    () ->
                        new InputException(
                            Text.format(
                                "unknown network (%s), expected a .yaml file or one of %s%s",
                                Text.excerpt(name),
                                String.join(", ", PUBLISHED),
                                Names.didYouMean(name, PUBLISHED))))
            + ".yaml";
    try (InputStream in = Network.class.getResourceAsStream(file)) {
      if (in == null) throw new IllegalStateException(file + " is not packaged");
      return of(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A description from a file.
   *
   * @throws InputException where it is none; names the line
   */
  public static Network read(Path file) {
    return of(file.toString(), Text.read(file, LONGEST));
  }

  /**
   * A description as YAML.
   *
   * @param file for messages
   * @throws InputException where it is none; names the line
   */
  public static Network of(String file, String text) {
    return new Records(UnaryOperator.identity()).read(Tree.yaml(file, text), Network.class);
  }

  /** The layers at the network's own resolution, from the first convolution to the classifier. */
  public List<Layer> layers() {
    return layers(resolution);
  }

  /**
   * The layers on images of {@code side} pixels.
   *
   * @throws InputException where the side is not 1 to 2,048, or a stride finds a single pixel
   */
  public List<Layer> layers(int side) {
    Expect.whole("resolution", side, 1, LARGEST);
    return layers(side, stem, blocks, head, features, classes);
  }

  private static List<Layer> layers(
      int resolution,
      Stem stem,
      List<Block> blocks,
      Head head,
      @Nullable Features features,
      int classes) {
    List<Layer> layers = new ArrayList<>();
    expectPixels(resolution, resolution, stem.stride(), 1);
    Layer last = Layer.convolution(COLOURS, stem.width(), stem.kernel(), stem.stride(), resolution);
    layers.add(last);
    for (Block block : blocks) {
      for (int i = 0; i < block.layers(); i++) {
        Block one = i == 0 ? block.first() : block.later();
        expectPixels(resolution, last.side(), one.stride(), layers.size() + 1);
        last = Layer.of(one, last.output(), last.side());
        layers.add(last);
      }
    }
    layers.addAll(behindBlocks(head, features, classes, last.output(), last.side()));
    return List.copyOf(layers);
  }

  /**
   * Head, hidden layer and classifier behind blocks that end with {@code input} channels.
   *
   * @param side of the blocks' output, in pixels
   */
  public List<Layer> behindBlocks(int input, int side) {
    return behindBlocks(head, features, classes, input, side);
  }

  private static List<Layer> behindBlocks(
      Head head, @Nullable Features features, int classes, int input, int side) {
    List<Layer> layers = new ArrayList<>();
    layers.add(Layer.convolution(input, head.width(), 1, 1, side));
    if (features != null) {
      layers.add(Layer.linear(head.width(), features.width(), features.bias()));
    }
    int hidden = features == null ? head.width() : features.width();
    layers.add(Layer.linear(hidden, classes, true));
    return layers;
  }

  /**
   * The network with every width times {@code multiplier} and made divisible by 8; head and hidden
   * layer as their {@link Scale} says.
   *
   * @param multiplier 0.05 to 20
   * @throws InputException where the multiplier or a width is out of its range
   */
  public Network scaled(double multiplier) {
    Expect.number("width", multiplier, 0.05, 20);
    if (multiplier == 1) return this;
    try {
      Stem scaledStem =
          new Stem(
              stem.kernel(),
              stem.stride(),
              Scale.ALWAYS.of(stem.width(), multiplier),
              stem.activation());
      List<Block> scaled = blocks.stream().map(block -> block.scaled(multiplier)).toList();
      Head scaledHead =
          new Head(head.scale().of(head.width(), multiplier), head.scale(), head.activation());
      Features wide = features;
      if (wide != null) {
        wide =
            new Features(
                wide.scale().of(wide.width(), multiplier),
                wide.scale(),
                wide.bias(),
                wide.activation());
      }
      return new Network(name, source, resolution, scaledStem, scaled, scaledHead, wide, classes);
    } catch (InputException e) {
      throw e.in(Text.format("%s at %s times its width", name, multiplier));
    }
  }

  static void expectKernel(int kernel) {
    Expect.that(
        kernel >= 1 && kernel <= 31 && kernel % 2 == 1,
        "kernel",
        kernel,
        "an odd number from 1 to 31");
  }

  static void expectStride(int stride) {
    Expect.whole("stride", stride, 1, 4);
  }

  static void expectWidth(int width) {
    Expect.whole("width", width, 1, WIDEST);
  }

  /** A stride over a single pixel leaves nothing out: the description means another resolution. */
  private static void expectPixels(int resolution, int side, int stride, int layer) {
    if (side == 1 && stride > 1) {
      throw new InputException(
          Text.format(
              "resolution (%d), expected a larger one: layer %d has stride %d and a side of 1 pixel"
                  + " before it",
              resolution, layer, stride));
    }
  }
}
