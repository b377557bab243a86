package org.nasreplay.space;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * The topology search space S_t of NATS-Bench: a cell of four nodes whose six edges each carry one
 * of five operations; 15,625 cells, written {@code |op~0|+|op~0|op~1|+|op~0|op~1|op~2|}, the number
 * being the node that an edge comes from. The authors number the cells in an order of their own.
 *
 * <p>Dong, Liu, Musial, Gabrys, "NATS-Bench: Benchmarking NAS Algorithms for Architecture Topology
 * and Size", TPAMI 2021.
 */
public final class TopologySpace extends NatsBenchSpace {
  private static final List<String> OPERATIONS =
      List.of("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");

  /** What stands before each edge's operation, and behind the last one. */
  private static final String[] FRAME = {"|", "~0|+|", "~0|", "~1|+|", "~0|", "~1|", "~2|"};

  private static final TopologySpace INSTANCE = new TopologySpace();

  private TopologySpace() {
    super(
        "topology",
        TopologyCost.FLOPS::on,
        TopologyCost.PARAMS::on,
        new int[] {5, 5, 5, 5, 5, 5},
        officialOrder());
  }

  public static TopologySpace instance() {
    return INSTANCE;
  }

  private static int[] officialOrder() {
    var order = new int[15_625];
    try (InputStream file = TopologySpace.class.getResourceAsStream("topology-order.bin")) {
      if (file == null) throw new IllegalStateException("topology-order.bin is not packaged");
      var ranks = new DataInputStream(new BufferedInputStream(file));
      for (int i = 0; i < order.length; i++) order[i] = ranks.readUnsignedShort();
      return order;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String choiceName(int position, int choice) {
    return OPERATIONS.get(choice);
  }

  @Override
  public String format(Architecture architecture) {
    var text = new StringBuilder(FRAME[0]);
    for (int i = 0; i < positions(); i++) {
      text.append(OPERATIONS.get(architecture.choice(i))).append(FRAME[i + 1]);
    }
    return text.toString();
  }

  @Override
  public Architecture parse(String text) {
    if (!text.startsWith(FRAME[0])) throw unknown(text);
    var choices = new int[positions()];
    int at = FRAME[0].length();
    for (int i = 0; i < choices.length; i++) {
      int end = text.indexOf('~', at);
      if (end < 0 || !text.startsWith(FRAME[i + 1], end)) throw unknown(text);
      choices[i] = OPERATIONS.indexOf(text.substring(at, end));
      if (choices[i] < 0) throw unknown(text);
      at = end + FRAME[i + 1].length();
    }
    if (at != text.length()) throw unknown(text);
    return architecture(choices);
  }

  private static InputException unknown(String text) {
    return new InputException(
        Text.format(
            "unknown architecture (%s), expected |op~0|+|op~0|op~1|+|op~0|op~1|op~2| with op one of %s",
            Text.excerpt(text), String.join(", ", OPERATIONS)));
  }
}
