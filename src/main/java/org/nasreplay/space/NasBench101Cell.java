package org.nasreplay.space;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;

/**
 * A cell of NAS-Bench-101: a directed graph of an input, an output and up to five vertices with an
 * operation between them, all of them on a path from the input to the output, with at most nine
 * edges. Vertices keep the order that they are given in: two cells can differ and be the same
 * network.
 *
 * <p>It is held as if it had seven vertices always: those that a smaller cell lacks stand behind
 * its inner vertices, without edges and with operation 0, and the output is the last.
 *
 * <p>Ying, Klein, Christiansen, Real, Murphy, Hutter, "NAS-Bench-101: Towards Reproducible Neural
 * Architecture Search", ICML 2019; hash, channels and network as in the authors' code.
 *
 * @param edges a bit for each of 21 edges, those from the input first and most significant, of each
 *     vertex the edge to the nearest vertex first
 * @param operations of the five inner vertices, the first most significant, in base 3: 0 for
 *     conv3x3-bn-relu, 1 for conv1x1-bn-relu, 2 for maxpool3x3
 */
public record NasBench101Cell(int edges, int operations) {
  /** By number, as the authors write them and as the notation does. */
  static final List<String> OPERATIONS =
      List.of("conv3x3-bn-relu", "conv1x1-bn-relu", "maxpool3x3");

  static final String LETTERS = "31m";

