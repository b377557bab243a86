package org.nasreplay.table.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasreplay.io.InputException;
import org.nasreplay.space.NasBench101Cell;
import org.nasreplay.space.NasBench101Space;
import org.nasreplay.space.SizeSpace;
import org.nasreplay.table.BenchmarkTable;
import org.nasreplay.table.ColumnKey;
import org.nasreplay.table.file.TableFormats;

/** Tables of listed cells, as another program writes them. */
class ListedCellsTest {
  private static final double ONE = NasBench101Cell.parse("1-").code();
  private static final double OTHER = NasBench101Cell.parse("111-3").code();

  @TempDir private Path folder;

  private BenchmarkTable read(String space, @Nullable Object cells) throws Exception {
    Path file = folder.resolve("t.h5");
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putAttribute("schema_version", 1);
      hdf.putAttribute("space", space);
      if (cells != null) hdf.putDataset("cells", cells);
      var values =
          hdf.putGroup("cifar10")
              .putGroup("108")
              .putGroup("test_accuracy")
              .putDataset("1", new double[] {90, 91});
      values.putAttribute("provenance", "measured");
      values.putAttribute("source", "a lab");
      values.putAttribute("source_sha256", "");
    }
    return TableFormats.read(file);
  }

  @Test
  void aListOfCellsIsTheSpace() throws Exception {
    BenchmarkTable table = read(NasBench101Space.NAME, new double[] {ONE, OTHER});
    assertThat(table.space().size()).isEqualTo(2);
    assertThat(table.space().format(table.space().architecture(1))).isEqualTo("111-3");
    assertThat(table.column(ColumnKey.parse("cifar10/108/test_accuracy/1")).values())
        .containsExactly(90, 91);
  }

  @Test
  void aListThatIsNoneIsRefusedInALine() {
    String numbers = "dataset cells, expected at most 2,000,000 whole numbers as float64";
    assertRefused(NasBench101Space.NAME, new double[] {ONE, Double.NaN}, numbers);
    assertRefused(NasBench101Space.NAME, new double[] {ONE, 1e300}, numbers);
    assertRefused(NasBench101Space.NAME, new double[] {ONE, OTHER + 0.5}, numbers);
    assertRefused(NasBench101Space.NAME, new long[] {(long) ONE, (long) OTHER}, numbers);
    assertRefused(NasBench101Space.NAME, new double[][] {{ONE, OTHER}, {ONE, OTHER}}, numbers);
    assertRefused(NasBench101Space.NAME, new double[] {ONE, ONE}, "appears a second time");
    assertRefused(NasBench101Space.NAME, new double[] {ONE, -1}, "edges");
    assertRefused(NasBench101Space.NAME, new double[] {ONE}, "shape [2], expected one dimension");
    assertRefused(NasBench101Space.NAME, null, "expected the list of its cells");
    assertRefused(SizeSpace.instance().name(), new double[] {ONE, OTHER}, "expected none");
  }

  private void assertRefused(String space, @Nullable Object cells, String reason) {
    assertThatThrownBy(() -> read(space, cells))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve("t.h5").toString())
        .hasMessageContaining(reason);
  }
}
