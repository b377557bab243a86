package org.nasreplay.oracle.ofa;

import java.util.Arrays;
import org.nasreplay.io.Text;

/**
 * A multi-layer perceptron in single precision: ReLU between its layers, none after the last, which
 * has one output. The first layer's inputs are 0 or 1 and are given as those that are 1.
 *
 * <p>Every sum starts with the bias and adds the inputs in their order, so that a result is the
 * same to the last bit for one network or many, on any machine. Weights are kept by input, so that
 * inputs that are 0, of which a ReLU makes about half, are passed over, and the inner loop runs
 * over outputs. The weights of an input are an array of their own: only then does the compiler turn
 * that loop into vector instructions, which is four times as fast.
 */
final class Perceptron {
  private final int[] sizes;

  /** Of every layer, by input, then output. */
  private final float[][][] weights;

  private final float[][] biases;

  /**
   * A perceptron by its numbers.
   *
   * @param sizes inputs, hidden layers, and 1
   * @param numbers of every layer the weights by output, then input, and the biases
   */
  Perceptron(int[] sizes, float[] numbers) {
    if (numbers.length != numbers(sizes)) {
      throw new IllegalArgumentException(
          Text.format("%d numbers, expected %d", numbers.length, numbers(sizes)));
    }
    this.sizes = sizes.clone();
    this.weights = new float[sizes.length - 1][][];
    this.biases = new float[sizes.length - 1][];
    int at = 0;
    for (int l = 0; l < weights.length; l++) {
      int in = sizes[l];
      int out = sizes[l + 1];
      weights[l] = new float[in][out];
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) weights[l][i][o] = numbers[at++];
      }
      biases[l] = Arrays.copyOfRange(numbers, at, at + out);
      at += out;
    }
  }

  /** Weights and biases of a perceptron of these sizes. */
  static int numbers(int[] sizes) {
    return Arrays.stream(tensors(sizes)).sum();
  }

  /** The same, of every layer its weights, then its biases. */
  static int[] tensors(int[] sizes) {
    var tensors = new int[2 * (sizes.length - 1)];
    for (int l = 0; l + 1 < sizes.length; l++) {
      tensors[2 * l] = sizes[l] * sizes[l + 1];
      tensors[2 * l + 1] = sizes[l + 1];
    }
    return tensors;
  }

  /** What a thread needs to answer for several networks at once. */
  static final class Workspace {
    private final int[][] ones;
    private final int[] count;
    private final float[][] from;
    private final float[][] to;
    private final int[] active;

    Workspace(int[] sizes, int networks) {
      int widest = Arrays.stream(sizes).max().orElseThrow();
      this.ones = new int[networks][sizes[0]];
      this.count = new int[networks];
      this.from = new float[networks][widest];
      this.to = new float[networks][widest];
      this.active = new int[widest];
    }

    int networks() {
      return ones.length;
    }

    /** The inputs of a network that are 1, to be filled in, ascending. */
    int[] ones(int network) {
      return ones[network];
    }

    /** How many they are. */
    void count(int network, int ones) {
      count[network] = ones;
    }
  }

  /**
   * The outputs of the first networks in a workspace. A layer is computed for all of them before
   * the next one, so that its weights stay in the cache.
   *
   * @param outputs takes them from {@code offset} on
   */
  void run(Workspace workspace, int networks, double[] outputs, int offset) {
    int width = sizes[1];
    for (int n = 0; n < networks; n++) {
      float[] sum = workspace.from[n];
      System.arraycopy(biases[0], 0, sum, 0, width);
      addOnes(weights[0], workspace.ones[n], workspace.count[n], sum, width);
    }
    float[][] from = workspace.from;
    float[][] to = workspace.to;
    int last = weights.length - 1;
    for (int l = 1; l < last; l++) {
      width = sizes[l + 1];
      for (int n = 0; n < networks; n++) {
        System.arraycopy(biases[l], 0, to[n], 0, width);
        int count = positive(from[n], sizes[l], workspace.active);
        add(weights[l], workspace.active, count, from[n], to[n], width);
      }
      float[][] swap = from;
      from = to;
      to = swap;
    }
    for (int n = 0; n < networks; n++) {
      float sum = biases[last][0];
      for (int i = 0; i < sizes[last]; i++) {
        if (from[n][i] > 0) sum += from[n][i] * weights[last][i][0];
      }
      outputs[offset + n] = sum;
    }
  }

  private static int positive(float[] values, int length, int[] active) {
    int count = 0;
    for (int i = 0; i < length; i++) {
      active[count] = i;
      if (values[i] > 0) count++;
    }
    return count;
  }

  private static void addOnes(float[][] weights, int[] ones, int count, float[] sum, int width) {
    for (int i = 0; i < count; i++) {
      float[] row = weights[ones[i]];
      for (int o = 0; o < width; o++) sum[o] += row[o];
    }
  }

  /** Four inputs at once, as the sums are then loaded and stored once; in the order of before. */
  private static void add(
      float[][] weights, int[] active, int count, float[] input, float[] sum, int width) {
    int i = 0;
    for (; i + 3 < count; i += 4) {
      float x = input[active[i]];
      float y = input[active[i + 1]];
      float z = input[active[i + 2]];
      float u = input[active[i + 3]];
      float[] a = weights[active[i]];
      float[] b = weights[active[i + 1]];
      float[] c = weights[active[i + 2]];
      float[] d = weights[active[i + 3]];
      for (int o = 0; o < width; o++) {
        sum[o] = sum[o] + x * a[o] + y * b[o] + z * c[o] + u * d[o];
      }
    }
    for (; i < count; i++) {
      float x = input[active[i]];
      float[] row = weights[active[i]];
      for (int o = 0; o < width; o++) sum[o] += x * row[o];
    }
  }
}
