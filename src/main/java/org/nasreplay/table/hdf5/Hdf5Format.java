package org.nasreplay.table.hdf5;

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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.space.SearchSpaces;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.Column;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.Metric;
import org.nasreplay.table.Provenance;
import org.nasreplay.table.TableFormat;

/**
 * Tables as HDF5: one float64 dataset per column, in index order of the space, under the column's
 * name as path; chunked, shuffled and deflated. A column carries its units and its provenance; the
 * root carries schema version and space. A missing value is NaN.
 *
 * <p>Reading opens the file and its attributes; a column's values are inflated when they are first
 * asked for, and checked then.
 */
public final class Hdf5Format implements TableFormat {
  private static final int SCHEMA = 1;
  private static final int DEFLATE_LEVEL = 6;

  @Override
  public List<String> extensions() {
    return List.of("h5", "hdf5");
  }

  @Override
  public BenchmarkTable read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) throw new NoSuchFileException(file.toString());
    try (var hdf = new HdfFile(file)) {
      int schema = ((Number) attribute(file, hdf, "schema_version")).intValue();
      if (schema != SCHEMA) {
        throw new InputException(
            Text.format("%s: schema version %d, expected %d", file, schema, SCHEMA));
      }
      EnumerableSpace space = SearchSpaces.named(text(file, hdf, "space"));
      List<Column> columns = new ArrayList<>();
      collect(file, hdf, space, columns);
      return new BenchmarkTable(space, columns);
    } catch (InputException e) {
      throw e.line().startsWith(file.toString())
          ? e
          : new InputException(Text.format("%s: %s", file, e.line()), e);
    } catch (RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  /** jHDF meets a damaged file with whatever its buffers throw; to the user it is one mistake. */
  private static InputException unreadable(Path file, RuntimeException e) {
    String detail = e instanceof HdfException ? e.getMessage() : e.toString();
    return new InputException(
        Text.format(
            "%s: not a readable HDF5 file (%s), expected one that nasreplay wrote",
            file, String.valueOf(detail).lines().findFirst().orElse("")),
        e);
  }

  private static void collect(Path file, Group group, EnumerableSpace space, List<Column> columns) {
    for (Node node : group) {
      if (node instanceof Group child) {
        collect(file, child, space, columns);
      } else if (node instanceof Dataset dataset) {
        columns.add(column(file, dataset, space));
      }
    }
  }

  private static Column column(Path file, Dataset dataset, EnumerableSpace space) {
    String path = dataset.getPath();
    ColumnKey key = ColumnKey.parse(path.substring(1));
    if (dataset.getSize() != space.size() || dataset.getJavaType() != double.class) {
      throw new InputException(
          Text.format(
              "%s: column %s has %d values of type %s, expected %d of type double",
              file, key, dataset.getSize(), dataset.getJavaType(), space.size()));
    }
    var provenance =
        new Provenance(
            Provenance.Kind.parse(text(file, dataset, "provenance")),
            text(file, dataset, "source"),
            text(file, dataset, "source_sha256"));
    return new Column(key, provenance, () -> values(file, key));
  }

  private static double[] values(Path file, ColumnKey key) {
    double[] values;
    try (var hdf = new HdfFile(file)) {
      values = (double[]) hdf.getDatasetByPath("/" + key).getData();
    } catch (RuntimeException e) {
      throw unreadable(file, e);
    }
    for (double value : values) {
      if (!key.metric().admits(value)) {
        throw new InputException(Text.format("%s: %s", file, key.refusal(value)));
      }
    }
    return values;
  }

  private static String text(Path file, Node node, String name) {
    return String.valueOf(attribute(file, node, name));
  }

  private static Object attribute(Path file, Node node, String name) {
    Attribute attribute = node.getAttribute(name);
    if (attribute == null) {
      throw new InputException(
          Text.format(
              "%s: %s has no attribute %s, expected a table that nasreplay wrote",
              file, node.getPath(), name));
    }
    return attribute.getData();
  }

  @Override
  public void write(BenchmarkTable table, Path file) throws IOException {
    int size = table.space().size();
    DatasetCreationOptions few =
        DatasetCreationOptions.builder().chunkDimensions(size).deflate(DEFLATE_LEVEL).build();
    DatasetCreationOptions many =
        DatasetCreationOptions.builder()
            .chunkDimensions(size)
            .shuffle()
            .deflate(DEFLATE_LEVEL)
            .build();
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putAttribute("schema_version", SCHEMA);
      hdf.putAttribute("space", table.space().name());
      hdf.putAttribute("order", "values lie in index order of the space");
      Map<String, WritableGroup> groups = new HashMap<>();
      for (Column column : table.columns()) {
        ColumnKey key = column.key();
        String path = key.toString();
        int cut = path.lastIndexOf('/');
        WritableGroup parent = group(hdf, groups, path.substring(0, cut));
        // Accuracies repeat the same few thousand doubles: whole, they deflate to less than half of
        // what their shuffled bytes do. Times and losses hardly repeat, and want the shuffle.
        boolean repeats = key.metric().unit() == Metric.Unit.PERCENT;
        WritableDataset dataset =
            parent.putDataset(path.substring(cut + 1), column.values(), repeats ? few : many);
        dataset.putAttribute("units", key.metric().unit().label());
        dataset.putAttribute("provenance", column.provenance().kind().label());
        dataset.putAttribute("source", column.provenance().source());
        dataset.putAttribute("source_sha256", column.provenance().sha256());
      }
    }
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
