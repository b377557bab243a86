package org.nasreplay.space;

import java.util.StringJoiner;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * The size search space S_s of NATS-Bench: five channel counts, each one of 8, 16, …, 64; 32,768
 * architectures, numbered lexicographically and written {@code 8:8:16:32:64}.
 *
 * <p>Dong, Liu, Musial, Gabrys, "NATS-Bench: Benchmarking NAS Algorithms for Architecture Topology
 * and Size", TPAMI 2021.
 */
public final class SizeSpace extends NatsBenchSpace {
  private static final SizeSpace INSTANCE = new SizeSpace();
  private static final int STEP = 8;

  private SizeSpace() {
    super("size", SizeCost.FLOPS::on, SizeCost.PARAMS::on, 8, 8, 8, 8, 8);
  }

  public static SizeSpace instance() {
    return INSTANCE;
  }

  /** Output channels at {@code position}, 8..64. */
  public static int channels(Architecture architecture, int position) {
    return STEP * (architecture.choice(position) + 1);
  }

  @Override
  public String choiceName(int position, int choice) {
    return Integer.toString(STEP * (choice + 1));
  }

  @Override
  public String format(Architecture architecture) {
    var text = new StringJoiner(":");
    for (int i = 0; i < positions(); i++) text.add(choiceName(i, architecture.choice(i)));
    return text.toString();
  }

  @Override
  public Architecture parse(String text) {
    // Tables hold 32,768 of these, so the digits are read in place.
    var choices = new int[positions()];
    int position = 0;
    int channels = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ':';
      if (c == ':') {
        if (position == choices.length || channels == 0 || channels % STEP != 0)
          throw unknown(text);
        choices[position++] = channels / STEP - 1;
        channels = 0;
      } else if (c >= '0' && c <= '9' && (channels > 0 || c != '0')) {
        channels = 10 * channels + (c - '0');
        if (channels > 8 * STEP) throw unknown(text);
      } else {
        throw unknown(text);
      }
    }
    if (position != choices.length) throw unknown(text);
    return architecture(choices);
  }

  private static InputException unknown(String text) {
    return new InputException(
        Text.format(
            "unknown architecture (%s), expected five channel counts of 8, 16, …, 64 like 8:8:16:32:64",
            Text.excerpt(text)));
  }
}
