package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AheadTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 499, 500, 501, 1000, 12_345})
  void everythingComesInItsOrder(int size) {
    List<Integer> numbers = IntStream.range(0, size).boxed().toList();
    List<Integer> read = new ArrayList<>();
    try (var ahead = new Ahead<>(numbers.iterator())) {
      while (ahead.hasNext()) read.add(ahead.next());
      assertThat(ahead.hasNext()).isFalse();
      assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
    }
    assertThat(read).isEqualTo(numbers);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500, 777})
  void whatTheOtherThrowsComesAfterAllBeforeIt(int good) {
    Iterator<Integer> failing =
        Stream.iterate(0, n -> n + 1)
            .map(
                n -> {
                  if (n == good) throw new IllegalStateException("at " + n);
                  return n;
                })
            .iterator();
    try (var ahead = new Ahead<>(failing)) {
      for (int i = 0; i < good; i++) assertThat(ahead.next()).isEqualTo(i);
      assertThatThrownBy(ahead::hasNext).hasMessage("at " + good);
    }
  }

  @Test
  void nobodyIsLeftReadingWhenItIsClosedInTheMiddle() {
    var asked = new AtomicInteger();
    Iterator<Integer> endless = Stream.generate(asked::incrementAndGet).iterator();
    try (var ahead = new Ahead<>(endless)) {
      assertThat(ahead.next()).isEqualTo(1);
    }
    int then = asked.get();
    assertThat(then).isLessThan(10_000); // it waits where it is too far ahead
    for (int i = 0; i < 1_000; i++) Thread.onSpinWait();
    assertThat(asked).hasValue(then);
  }
}
