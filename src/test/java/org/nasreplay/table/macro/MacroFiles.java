package org.nasreplay.table.macro;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nasreplay.io.Text;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.DeclaredSpace;

/** Made-up files in the shape of the published ones. */
public final class MacroFiles {
  private MacroFiles() {}

  /** Networks of NAS-Bench-Macro by name, each as the file writes it. */
  static Map<String, String> macro() {
    return networks(
        "nas-bench-macro",
        i ->
            Text.format(
                "\"test_acc\": [%d, %d, %d], \"mean_acc\": %d, \"std\": 1.5", i, i, i + 3, i + 1),
        7_713_280);
  }

  static Map<String, String> channel(long leastFlops) {
    return networks(
        "channel-bench-macro-resnet",
        i -> Text.format("\"acc\": [%d, %d, %d], \"mean\": %d, \"std\": 1.5", i, i, i + 3, i + 1),
        leastFlops);
  }

  private static Map<String, String> networks(
      String name, IntFunction<String> accuracies, long leastFlops) {
    DeclaredSpace space = DeclaredSpace.shipped(name);
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < space.size(); i++) {
      Architecture network = space.canonical(space.architecture(i));
      int sum = IntStream.of(network.choices()).sum();
      all.put(
          space.format(space.architecture(i)),
          Text.format(
              "{%s, \"flops\": %d, \"params\": %d}",
              accuracies.apply(network.index() % 90), leastFlops + sum * 1000L, 1000 + sum));
    }
    return all;
  }

  static String json(Map<String, String> networks) {
    return networks.entrySet().stream()
        .map(each -> "\"" + each.getKey() + "\": " + each.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** A whole file of NAS-Bench-Macro. */
  public static String wholeMacro() {
    return json(macro());
  }

  /** The first networks of a file of NAS-Bench-Macro: most of them are missing. */
  public static String beginningOfMacro() {
    return beginning(macro());
  }

  /** The first networks of a file of Channel-Bench-Macro. */
  public static String beginningOfChannel() {
    return beginning(channel(90_096_896));
  }

  private static String beginning(Map<String, String> networks) {
    var first = new TreeMap<>(networks);
    return json(first.headMap(first.keySet().stream().skip(5).findFirst().orElseThrow()));
  }
}
