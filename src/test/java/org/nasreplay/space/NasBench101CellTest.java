package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasreplay.io.InputException;

class NasBench101CellTest {
  @ParameterizedTest
  @CsvSource({
    "1-, 043721b9c7fe8c5fad811d47d83132ec, 882570",
    "101-3, b49ac8c578b4561d79ac7087988f1c61, 10177674",
    "101-1, d1269d9156ddc027c40473008192958a, 1920138",
    "101-m, 53cee42601ad14d661bb6878031d6acb, 882570",
    "111-3, d32d0b26d534203b48d866facd98cc3e, 11051402",
    "111-m, 6f6257bc3b12d87b8736e81cd4b7ed8b, 1756298",
    "100110100001001010101-3m331, 00005c142e6f48ac74fdcf73e3439874, 8555530",
    "100000100001000111101-11313, 0000718c96730a92ea6d5242f8ce77e2, 5878154",
    "101000100001001100101-13m1m, 0000fa05697179112aaf69c2f0a51a0f, 3729162"
  })
  void hashAndParametersAreThoseThatTheAuthorsPublished(String text, String hash, long params) {
    NasBench101Cell cell = NasBench101Cell.parse(text);
    assertThat(cell.hash()).isEqualTo(hash);
    assertThat(cell.params()).isEqualTo(params);
    assertThat(cell.text()).isEqualTo(text);
    assertThat(NasBench101Cell.ofCode(cell.code())).isEqualTo(cell);
    assertThat(NasBench101Cell.of(cell.adjacency(), cell.operationNames())).isEqualTo(cell);
  }

  /**
   * 3 · 9 · 128 + 256 of the stem; the cells' convolutions, three of 128 channels, three of 256 and
   * three of 512, have 9 c² + 2 c, their projections from 128, 128, 128; 128, 256, 256; 256, 512,
   * 512 channels in · c + 2 c; the dense layer 513 · 10.
   */
  @Test
  void parametersOfAConvolutionWithoutAShortcutAddUp() {
    long stem = 3712;
    long convolutions = 3 * (147_456 + 256) + 3 * (589_824 + 512) + 3 * (2_359_296 + 1024);
    long first = 3 * (128 * 128 + 256);
    long second = 128 * 256 + 2 * 256 * 256 + 3 * 512;
    long third = 256 * 512 + 2 * 512 * 512 + 3 * 1024;
    assertThat(NasBench101Cell.parse("101-3").params())
        .isEqualTo(stem + convolutions + first + second + third + 5130);
  }

  /** Of 128 channels, three concatenated vertices get 43, 43 and 42. */
  @Test
  void channelsThatDoNotDivideGoToTheFirstVertices() {
    long params = NasBench101Cell.parse("1110001011-mmm").params();
    long expected = 3712 + 5130;
    int in = 128;
    for (int out : new int[] {128, 256, 512}) {
      int third = out / 3;
      int[] shares = {third + 1, third + (out % 3 == 2 ? 1 : 0), third};
      for (int cell = 0; cell < 3; cell++, in = out) {
        for (int share : shares) expected += (long) in * share + 2L * share;
      }
    }
    assertThat(params).isEqualTo(expected);
  }

  /** The authors' code gives what does not divide to the first vertices, whichever they are. */
  @Test
  void theOrderOfVerticesDecidesOnParameters() {
    NasBench101Cell convolutionFirst = NasBench101Cell.parse("1110001011-3mm");
    NasBench101Cell convolutionLast = NasBench101Cell.parse("1110001011-mm3");
    assertThat(convolutionFirst.hash()).isEqualTo(convolutionLast.hash());
    assertThat(convolutionFirst.params()).isGreaterThan(convolutionLast.params());
  }

  @Test
  void aCellIsReadAsRecordsHaveIt() {
    NasBench101Cell cell =
        NasBench101Cell.of(
            "0110001100010000", List.of("input", "conv1x1-bn-relu", "maxpool3x3", "output"));
    assertThat(cell).hasToString("110111-1m");
    assertThat(cell.vertices()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "010000000, 'input,conv3x3-bn-relu,output', no path",
    "011001000, 'input,conv5x5-bn-relu,output', another operation",
    "010101000, 'input,conv3x3-bn-relu,output', an edge backwards",
    "010001, 'input,conv3x3-bn-relu,output', no square",
    "0000, 'input,output', no edge",
    "021001000, 'input,conv3x3-bn-relu,output', a digit",
    "010001000, 'output,conv3x3-bn-relu,input', ends exchanged",
    "0010000000010000, 'input,maxpool3x3,maxpool3x3,output', a vertex on no path"
  })
  void whatIsNoCellIsRefused(String adjacency, String operations, String why) {
    assertThatThrownBy(() -> NasBench101Cell.of(adjacency, List.of(operations.split(",", -1))))
        .as(why)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @CsvSource({"''", "-", "1", "1-3", "111", "111-", "111-x", "112-3", "111-33", "0-", "-111"})
  void textsOfAnotherFormAreRefused(String text) {
    assertThatThrownBy(() -> NasBench101Cell.parse(text)).isInstanceOf(InputException.class);
  }

  @Test
  void tenEdgesAreTooMany() {
    String chain = "10000" + "1000" + "100" + "10" + "1-33333";
    assertThat(NasBench101Cell.parse("101101" + chain).vertices()).isEqualTo(7);
    assertThatThrownBy(() -> NasBench101Cell.parse("111101" + chain))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("at most 9 edges");
  }
}
