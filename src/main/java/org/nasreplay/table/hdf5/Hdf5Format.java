package org.nasreplay.table.hdf5;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Sha256;
import org.nasreplay.io.Text;
import org.nasreplay.space.DeclaredSpace;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.SearchSpaces;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.ColumnName;
import org.nasreplay.table.CostColumn;
import org.nasreplay.table.CostKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.TableFormat;
import org.nasreplay.table.TableRows;

/**
 * Tables as HDF5: one dataset of floating-point numbers per column, in index order of the space,
 * under the column's name as path; a cost lies at the root. A column carries its units and its
 * provenance; the root carries schema version and space, whole where a file declares it. A missing
 * value is NaN. A space that lists its architectures has their numbers in a dataset of its own,
 * {@value #LISTED}.
 *
 * <p>Schema 2 is what is written: float64, chunked, shuffled and deflated; each column with the
 * SHA-256 of what it says and holds, the root with that of what it says and of the columns, and a
 * {@link Seal} behind all. Schema 1 is for whoever writes a table with another program: the same
 * without checksums, and also float32 and float16, which are widened.
 *
 * <p>Reading opens the file and its attributes; a column's values are inflated when they are first
 * asked for, and checked then.
 */
public final class Hdf5Format implements TableFormat {
  private static final int FOREIGN_SCHEMA = 1;
  private static final int SCHEMA = 2;
  private static final String SHA256 = "sha256";
  private static final String ORDER = "values lie in index order of the space";

  /** A dataset at the root: the numbers of the space's architectures, where it lists them. */
  private static final String LISTED = "cells";

  private static final int DEFLATE_LEVEL = 6;

  /** Groups above a dataset: its column's dataset, epochs and metric. */
  private static final int DEPTH = 3;

  private static final int LONGEST_TEXT = 10_000;

  @Override
  public List<String> extensions() {
    return List.of("h5", "hdf5");
  }

  @Override
  public boolean seals() {
    return true;
  }

  @Override
  public Digest digest(Path file) throws IOException {
    return Seal.hold(file);
  }

