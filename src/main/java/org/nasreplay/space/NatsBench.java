package org.nasreplay.space;

import java.util.List;
import java.util.Map;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/** The image-classification tasks of NATS-Bench, and what the costs of its networks need. */
public final class NatsBench {
  static final List<String> LABELS =
      List.of("cifar10-valid", "cifar10", "cifar100", "ImageNet16-120");

  /** CIFAR-10 trained on half of its training set; the other half validates. */
  public static final Dataset CIFAR10_VALID = new Dataset(LABELS.get(0));

  /** CIFAR-10 trained on its whole training set. */
  public static final Dataset CIFAR10 = new Dataset(LABELS.get(1));

  /** CIFAR-100, whose published test set is split into one for validation and one for tests. */
  public static final Dataset CIFAR100 = new Dataset(LABELS.get(2));

  /** 120 classes of ImageNet in 16 x 16 pixels, whose validation set is split in the same way. */
  public static final Dataset IMAGENET16_120 = new Dataset(LABELS.get(3));

  public static final List<Dataset> DATASETS =
      List.of(CIFAR10_VALID, CIFAR10, CIFAR100, IMAGENET16_120);

  /** What searches are run on; each names its split for training. */
  public static final List<Dataset> SEARCHED = List.of(CIFAR10, CIFAR100, IMAGENET16_120);

  /** Of the images: how many classes they have, and the side of one in pixels. */
  private record Images(int classes, int side) {}

  private static final Map<Dataset, Images> IMAGES =
      Map.of(
          CIFAR10_VALID, new Images(10, 32),
          CIFAR10, new Images(10, 32),
          CIFAR100, new Images(100, 32),
          IMAGENET16_120, new Images(120, 16));

  static final List<String> COSTS = List.of("flops", "params");

  private NatsBench() {}

  static InputException unknownCost(String name) {
    return new InputException(
        Text.format("unknown cost (%s), expected flops or params", Text.excerpt(name)));
  }

  /** Multiply-adds of the residual block between cells, at each of its output's pixels. */
  static long reductionFlops(long in, long out) {
    return 9 * in * out + 9 * out * out + in * out;
  }

  static long reductionParams(long in, long out) {
    return convolutionParams(in, out, 3) + convolutionParams(out, out, 3) + in * out;
  }

  /** A convolution without bias, and the batch normalisation behind it. */
  static long convolutionParams(long in, long out, long kernel) {
    return in * out * kernel * kernel + 2 * out;
  }

  private static Images images(Dataset dataset) {
    Images images = IMAGES.get(dataset);
    if (images != null) return images;
    throw new InputException(
        Text.format(
            "dataset (%s), expected one of %s, for which costs are known",
            dataset, String.join(", ", LABELS)));
  }

  /**
   * How many classes its images have.
   *
   * @throws InputException where the dataset is none of NATS-Bench's
   */
  public static int classes(Dataset dataset) {
    return images(dataset).classes();
  }

  /**
   * Height and width of an input image, in pixels.
   *
   * @throws InputException where the dataset is none of NATS-Bench's
   */
  public static int inputSide(Dataset dataset) {
    return images(dataset).side();
  }

  /**
   * The split that a search on this dataset trains on: {@code cifar10} searches on {@code
   * cifar10-valid}, as NATS-Bench's {@code simulate_train_eval} does.
   */
  public static Dataset searchSplit(Dataset dataset) {
    return dataset.equals(CIFAR10) ? CIFAR10_VALID : dataset;
  }
}
