package org.nasreplay.space.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;

/**
 * An inverted residual block, and how often it comes in a row: a 1×1 convolution that expands, a
 * depthwise one, squeeze-and-excitation, and a 1×1 convolution that projects, each convolution
 * followed by batch normalisation.
 *
 * <p>Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018.
 *
 * @param kernel side of the depthwise kernel, odd, 1 to 31
 * @param expansion expanded channels per input channel, 1 to 16; the product is made divisible by
 *     8, and at 1 there is no convolution that expands
 * @param width output channels, 1 to 8,192
 * @param stride of the first layer, 1 to 4; the others have 1
 * @param squeeze none where a description does not say
 * @param layers how many such blocks in a row, 1 to 100; 1 where a description does not say
 */
public record Block(
    int kernel,
    double expansion,
    int width,
    int stride,
    SqueezeExcite squeeze,
    Activation activation,
    int layers) {

  @JsonCreator
  static Block of(
      @JsonProperty("kernel") int kernel,
      @JsonProperty("expansion") double expansion,
      @JsonProperty("width") int width,
      @JsonProperty("stride") int stride,
      @JsonProperty("squeeze") @Nullable SqueezeExcite squeeze,
      @JsonProperty("activation") Activation activation,
      @JsonProperty("layers") @Nullable Integer layers) {
    return new Block(
        kernel,
        expansion,
        width,
        stride,
        squeeze == null ? SqueezeExcite.NONE : squeeze,
        activation,
        layers == null ? 1 : layers);
  }

  public Block {
    Network.expectKernel(kernel);
    Expect.number("expansion", expansion, 1, 16);
    Network.expectWidth(width);
    Network.expectStride(stride);
    Expect.whole("layers", layers, 1, 100);
  }

  /** Channels of the depthwise convolution. */
  int expanded(int input) {
    return expansion == 1 ? input : Channels.divisible(input * expansion);
  }

  /** The first of its layers alone. */
  public Block first() {
    return new Block(kernel, expansion, width, stride, squeeze, activation, 1);
  }

  /** One of the layers behind the first. */
  public Block later() {
    return new Block(kernel, expansion, width, 1, squeeze, activation, 1);
  }

  public Block withKernel(int other) {
    return new Block(other, expansion, width, stride, squeeze, activation, layers);
  }

  public Block withExpansion(double other) {
    return new Block(kernel, other, width, stride, squeeze, activation, layers);
  }

  public Block withWidth(int other) {
    return new Block(kernel, expansion, other, stride, squeeze, activation, layers);
  }

  /** With a width of {@code multiplier} times its own, made divisible by 8. */
  public Block scaled(double multiplier) {
    return multiplier == 1 ? this : withWidth(Channels.divisible(width * multiplier));
  }
}