  @Override
  public BenchmarkTable read(Path file, Consumer<String> notices) throws IOException {
    try (HdfFile hdf = open(file)) {
      int schema = schema(hdf);
      Map<String, Dataset> datasets = new TreeMap<>();
      collect(hdf, 0, new HashSet<>(List.of(hdf.getAddress())), datasets);
      EnumerableSpace space =
          SearchSpaces.of(text(hdf, "space"), listed(hdf, datasets.remove(LISTED)));
      List<Column> columns = new ArrayList<>();
      List<CostColumn> costs = new ArrayList<>();
      var checksums = new TreeMap<ColumnName, String>(ColumnName.ORDER);
      for (Map.Entry<String, Dataset> named : datasets.entrySet()) {
        ColumnName name = ColumnName.parse(named.getKey());
        Dataset dataset = named.getValue();
        Provenance provenance = provenance(dataset, name, space);
        String sha256 = schema == SCHEMA ? text(dataset, SHA256) : null;
        if (sha256 != null) checksums.put(name, sha256);
        Supplier<double[]> values =
            () -> values(file, named.getKey(), name, space, provenance, sha256);
        if (name instanceof ColumnKey key) columns.add(new Column(key, provenance, values));
        if (name instanceof CostKey key) costs.add(new CostColumn(key, provenance, values));
      }
      if (schema == SCHEMA) requireUnchanged(file, hdf, space, checksums);
      return new BenchmarkTable(space, columns, costs);
    } catch (InputException e) {
      throw e.in(file);
    } catch (RuntimeException | StackOverflowError e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The file as memory where that is possible: what a damaged file says about its sizes then ends
   * in an exception and not in an attempt to allocate as much.
   */
  private static HdfFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) throw new NoSuchFileException(file.toString());
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.size() > Integer.MAX_VALUE
          ? new HdfFile(file)
          : HdfFile.fromByteBuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  /** The numbers in a dataset; none where there is no such dataset. */
  private static int[] listed(HdfFile hdf, @Nullable Dataset dataset) {
    if (dataset == null) return new int[0];
    long[] shape = dataset.getDimensionsAsLong();
    boolean readable =
        Values.isReadable(dataset) && shape.length == 1 && shape[0] <= DeclaredSpace.MOST;
    double[] values = readable ? Values.of(hdf, dataset) : new double[] {Double.NaN};
    for (double value : values) {
      if (value == (int) value) continue;
      throw new InputException(
          Text.format(
              "dataset %s, expected at most %,d whole numbers as float64 in one dimension",
              LISTED, DeclaredSpace.MOST));
    }
    return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
  }

  /** jHDF meets a damaged file with whatever its buffers throw; to the user it is one mistake. */
  private static InputException unreadable(Path file, Throwable e) {
    return new InputException(
        file.toString(),
        "not a readable HDF5 file: damaged, or with something in it that is not read (virtual or"
            + " external data, values never written under libver 'latest'); expected one that"
            + " nasreplay wrote, or whole datasets as h5py writes them without options",
        e);
  }

  private static int schema(HdfFile hdf) {
    Object value = single(hdf, "schema_version");
    if (value instanceof Number number) {
      for (int schema : new int[] {FOREIGN_SCHEMA, SCHEMA}) {
        if (number.doubleValue() == schema) return schema;
      }
    }
    throw new InputException(
        Text.format(
            "schema version (%s), expected %d, or %d as nasreplay writes it",
            Text.excerpt(String.valueOf(value)), FOREIGN_SCHEMA, SCHEMA));
  }

  /**
   * Gathers the datasets below a group by their paths.
   *
   * @param depth of the group below the root
   * @param seen the addresses of the groups that were met: where one is met again, it may contain
   *     itself, and a few that contain each other many times would be millions of paths
   */
  private static void collect(
      Group group, int depth, Set<Long> seen, Map<String, Dataset> datasets) {
    for (Node node : group) {
      String path = node.getPath().substring(1);
      if (node.isLink()) {
        throw new InputException(
            Text.format(
                "%s is a link, expected a dataset; copy what it points to into its place",
                Text.excerpt(path)));
      }
      if (node instanceof Dataset dataset) {
        datasets.put(path, dataset);
        TableFormat.requireColumns(datasets.size());
      } else if (node instanceof Group child) {
        if (!seen.add(child.getAddress())) {
          throw new InputException(
              Text.format(
                  "group %s contains itself or has two names; take that link out, or copy the group",
                  Text.excerpt(path)));
        }
        if (depth == DEPTH) {
          throw new InputException(
              Text.format(
                  "group %s lies deeper than dataset/epochs/metric/seed; take it out",
                  Text.excerpt(path)));
        }
        collect(child, depth + 1, seen, datasets);
      } else {
        throw new InputException(
            Text.format("%s is neither a group nor a dataset; take it out", Text.excerpt(path)));
      }
    }
  }

  private static Provenance provenance(Dataset dataset, ColumnName key, EnumerableSpace space) {
    if (!Values.isReadable(dataset)) {
      throw new InputException(
          Text.format(
              "column %s has values of another type than float64, float32 or float16; write it as"
                  + " float64",
              key));
    }
    long[] shape = dataset.getDimensionsAsLong();
    if (shape.length != 1 || shape[0] != space.size()) {
      throw new InputException(
          Text.format(
              "column %s has the shape %s, expected one dimension of %d values",
              key, Arrays.toString(shape), space.size()));
    }
    String units = key.unitLabel();
    if (dataset.getAttribute("units") != null && !text(dataset, "units").equals(units)) {
      throw new InputException(
          Text.format(
              "column %s is in the units (%s), expected %s",
              key, Text.excerpt(text(dataset, "units")), units));
    }
    String source = text(dataset, "source");
    int bits = dataset.getDataType().getSize() * Byte.SIZE;
    try {
      return new Provenance(
          Provenance.Kind.parse(text(dataset, "provenance")),
          bits == Double.SIZE ? source : source + " (float" + bits + ", widened)",
          text(dataset, "source_sha256"));
    } catch (IllegalArgumentException e) {
      throw new InputException("column " + key + ": " + e.getMessage(), e);
    }
  }

  private static double[] values(
      Path file,
      String path,
      ColumnName key,
      EnumerableSpace space,
      Provenance provenance,
      @Nullable String sha256) {
    double[] values;
    try (HdfFile hdf = open(file)) {
      values = Values.of(hdf, hdf.getDatasetByPath(path));
    } catch (InputException e) {
      throw new InputException(file.toString(), "column " + key + " " + e.reason(), e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw unreadable(file, e);
    }
    if (sha256 != null && !sha256.equals(checksum(key, provenance, values))) {
      throw new InputException(
          file.toString(),
          Text.format("column %s is damaged: it has not the SHA-256 that it says", key));
    }
    for (double value : values) {
      if (!key.admits(value)) {
        throw new InputException(file.toString(), key.refusal(value));
      }
    }
    try {
      TableRows.requireAgreement(space, key, values);
    } catch (InputException e) {
      throw e.in(file);
    }
    return values;
  }

  /** Of what a column says, a line each, and of its values as little-endian doubles. */
  private static String checksum(ColumnName key, Provenance provenance, double[] values) {
    MessageDigest digest = Sha256.digest();
    for (String line :
        List.of(
            key.toString(),
            key.unitLabel(),
            provenance.kind().label(),
            provenance.source(),
            provenance.sha256())) {
      digest.update((line + "\n").getBytes(UTF_8));
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    digest.update(bytes);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of what the root says, and of the columns that there are, with their checksums. */
  private static String checksum(
      EnumerableSpace space, String order, Map<ColumnName, String> checksums) {
    var said = new StringBuilder(SCHEMA + "\n" + space.definition() + "\n" + order + "\n");
    double[] listed = listed(space);
    if (listed.length > 0) said.append(LISTED).append(' ').append(Sha256.of(listed)).append('\n');
    checksums.forEach((key, sha256) -> said.append(key).append(' ').append(sha256).append('\n'));
    return HexFormat.of().formatHex(Sha256.bytes(said.toString()));
  }

  private static double[] listed(EnumerableSpace space) {
    return Arrays.stream(space.codes()).asDoubleStream().toArray();
  }

  private static void requireUnchanged(
      Path file, HdfFile hdf, EnumerableSpace space, Map<ColumnName, String> checksums)
      throws IOException {
    boolean same = text(hdf, SHA256).equals(checksum(space, text(hdf, "order"), checksums));
    if (!same || !Seal.ends(file)) {
      throw new InputException(
          Text.format(
              "was changed or damaged since nasreplay wrote it; where another program changed it on"
                  + " purpose, set the root's schema_version to %d",
              FOREIGN_SCHEMA));
    }
  }

  private static String text(Node node, String name) {
    Object value = single(node, name);
    String text = value == null ? "" : String.valueOf(value);
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      throw new InputException(
          Text.format(
              "attribute %s of %s has a line break (%s), expected one line",
              name, node.getPath(), Text.excerpt(text)));
    }
    if (text.length() > LONGEST_TEXT || text.indexOf('\uFFFD') >= 0) {
      throw new InputException(
          Text.format(
              "attribute %s of %s (%s) is not a text of at most %,d letters in its own encoding",
              name, node.getPath(), Text.excerpt(text), LONGEST_TEXT));
    }
    return text;
  }

  /** An attribute's only value, alone or in an array; null where it is empty. */
  private static @Nullable Object single(Node node, String name) {
    Attribute attribute = node.getAttribute(name);
    if (attribute == null) {
      throw new InputException(
          Text.format(
              "%s has no attribute %s, expected schema_version and space on the root, provenance,"
                  + " source and source_sha256 on every dataset",
              node.getPath(), name));
    }
    Object value = attribute.getData();
    while (value != null && value.getClass().isArray() && Array.getLength(value) == 1) {
      value = Array.get(value, 0);
    }
    if (value instanceof String || value instanceof Number || value == null) return value;
    throw new InputException(
        Text.format("attribute %s of %s is neither one text nor one number", name, node.getPath()));
  }

  @Override
  public void write(BenchmarkTable table, Path file) throws IOException {
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putAttribute("schema_version", SCHEMA);
      hdf.putAttribute("space", table.space().definition());
      hdf.putAttribute("order", ORDER);
      double[] listed = listed(table.space());
      if (listed.length > 0)
        hdf.putDataset(
            LISTED, listed, inOneChunk(listed.length).shuffle().deflate(DEFLATE_LEVEL).build());
      Map<String, WritableGroup> groups = new HashMap<>();
      var checksums = new TreeMap<ColumnName, String>(ColumnName.ORDER);
      for (Column column : table.columns()) {
        String path = column.key().toString();
        int cut = path.lastIndexOf('/');
        checksums.put(
            column.key(),
            put(
                group(hdf, groups, path.substring(0, cut)),
                path.substring(cut + 1),
                column.key(),
                column.provenance(),
                column.values()));
      }
      for (CostColumn cost : table.costs()) {
        checksums.put(
            cost.key(),
            put(hdf, cost.key().toString(), cost.key(), cost.provenance(), cost.values()));
      }
      hdf.putAttribute(SHA256, checksum(table.space(), ORDER, checksums));
    } catch (HdfException e) { // jHDF's word for what the system refuses
      throw e.getCause() instanceof IOException refused ? refused : new IOException(e.getMessage());
    }
    Seal.append(file);
  }

  /** Writes one column, and answers its checksum. */
  private static String put(
      WritableGroup parent, String name, ColumnName key, Provenance provenance, double[] values) {
    var options = inOneChunk(values.length);
    // Accuracies repeat the same few thousand doubles: whole, they deflate to less than half of
    // what their shuffled bytes do. Times and losses hardly repeat, and want the shuffle.
    boolean repeats = key.unitLabel().equals(Metric.Unit.PERCENT.label());
    if (!repeats) options = options.shuffle();
    WritableDataset dataset =
        parent.putDataset(name, values, options.deflate(DEFLATE_LEVEL).build());
    String sha256 = checksum(key, provenance, values);
    dataset.putAttribute("units", key.unitLabel());
    dataset.putAttribute("provenance", provenance.kind().label());
    dataset.putAttribute("source", provenance.source());
    dataset.putAttribute("source_sha256", provenance.sha256());
    dataset.putAttribute(SHA256, sha256);
    return sha256;
  }

  private static DatasetCreationOptions.Builder inOneChunk(int length) {
    return DatasetCreationOptions.builder().chunkDimensions(length);
  }

  private static WritableGroup group(
      WritableHdfFile hdf, Map<String, WritableGroup> groups, String path) {
    WritableGroup known = groups.get(path);
    if (known != null) return known;
    int cut = path.lastIndexOf('/');
    WritableGroup parent = cut < 0 ? hdf : group(hdf, groups, path.substring(0, cut));
    WritableGroup made = parent.putGroup(path.substring(cut + 1));
    groups.put(path, made);
    return made;
  }
}
