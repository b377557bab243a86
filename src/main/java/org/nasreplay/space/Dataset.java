package org.nasreplay.space;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/** The image-classification tasks of the benchmarks, under the names that NATS-Bench gives them. */
public enum Dataset {
  /** CIFAR-10 trained on half of its training set; the other half validates. */
  CIFAR10_VALID("cifar10-valid", 10, 32),
  /** CIFAR-10 trained on its whole training set. */
  CIFAR10("cifar10", 10, 32),
  CIFAR100("cifar100", 100, 32),
  IMAGENET16_120("ImageNet16-120", 120, 16);

  /** What searches are run on; each names its split for training. */
  public static final List<Dataset> SEARCHED = List.of(CIFAR10, CIFAR100, IMAGENET16_120);

  private final String label;
  private final int classes;
  private final int inputSide;

  Dataset(String label, int classes, int inputSide) {
    this.label = label;
    this.classes = classes;
    this.inputSide = inputSide;
  }

  /** The name in tables, suites and reports. */
  public String label() {
    return label;
  }

  public int classes() {
    return classes;
  }

  /** Height and width of an input image, in pixels. */
  public int inputSide() {
    return inputSide;
  }

  /**
   * The split that a search on this dataset trains on: {@code cifar10} searches on {@code
   * cifar10-valid}, as NATS-Bench's {@code simulate_train_eval} does.
   */
  public Dataset searchSplit() {
    return this == CIFAR10 ? CIFAR10_VALID : this;
  }

  /**
   * The dataset with this name.
   *
   * @throws InputException where there is none
   */
  public static Dataset parse(String label) {
    for (Dataset dataset : values()) {
      if (dataset.label.equals(label)) return dataset;
    }
    throw new InputException(
        Text.format(
            "unknown dataset (%s), expected one of %s",
            Text.excerpt(label),
            Arrays.stream(values()).map(Dataset::label).collect(Collectors.joining(", "))));
  }

  @Override
  public String toString() {
    return label;
  }
}
