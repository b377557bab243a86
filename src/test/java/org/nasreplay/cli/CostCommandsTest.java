package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nasreplay.cli.Commands.TABLE;
import static org.nasreplay.cli.Commands.assertRefused;
import static org.nasreplay.cli.Commands.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.cli.Commands.Outcome;

/** Spaces of users and costs of devices, as commands take and show them. */
class CostCommandsTest {
  @TempDir private Path folder;
  private Path space;
  private Path csv;
  private Path table;

  /** Four networks of two choices of two; the dearer, the better. */
  @BeforeEach
  void write() throws IOException {
    space =
        Files.writeString(
            folder.resolve("space.yaml"),
            """
            name: four
            positions: [{name: a, choices: [x, y]}, {name: b, choices: [x, y]}]
            notation: concatenated
            costs: {flops: multiply-adds}
            datasets: [toys]
            """);
    csv =
        Files.writeString(
            folder.resolve("four.csv"),
            """
            architecture,toys/3/test_accuracy/1,flops
            yy,80,4e6
            xx,50,1e6
            xy,60,2e6
            yx,,3e6
            """);
    table = folder.resolve("four.h5");
  }

  private Outcome imported() {
    return run("table", "import", "csv", csv, "--space", space, "-o", table);
  }

  private Outcome best(Object... bounds) {
    return run(
        Stream.concat(
                Stream.of("table", "best", table, "--metric", "test_accuracy", "--epochs", 3),
                Stream.of(bounds))
            .toArray());
  }

  private Path latencies(String text) throws IOException {
    return Files.writeString(folder.resolve("latencies.csv"), text);
  }

  private Outcome merged(Object... options) {
    return run(
        Stream.concat(
                Stream.of("table", "merge", table, "-o", folder.resolve("merged.csv")),
                Stream.of(options))
            .toArray());
  }

  @Test
  void anImportedTableIsShownWithItsCosts() {
    assertThat(imported().out())
        .isEqualTo(
            "4 architectures of the four space, 1 columns, 1 costs: "
                + table
                + System.lineSeparator());
    assertThat(run("table", "info", table).out())
        .contains("space four, 4 architectures, 1 columns, 1 costs, ")
        .containsPattern(
            "flops \\[multiply-adds\\] +0 1000000\\.0000 2500000\\.0000 .* measured \\(four\\.csv");
    assertThat(run("table", "verify", table).out())
        .contains("2 columns, 7 values in range, 1 empty");
    assertThat(run("table", "query", table, "yx").out())
        .contains("architecture yx, index 2")
        .containsPattern("flops \\[multiply-adds\\] +3000000\\.0  measured")
        .containsPattern("toys/3/test_accuracy/1 +missing  measured");
    assertRefused(run("table", "query", table, "zz"), "unknown architecture (zz) in space four");
    Path copy = folder.resolve("copy.csv");
    assertThat(run("table", "convert", table, copy).exitCode()).isZero();
    assertThat(run("table", "query", copy, "yx").out())
        .isEqualTo(run("table", "query", table, "yx").out());
  }