  private static final String INPUT = "input";
  private static final String OUTPUT = "output";
  private static final int OUT = CellEdges.VERTICES - 1;

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);

  /** Digits of a hash. */
  private static final int HASH = 32;

  private static final int STEM = 128;
  private static final int STACKS = 3;
  private static final int CELLS_PER_STACK = 3;
  private static final int CLASSES = 10;

  public NasBench101Cell {
    boolean ranges =
        edges >= 0 && edges < CellEdges.ALL && operations >= 0 && operations < CellEdges.LABELLINGS;
    if (!ranges || !CellEdges.isCell(edges)) {
      throw new InputException(
          Text.format(
              "edges (%s), expected those of a cell: 1 to %d, every vertex on a path from input to"
                  + " output",
              Integer.toBinaryString(edges), CellEdges.MOST_EDGES));
    }
    for (int v = CellEdges.inner(edges) + 1; v < OUT; v++) {
      if (CellEdges.operation(operations, v) != 0) {
        throw new InputException(
            Text.format(
                "operations (%d), expected none of a vertex that the cell lacks", operations));
      }
    }
  }

  /**
   * A cell as the authors' records have it.
   *
   * @param adjacency a 0 or 1 for every pair of vertices, row by row
   * @param operations by vertex, {@code input} first and {@code output} last
   * @throws InputException where this is no cell, or one with vertices on no path
   */
  public static NasBench101Cell of(String adjacency, List<String> operations) {
    int vertices = operations.size();
    boolean square = vertices >= 2 && vertices <= CellEdges.VERTICES;
    if (!square || adjacency.length() != vertices * vertices) {
      throw new InputException(
          Text.format(
              "adjacency (%s) of %d operations, expected a square of 2 to %d vertices",
              Text.excerpt(adjacency), vertices, CellEdges.VERTICES));
    }
    var upper = new StringBuilder();
    for (int i = 0; i < adjacency.length(); i++) {
      int from = i / vertices;
      int to = i % vertices;
      char c = adjacency.charAt(i);
      if (to > from) upper.append(c);
      if (c != '0' && (c != '1' || to <= from)) {
        throw new InputException(
            Text.format(
                "adjacency (%s), expected 0 and 1, and 1 only from a vertex to a later one",
                Text.excerpt(adjacency)));
      }
    }
    upper.append('-');
    for (int v = 0; v < vertices; v++) {
      String operation = operations.get(v);
      if (v == 0 || v == vertices - 1) {
        String expected = v == 0 ? INPUT : OUTPUT;
        if (!operation.equals(expected)) throw unknown(operation, expected);
        continue;
      }
      int number = OPERATIONS.indexOf(operation);
      if (number < 0) throw unknown(operation, String.join(", ", OPERATIONS));
      upper.append(LETTERS.charAt(number));
    }
    return parse(upper.toString());
  }

  private static InputException unknown(String operation, String expected) {
    return new InputException(
        Text.format("operation (%s), expected %s", Text.excerpt(operation), expected));
  }

  /**
   * The cell that {@link #text} writes.
   *
   * @throws InputException where it is none, or has vertices on no path
   */
  public static NasBench101Cell parse(String text) {
    int code = CellEdges.parse(text);
    try {
      return ofCode(code);
    } catch (InputException e) {
      throw new InputException(
          Text.format(
              "architecture (%s), expected at most %d edges and every vertex on a path from input"
                  + " to output",
              Text.excerpt(text), CellEdges.MOST_EDGES),
          e);
    }
  }

  /**
   * The cell of this {@link #code}.
   *
   * @throws InputException where it is that of none
   */
  public static NasBench101Cell ofCode(int code) {
    return new NasBench101Cell(code / CellEdges.LABELLINGS, code % CellEdges.LABELLINGS);
  }

  /** All of it in a number. */
  public int code() {
    return edges * CellEdges.LABELLINGS + operations;
  }

  /** With input and output, 2..7. */
  public int vertices() {
    return CellEdges.inner(edges) + 2;
  }

  /** By vertices of the cell. */
  private boolean[][] matrix() {
    int last = vertices() - 1;
    var matrix = new boolean[last + 1][last + 1];
    for (int from = 0; from < last; from++) {
      for (int to = from + 1; to < last; to++) matrix[from][to] = CellEdges.has(edges, from, to);
      matrix[from][last] = CellEdges.has(edges, from, OUT);
    }
    return matrix;
  }

  /** A 0 or 1 for every pair of vertices, row by row. */
  public String adjacency() {
    var digits = new StringBuilder();
    for (boolean[] row : matrix()) {
      for (boolean edge : row) digits.append(edge ? '1' : '0');
    }
    return digits.toString();
  }

  /** By vertex, as the authors name them: {@code input} first and {@code output} last. */
  public List<String> operationNames() {
    List<String> names = new ArrayList<>();
    names.add(INPUT);
    int inner = CellEdges.inner(edges);
    for (int v = 1; v <= inner; v++) {
      names.add(OPERATIONS.get(CellEdges.operation(operations, v)));
    }
    names.add(OUTPUT);
    return names;
  }

  /**
   * Bits of the upper triangle of the adjacency matrix, row by row, a hyphen, and {@code 3}, {@code
   * 1} or {@code m} for every inner vertex: {@code 111-3} is a convolution with a shortcut.
   */
  public String text() {
    return CellEdges.format(edges, operations);
  }

  /**
   * The authors' hash, the same for all cells that are the same network: every vertex starts from
   * its degrees and its operation, and takes in its neighbours' hashes as often as there are
   * vertices.
   *
   * @return 32 hexadecimal digits
   */
  public String hash() {
    boolean[][] edge = matrix();
    int vertices = edge.length;
    MessageDigest md5 = md5();
    var hashes = new byte[vertices][];
    for (int v = 0; v < vertices; v++) {
      int in = 0;
      int out = 0;
      for (int w = 0; w < vertices; w++) {
        if (edge[w][v]) in++;
        if (edge[v][w]) out++;
      }
      md5.update(("(" + out + ", " + in + ", " + label(v, vertices) + ")").getBytes(US_ASCII));
      hashes[v] = hexadecimal(md5);
    }
    var text = new byte[vertices * HASH + 2]; // a vertex, its neighbours, and what is between them
    for (int round = 0; round < vertices; round++) {
      int[] ascending = ascending(hashes);
      var next = new byte[vertices][];
      for (int v = 0; v < vertices; v++) {
        int length = 0;
        for (int w : ascending) {
          if (edge[w][v]) length = append(hashes[w], text, length);
        }
        text[length++] = '|';
        for (int w : ascending) {
          if (edge[v][w]) length = append(hashes[w], text, length);
        }
        text[length++] = '|';
        md5.update(text, 0, append(hashes[v], text, length));
        next[v] = hexadecimal(md5);
      }
      hashes = next;
    }
    Arrays.sort(hashes, Arrays::compare);
    String all =
        Arrays.stream(hashes)
            .map(hash -> new String(hash, US_ASCII))
            .collect(Collectors.joining("', '", "['", "']"));
    md5.update(all.getBytes(US_ASCII));
    return new String(hexadecimal(md5), US_ASCII);
  }

  private int label(int v, int vertices) {
    if (v == 0) return -1;
    return v == vertices - 1 ? -2 : CellEdges.operation(operations, v);
  }

  private static int append(byte[] hash, byte[] text, int length) {
    System.arraycopy(hash, 0, text, length, HASH);
    return length + HASH;
  }

  /** The vertices in the order of their hashes. */
  private static int[] ascending(byte[][] hashes) {
    var order = new int[hashes.length];
    for (int v = 0; v < order.length; v++) {
      int at = v;
      for (; at > 0 && Arrays.compare(hashes[order[at - 1]], hashes[v]) > 0; at--) {
        order[at] = order[at - 1];
      }
      order[at] = v;
    }
    return order;
  }

  /** What a digest is of all that it was given, as 32 digits. */
  private static byte[] hexadecimal(MessageDigest md5) {
    byte[] digest = md5.digest();
    var digits = new byte[2 * digest.length];
    for (int i = 0; i < digest.length; i++) {
      digits[2 * i] = DIGITS[(digest[i] >> 4) & 15];
      digits[2 * i + 1] = DIGITS[digest[i] & 15];
    }
    return digits;
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /**
   * Trainable parameters of the network on CIFAR-10: a convolution to 128 channels, three stacks of
   * three cells, of which the second and the third double the channels, and a dense layer. Where
   * channels do not divide, the order of the vertices counts: the authors' number is that of the
   * order that they recorded.
   */
  public long params() {
    long params = convolution(3, 3, STEM);
    int in = STEM;
    for (int stack = 0; stack < STACKS; stack++) {
      int out = STEM << stack;
      for (int cell = 0; cell < CELLS_PER_STACK; cell++) {
        params += params(in, out);
        in = out;
      }
    }
    return params + (in + 1L) * CLASSES;
  }

  /** Of one cell: its convolutions, and a projection wherever the input is added to something. */
  private long params(int in, int out) {
    int inner = CellEdges.inner(edges);
    int[] channels = channels(inner, out);
    long params = CellEdges.has(edges, 0, OUT) ? convolution(1, in, out) : 0;
    for (int v = 1; v <= inner; v++) {
      if (CellEdges.has(edges, 0, v)) params += convolution(1, in, channels[v]);
      int operation = CellEdges.operation(operations, v);
      if (operation < 2) params += convolution(operation == 0 ? 3 : 1, channels[v], channels[v]);
    }
    return params;
  }

  /** Without a bias, with the batch normalisation behind it. */
  private static long convolution(long kernel, long in, long out) {
    return kernel * kernel * in * out + 2 * out;
  }

  /**
   * By inner vertex: those that the output concatenates share its channels, the first of them what
   * does not divide; the others have as many as the greatest that they feed.
   */
  private int[] channels(int inner, int out) {
    var channels = new int[OUT];
    int concatenated = 0;
    for (int v = 1; v <= inner; v++) {
      if (CellEdges.has(edges, v, OUT)) concatenated++;
    }
    int before = 0;
    for (int v = 1; v <= inner; v++) {
      if (!CellEdges.has(edges, v, OUT)) continue;
      channels[v] = out / concatenated + (before++ < out % concatenated ? 1 : 0);
    }
    for (int v = inner; v > 0; v--) {
      if (CellEdges.has(edges, v, OUT)) continue;
      for (int to = v + 1; to <= inner; to++) {
        if (CellEdges.has(edges, v, to)) channels[v] = Math.max(channels[v], channels[to]);
      }
    }
    return channels;
  }

  @Override
  public String toString() {
    return text();
  }
}
