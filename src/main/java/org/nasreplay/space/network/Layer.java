package org.nasreplay.space.network;

import java.util.List;

/**
 * A layer at its place in a network, and what it costs exactly. Multiply-adds are those of
 * convolutions and linear layers, squeeze-and-excitation included; parameters are their weights and
 * biases, and two per channel of every batch normalisation. Convolutions have no biases, and a
 * stride of s makes ⌈side / s⌉ pixels of a side.
 *
 * @param input channels
 * @param expanded channels of a block's depthwise convolution; elsewhere the output's
 * @param output channels
 * @param kernel side of the kernel, of a block's depthwise convolution
 * @param squeezed channels between the two layers of squeeze-and-excitation; 0 where there is none
 * @param side of the output, in pixels
 */
public record Layer(
    Kind kind,
    int input,
    int expanded,
    int output,
    int kernel,
    int stride,
    int squeezed,
    int side,
    long multiplyAdds,
    long params) {

  /** What a layer is made of. */
  public enum Kind {
    /** A convolution and batch normalisation. */
    CONVOLUTION,
    /** A {@link Block}. */
    BLOCK,
    /** A linear layer on the pooled image, without batch normalisation. */
    LINEAR
  }

  /** A convolution with batch normalisation, on images of {@code side} pixels. */
  static Layer convolution(int input, int output, int kernel, int stride, int side) {
    int half = strided(side, stride);
    long weights = (long) input * output * kernel * kernel;
    return new Layer(
        Kind.CONVOLUTION,
        input,
        output,
        output,
        kernel,
        stride,
        0,
        half,
        weights * half * half,
        weights + 2L * output);
  }

  /** The first layer of {@code block} on images of {@code side} pixels. */
  public static Layer of(Block block, int input, int side) {
    int expanded = block.expanded(input);
    int squeezed = block.squeeze().squeezed(input, expanded);
    int half = strided(side, block.stride());
    long expand = block.expansion() == 1 ? 0 : (long) input * expanded;
    long depthwise = (long) expanded * block.kernel() * block.kernel();
    long squeeze = 2L * expanded * squeezed;
    long project = (long) expanded * block.width();
    long normalised = (block.expansion() == 1 ? 0 : expanded) + expanded + (long) block.width();
    long biases = squeezed == 0 ? 0 : squeezed + (long) expanded;
    return new Layer(
        Kind.BLOCK,
        input,
        expanded,
        block.width(),
        block.kernel(),
        block.stride(),
        squeezed,
        half,
        expand * side * side + (depthwise + project) * half * half + squeeze,
        expand + depthwise + squeeze + biases + project + 2 * normalised);
  }

  /** A linear layer on a single pixel. */
  static Layer linear(int input, int output, boolean biased) {
    long weights = (long) input * output;
    return new Layer(
        Kind.LINEAR, input, output, output, 1, 1, 0, 1, weights, weights + (biased ? output : 0));
  }

  private static int strided(int side, int stride) {
    return (side + stride - 1) / stride;
  }

  public static long multiplyAdds(List<Layer> layers) {
    return layers.stream().mapToLong(Layer::multiplyAdds).sum();
  }

  public static long params(List<Layer> layers) {
    return layers.stream().mapToLong(Layer::params).sum();
  }
}
