package org.nasreplay.space.network;

/** Which channels a block's squeeze-and-excitation narrows to a quarter. */
public enum SqueezeExcite {
  /** The block has none. */
  NONE {
    @Override
    int squeezed(int input, int expanded) {
      return 0;
    }
  },
  /** The expanded channels; the quarter is made divisible by 8, as MobileNetV3 does. */
  EXPANDED {
    @Override
    int squeezed(int input, int expanded) {
      return Channels.divisible(expanded / 4.0);
    }
  },
  /** The block's input; the quarter is rounded down, as MnasNet and EfficientNet do. */
  INPUT {
    @Override
    int squeezed(int input, int expanded) {
      return Math.max(1, input / 4);
    }
  };

  /** Channels between the two linear layers; 0 where there are none. */
  abstract int squeezed(int input, int expanded);
}