  @Test
  void theBestNetworkLiesWithinAllBoundsInTheirOwnUnits() throws IOException {
    imported();
    assertThat(best().out()).contains("80.00  yy  4.00 MFLOPs (measured)");
    assertThat(best("--at-most", "flops=3M").out()).contains("60.00  xy  2.00 MFLOPs");
    assertThat(best("--flops-max", "2 MFLOPs").out()).contains("60.00  xy");
    assertThat(best("--at-most", "flops=3e6", "--at-most", "flops=1.5e6").out()).contains("xx");
    assertThat(best("--at-least", "flops=1 MMACs", "--at-most", "flops=1M").out()).contains("xx");
    latencies("index,architecture,phone,tpu\n0,xx,4,1\n1,xy,3,1\n2,yx,2,1\n3,yy,1,1.5\n");
    Outcome merge =
        merged("--costs", folder.resolve("latencies.csv"), "--unit", "ms", "--modelled", "tpu");
    assertThat(merge.exitCode()).as(merge.err()).isZero();
    table = folder.resolve("merged.csv");
    assertThat(best("--at-least", "phone=0.002 s", "--at-most", "tpu=1000us").out())
        .contains("60.00  xy  2.00 MFLOPs, phone 3.00 ms (measured)  tpu 1.00 ms (modelled)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--at-most flops=2ms          | flops (2 ms) is not in multiply-adds",
        "--at-most phone=2ms          | unknown cost (phone), expected one of flops",
        "--at-most flops              | (flops), expected a cost and an amount, as flops=140M",
        "--at-most flops=             | (), expected a number, as 140e6, 140M",
        "--at-most flops=many         | (many), expected a number, as 140e6, 140M",
        "--flops-max 2ms              | flops (2 ms) is not in multiply-adds",
        "--flops-min 5M --flops-max 4M | flops at least 5000000.0 is above at most 4000000.0",
        "--at-most flops=0            | toys: no architecture satisfies the bounds",
        "--params-max 5               | unknown cost (params), expected one of flops",
      })
  void aBoundThatCannotBeMeantIsOneLine(String bounds, String reason) {
    imported();
    assertRefused(best((Object[]) bounds.split(" ")), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "phone    | --unit ms --modelled fpga | latencies.csv: no column (fpga), which is said to be modelled",
        "phone    | --unit 1/s                | latencies.csv:1: cost (phone) in (1/s), expected a name",
        "phone    | ''                        | latencies.csv:1: cost (phone) without a unit",
        "flops    | --unit multiply-adds      | cost flops appears twice",
        "flops    | --unit ms                 | latencies.csv: cost flops is in (ms), expected multiply-adds",
        "a phone  | --unit ms                 | latencies.csv:1: cost (a phone) in (ms), expected a name",
      })
  void aWrongFileOfCostsIsOneLine(String name, String options, String reason) throws IOException {
    imported();
    Path file = latencies("architecture," + name + "\nxx,4\nxy,3\nyx,2\nyy,1\n");
    List<Object> words = new ArrayList<>(List.of("--costs", file));
    if (!options.isEmpty()) words.addAll(List.of(options.split(" ")));
    assertRefused(merged(words.toArray()), reason);
    assertThat(folder.resolve("merged.csv")).doesNotExist();
  }

  @Test
  void everyNetworkHasItsCostAndItIsNotNegative() throws IOException {
    imported();
    Path file = latencies("architecture,phone\nxx,4\nxy,3\nyy,1\n");
    assertRefused(
        merged("--costs", file, "--unit", "ms"),
        file + ": 3 rows, expected 4; the first architecture without one is yx");
    latencies("architecture,phone\nxx,4\nxy,-3\nyx,2\nyy,1\n");
    assertRefused(
        merged("--costs", file, "--unit", "ms"),
        file + ":3: cost -3.0 in column phone [ms] is outside 0 to infinity");
    assertRefused(merged(), "expected a table B or --costs");
    assertRefused(merged("--unit", "ms"), "--costs");
  }

  @Test
  void costsOfTheSizeSpaceAreComputedAndNotListed() throws IOException {
    Path file = latencies("architecture,flops\n8:8:8:8:8,4\n");
    assertRefused(
        run("table", "merge", TABLE, "--costs", file, "--unit", "ms", "-o", table), file + ": ");
  }

  @Test
  void aWrongImportIsOneLineAndLeavesNothing() throws IOException {
    Files.writeString(csv, Files.readString(csv).replace("xy,60", "xz,60"));
    assertRefused(imported(), csv + ":4: unknown architecture (xz) in space four");
    Files.writeString(space, Files.readString(space).replace("multiply-adds", "12"));
    assertRefused(imported(), space + ":4: flops (12), expected a unit");
    assertRefused(
        run("table", "import", "csv", csv, "--space", TABLE, "-o", table), "is longer than");
    assertRefused(run("table", "import", "macro", csv, "-o", table), csv + ":1: not JSON");
    assertRefused(
        run("table", "import", "channel", csv, "--family", "vgg", "-o", table),
        "--family (vgg), expected resnet or mobilenet");
    assertThat(table).doesNotExist();
  }
}
