package org.nasreplay.oracle;

import java.util.List;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.Dataset;
import org.nasreplay.space.SearchSpace;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;

/**
 * What searchers are compared on: a space, the datasets that its networks are trained on, what they
 * cost, and what training them would give. A table of trained networks is one, a model that
 * predicts them another.
 */
public interface Benchmark {
  SearchSpace space();

  /** The datasets that there are values for. */
  List<Dataset> datasets();

  /**
   * The costs that are known of every network on {@code dataset}, by name; the first is the one
   * that counts where none is named.
   */
  List<String> costs(Dataset dataset);

  /**
   * A cost of the space's networks.
   *
   * @param name one of {@link #costs}
   * @throws org.nasreplay.io.InputException where there is no such cost for this dataset
   */
  CostModel cost(String name, Dataset dataset);

  /** How the numbers of a cost came to be. */
  Provenance.Kind costKind(String name);

  /**
   * What answers a searcher.
   *
   * @param dataset what is searched on; where the metric is of the validation set, its {@linkplain
   *     SearchSpace#searchSplit search split} is trained
   * @param metric what rewards: the accuracy on the validation or on the test set
   * @param epochs length of the training that rewards come from
   * @throws org.nasreplay.io.InputException where there are no such values
   */
  Evaluator evaluator(Dataset dataset, Metric metric, int epochs, SeedPolicy seeds);

  /**
   * What is reported.
   *
   * @param epochs length of the training that it is read from
   * @param seeds whose mean is reported; empty for all
   * @throws org.nasreplay.io.InputException where there are no such values; there need not be any
   *     of a validation set, as not every benchmark keeps one
   */
  ReportedValues reported(Dataset dataset, Metric metric, int epochs, List<String> seeds);

  /** All networks, or where they are too many, a sample. */
  Reference reference();
}
