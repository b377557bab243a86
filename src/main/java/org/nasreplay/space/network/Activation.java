package org.nasreplay.space.network;

/**
 * What follows a normalised convolution. It has no weights and no multiply-adds here, but decides
 * how long a layer takes on a device.
 */
public enum Activation {
  RELU,
  RELU6,
  /** x · ReLU6(x + 3) / 6. */
  HSWISH,
  /** x · sigmoid(x). */
  SWISH
}
