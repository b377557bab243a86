package org.nasreplay.table.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.nasreplay.io.InputException;

/** Pickles written by hand, as Python's pickletools shows them. */
class UnpicklerTest {
  private final Unpickler unpickler = new Unpickler();

  /** What Python 3.11 writes for {@code [1, 256, 65536, -1, 2**40, 0.5, 'x', b'y', None, True]}. */
  @Test
  void everyScalarHasItsValue() throws IOException {
    var items =
        (PickledItems)
            read(
                "\u0080\u0004\u0095\u0031\0\0\0\0\0\0\0]\u0094(K\u0001M\0\u0001J\0\0\u0001\0"
                    + "J\u00ff\u00ff\u00ff\u00ff\u008a\u0006\0\0\0\0\0\u0001"
                    + "G?\u00e0\0\0\0\0\0\0\u008c\u0001x\u0094C\u0001y\u0094N\u0088e.");
    Object[] expected = {1, 256, 65536, -1, 1L << 40, 0.5, "x"};
    for (int i = 0; i < expected.length; i++) assertThat(items.item(i)).isEqualTo(expected[i]);
    assertThat((byte[]) items.item(7)).containsExactly('y');
    assertThat(items.item(8)).isSameAs(Unpickler.NONE);
    assertThat(items.item(9)).isEqualTo(true);
    assertThat(items.size()).isEqualTo(10);
  }

  /** Protocol 2 of {@code {'a': ('b', 'a')}}: long names, and references by number. */
  @Test
  void protocol2IsRead() throws IOException {
    var dict =
        (PickledDict)
            read(
                "\u0080\u0002}q\0X\u0001\0\0\0aq\u0001X\u0001\0\0\0bq\u0002h\u0001\u0086q\u0003s.");
    var tuple = (PickledItems) dict.value(0);
    assertThat(dict.key(0)).isEqualTo("a");
    assertThat(tuple.item(0)).isEqualTo("b");
    assertThat(tuple.item(1)).isSameAs(dict.key(0));
  }

  @Test
  void aTupleThatIsTheFirstKeyLeavesTheMarkBelow() throws IOException {
    var dict = (PickledDict) read("\u0080\u0004}(K\u0001K\u0002\u0086K\u0003u.");
    assertThat(((PickledItems) dict.key(0)).size()).isEqualTo(2);
    assertThat(dict.value(0)).isEqualTo(3);
  }

  @Test
  void theLaterOfTwoValuesCounts() throws IOException {
    var dict = (PickledDict) read("\u0080\u0004}\u008c\u0001aK\u0001s\u008c\u0001aK\u0002s.");
    assertThat(dict.find("a")).isEqualTo(2);
    assertThat(dict.find("b")).isNull();
  }

  @Test
  void equalNamesBecomeOneObject() throws IOException {
    var list =
        (PickledItems)
            read("\u0080\u0004](\u008c\u0005x-val\u008c\u0005x-val\u008c\u0002\u00c3\u00a4e.");
    assertThat(list.item(0)).isSameAs(list.item(1));
    assertThat(list.item(2)).isEqualTo("ä");
  }

  @Test
  void aConsumedRecordIsDroppedAndCannotBeReferredTo() throws IOException {
    var stream = new Unpickler(dict -> dict.find("record") != null);
    String record = "\u0080\u0004]\u0094(}\u0094\u008c\u0006record\u0094]\u0094s";
    var kept = (PickledItems) stream.read(bytes(record + "e."));
    assertThat(((PickledDict) kept.item(0)).entries()).isZero();
    var name = (PickledItems) stream.read(bytes(record + "h\u0002e."));
    assertThat(name.item(1)).isEqualTo("record");
    for (int inside : new int[] {1, 3}) {
      assertThatThrownBy(() -> stream.read(bytes(record + "h" + (char) inside + "e.")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("refers back to a record that has been read");
    }
  }

  @Test
  void limitsAreThoseOfARecordNotOfAStream() throws IOException {
    // three records of 600,000 objects where one may have a million
    var pickle = new ByteArrayOutputStream();
    pickle.writeBytes("\u0080\u0004".getBytes(StandardCharsets.ISO_8859_1));
    for (int record = 0; record < 3; record++) {
      for (int i = 0; i < 300_000; i++) pickle.writeBytes(new byte[] {'N', '0'});
      pickle.writeBytes("}\u008c\u0006recordNs0".getBytes(StandardCharsets.ISO_8859_1));
    }
    pickle.writeBytes(new byte[] {'N', '.'});
    var stream = new Unpickler(dict -> dict.find("record") != null);
    assertThat(stream.read(new ByteArrayInputStream(pickle.toByteArray())))
        .isSameAs(Unpickler.NONE);
    assertThatThrownBy(() -> unpickler.read(new ByteArrayInputStream(pickle.toByteArray())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1,000,000 objects");
  }

  private Object read(String pickle) throws IOException {
    return unpickler.read(bytes(pickle));
  }

  private static ByteArrayInputStream bytes(String pickle) {
    return new ByteArrayInputStream(pickle.getBytes(StandardCharsets.ISO_8859_1));
  }
}
