package org.nasreplay.oracle.ofa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.oracle.ofa.Perceptron.Workspace;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.OnceForAllSpace;
import org.nasreplay.table.Provenance;

/**
 * The accuracy predictor of the once-for-all authors: a perceptron of 128, 400, 400, 400 and 1,
 * trained on the accuracies of sub-networks. Of the 128 inputs 60 say which kernel every layer has,
 * 60 which expansion and 8 which resolution, from 112 pixels on; inactive layers have none.
 *
 * <p>Cai et al., "Once for All", ICLR 2020; the weights are those that CompOFA publishes (Sahni et
 * al., ICLR 2021, github.com/gatech-sysml/CompOFA, Apache-2.0), {@code acc_predictor.pth} there.
 */
public final class AccuracyPredictor implements AccuracyModel {
  /** The weights as plain numbers, little-endian float32. */
  static final String FILE = "acc_predictor_f32le.bin";

  /** The weights as they are published. */
  static final String SAVED = "acc_predictor.pth";

  private static final int[] SIZES = {128, 400, 400, 400, 1};
  private static final int EXPANSIONS = 3 * OnceForAllSpace.LAYERS;
  private static final int RESOLUTIONS = 2 * EXPANSIONS;

  /** Of the 8 inputs of a resolution, the one of 160 pixels. */
  private static final int FIRST = (160 - 112) / 16;

  /** Networks computed together; their activations fit beside a layer's weights in a cache. */
  private static final int BATCH = 32;

  private final Perceptron perceptron;
  private final Provenance provenance;
  private final ThreadLocal<Workspace> one = ThreadLocal.withInitial(() -> new Workspace(SIZES, 1));
  private final ThreadLocal<Workspace> many =
      ThreadLocal.withInitial(() -> new Workspace(SIZES, BATCH));
  private final ThreadLocal<double[]> output = ThreadLocal.withInitial(() -> new double[1]);

  /**
   * A predictor by its numbers.
   *
   * @param numbers of every layer the weights by output, then input, and the biases; all finite
   */
  public AccuracyPredictor(float[] numbers, Provenance provenance) {
    this.perceptron = new Perceptron(SIZES, numbers);
    this.provenance = provenance;
  }

  /** How many numbers a predictor has. */
  public static int numbers() {
    return Perceptron.numbers(SIZES);
  }

  /**
   * Reads {@code acc_predictor.pth}, as PyTorch saves it, or {@code acc_predictor_f32le.bin}: of
   * the former the eight tensors in their order, row by row, as little-endian float32.
   *
   * @param folder that has one of them
   * @throws InputException where there is neither, or the file has another size or a number that is
   *     not finite, or predicts what is no accuracy
   */
  public static AccuracyPredictor read(Path folder) {
    Path file = file(folder);
    byte[] content = content(file);
    FloatBuffer floats = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    var numbers = new float[numbers()];
    floats.get(numbers);
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new InputException(
            file.toString(),
            Text.format(
                "number %d (%s) at byte %d, expected a finite one", i + 1, numbers[i], 4 * i));
      }
    }
    var read =
        new AccuracyPredictor(
            numbers,
            new Provenance(
                Provenance.Kind.MODELLED, "once-for-all accuracy predictor", Sha256.of(content)));
    read.expectAccuracies(file);
    return read;
  }

  /** Where a folder has its weights. */
  static Path file(Path folder) {
    Path saved = folder.resolve(SAVED);
    return Files.exists(saved) ? saved : folder.resolve(FILE);
  }

  /** The numbers as little-endian float32. */
  static byte[] content(Path file) {
    int bytes = Float.BYTES * numbers();
    try {
      if (file.endsWith(SAVED)) return PyTorchWeights.read(file, Perceptron.tensors(SIZES));
      try (InputStream in = Files.newInputStream(file)) {
        byte[] content = in.readNBytes(bytes + 1);
        if (content.length == bytes) return content;
      }
      throw new InputException(
          file.toString(),
          Text.format(
              "%,d bytes, expected %,d: the %,d numbers of a perceptron of 128, 400, 400, 400 and"
                  + " 1 as float32",
              Files.size(file), bytes, numbers()));
    } catch (NoSuchFileException e) {
      throw new InputException(
          file.toString(),
          "no such file, nor "
              + SAVED
              + ", expected the weights of the once-for-all accuracy"
              + " predictor",
          e);
    } catch (IOException e) {
      throw InputException.of(file, e);
    }
  }

  /** Weights of another model, or in another order, do not predict accuracies. */
  private void expectAccuracies(Path file) {
    OnceForAllSpace space = OnceForAllSpace.instance();
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(1);
    for (int i = 0; i < 100; i++) {
      Architecture architecture = space.sample(random);
      double accuracy = accuracy(architecture);
      if (!(accuracy > 0 && accuracy < 100)) {
        throw new InputException(
            file.toString(),
            Text.format(
                "predicts %.1f %% for %s, expected 0 to 100: weights of something else, or in"
                    + " another order",
                accuracy, space.format(architecture)));
      }
    }
  }

  @Override
  public double accuracy(Architecture architecture) {
    Workspace workspace = one.get();
    double[] answer = output.get();
    describe(architecture, workspace, 0);
    perceptron.run(workspace, 1, answer, 0);
    return 100 * answer[0];
  }

  @Override
  public void accuracies(List<Architecture> architectures, double[] accuracies) {
    Workspace workspace = many.get();
    for (int from = 0; from < architectures.size(); from += BATCH) {
      int networks = Math.min(BATCH, architectures.size() - from);
      for (int n = 0; n < networks; n++) describe(architectures.get(from + n), workspace, n);
      perceptron.run(workspace, networks, accuracies, from);
    }
    for (int i = 0; i < architectures.size(); i++) accuracies[i] *= 100;
  }

  /** The inputs that are 1. */
  private static void describe(Architecture architecture, Workspace workspace, int network) {
    int[] ones = workspace.ones(network);
    int count = 0;
    for (int layer = 0; layer < OnceForAllSpace.LAYERS; layer++) {
      if (OnceForAllSpace.active(architecture, layer)) {
        ones[count++] = 3 * layer + OnceForAllSpace.block(architecture, layer) / 3;
      }
    }
    int active = count;
    for (int i = 0, layer = 0; i < active; layer++) {
      if (OnceForAllSpace.active(architecture, layer)) {
        ones[count++] = EXPANSIONS + 3 * layer + OnceForAllSpace.block(architecture, layer) % 3;
        i++;
      }
    }
    ones[count++] = RESOLUTIONS + FIRST + OnceForAllSpace.resolution(architecture);
    workspace.count(network, count);
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }
}
