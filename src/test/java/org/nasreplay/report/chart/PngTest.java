package org.nasreplay.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngTest {
  @ParameterizedTest
  @CsvSource({"1,1", "640,3", "7,5", "300,200"})
  void theReaderOfTheJdkFindsEveryPixel(int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var random = RandomSource.XO_RO_SHI_RO_128_PP.create(7L);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) image.setRGB(x, y, random.nextInt());
    }
    var bytes = new ByteArrayOutputStream();
    Png.write(image, bytes);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(read.getRGB(0, 0, width, height, null, 0, width))
        .isEqualTo(image.getRGB(0, 0, width, height, null, 0, width));
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_3BYTE_BGR})
  void pixelsOfAnotherOrderAreRefused(int type) {
    assertThatThrownBy(() -> Png.write(new BufferedImage(2, 2, type), new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
