package org.nasreplay.space;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the authors of NAS-Bench-101 published of their cells; {@code -Dcells=1} takes every hash.
 */
class NasBench101PublishedIT {
  private static final Path DATA = Path.of("../shared/data/nas-bench-101");
  private static final int EVERY = Integer.getInteger("cells", 50);

  @BeforeEach
  void needsTheData() {
    assumeTrue(Files.isDirectory(DATA), "needs " + DATA);
  }

  @Test
  void parametersAreExactOnAllCellsAndHashesOnThoseThatAreTried() throws IOException {
    List<Integer> codes = new ArrayList<>();
    try (BufferedReader cells = lines("nasbench101-cells.csv.gz")) {
      cells.readLine();
      for (String line = cells.readLine(); line != null; line = cells.readLine()) {
        String[] row = line.split(",", -1);
        NasBench101Cell cell = NasBench101Cell.parse(row[2] + "-" + row[3]);
        if (cell.params() != Long.parseLong(row[4])) throw new AssertionError(line);
        if (codes.size() % EVERY == 0) assertThat(cell.hash()).isEqualTo(row[0]);
        codes.add(cell.code());
      }
    }
    NasBench101Space all = NasBench101Space.of(codes.stream().mapToInt(code -> code).toArray());
    assertThat(all.whole()).isTrue();
    assertThat(all.parse("00005c142e6f48ac74fdcf73e3439874").index()).isZero();
  }

  private static BufferedReader lines(String file) throws IOException {
    InputStream raw = Files.newInputStream(DATA.resolve(file));
    return new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), US_ASCII));
  }
}
