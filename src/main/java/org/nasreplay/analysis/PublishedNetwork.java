package org.nasreplay.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.replay.Protocol;

/**
 * A network that somebody has trained and published: {@code data/published-networks.csv}. Whoever
 * searched for it, it is a mark beside answers and no answer itself.
 *
 * @param collection that it belongs to, as suites name it
 * @param name as it was published
 * @param dataset its label
 * @param accuracy on the test set, in percent
 * @param training how it got there, in a few words
 * @param status {@code confirmed} or {@code recalled}
 * @param source where it was read
 * @param costs the known ones, by name, in the units that costs of these names have
 */
public record PublishedNetwork(
    String collection,
    String name,
    String dataset,
    double accuracy,
    String training,
    String status,
    String source,
    Map<String, Double> costs) {
  private static final String FILE = "published-networks.csv";
  private static final List<String> COSTS = List.of("flops", "params", "latency");
  private static final List<String> COLUMNS =
      Stream.concat(
              Stream.of(
                  "collection",
                  "network",
                  "dataset",
                  "test_accuracy",
                  "training",
                  "status",
                  "source"),
              COSTS.stream())
          .toList();

  /** All that come with this project, in the file's order. */
  static List<PublishedNetwork> bundled() {
    return PublishedCsv.bundled(FILE, COLUMNS, Set.copyOf(COSTS), PublishedNetwork::of);
  }

  /**
   * Reads published networks.
   *
   * @throws InputException where it is not what {@link PublishedCsv} reads
   */
  static List<PublishedNetwork> read(String place, InputStream csv) throws IOException {
    return PublishedCsv.read(place, csv, COLUMNS, Set.copyOf(COSTS), PublishedNetwork::of);
  }

  private static PublishedNetwork of(PublishedCsv.Line line) {
    Map<String, Double> costs = new LinkedHashMap<>();
    for (String cost : COSTS) {
      Double value = line.number(cost, 1e15);
      if (value != null) costs.put(cost, value);
    }
    return new PublishedNetwork(
        line.text("collection"),
        line.text("network"),
        line.text("dataset"),
        line.percent("test_accuracy"),
        line.text("training"),
        line.text("status"),
        line.text("source"),
        costs);
  }

  /**
   * The networks of some collections, collection after collection.
   *
   * @throws InputException where there is no such collection
   */
  public static List<PublishedNetwork> of(List<String> collections) {
    List<PublishedNetwork> all = bundled();
    List<String> known = all.stream().map(PublishedNetwork::collection).distinct().toList();
    for (String collection : collections) {
      if (known.contains(collection)) continue;
      throw new InputException(
          Text.format(
              "unknown published networks (%s), expected one of %s",
              Text.excerpt(collection), String.join(", ", known)));
    }
    return collections.stream()
        .distinct()
        .flatMap(each -> all.stream().filter(network -> network.collection().equals(each)))
        .toList();
  }

  /**
   * Those of some collections that can stand beside answers: on the same dataset, with a known
   * cost.
   *
   * @param cost its name
   * @throws InputException where there is no such collection
   */
  public static List<PublishedNetwork> beside(
      List<String> collections, Protocol protocol, String cost) {
    return of(collections).stream()
        .filter(network -> network.dataset().equals(protocol.dataset().label()))
        .filter(network -> network.costs().containsKey(cost))
        .toList();
  }

  public boolean confirmed() {
    return status.equals("confirmed");
  }
}
