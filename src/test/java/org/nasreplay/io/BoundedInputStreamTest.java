package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BoundedInputStreamTest {
  private static BoundedInputStream of(int bytes, long most) {
    return new BoundedInputStream(
        new ByteArrayInputStream(new byte[bytes]), most, new InputException("too long"));
  }

  @Test
  void asManyBytesAsAllowedPass() throws IOException {
    assertThat(of(1000, 1000).readAllBytes()).hasSize(1000);
    assertThat(of(0, 0).read()).isEqualTo(-1);
  }

  @Test
  void oneMoreIsRefusedHoweverItIsRead() {
    assertThatThrownBy(() -> of(1001, 1000).readAllBytes()).hasMessage("too long");
    assertThatThrownBy(() -> of(1001, 1000).skipNBytes(1001)).hasMessage("too long");
    assertThatThrownBy(() -> of(1, 0).read()).hasMessage("too long");
  }
}
