package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
  @ValueSource(ints = {0, 1, 99, 100, 101, 1000, 12_345})
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
  @ValueSource(ints = {0, 1, 100, 777})
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
  void anErrorComesThroughAndThereIsNothingBehindIt() {
    var error = new OutOfMemoryError("none left");
    try (var ahead = new Ahead<>(failing(error))) {
      assertThatThrownBy(ahead::hasNext).isSameAs(error);
      assertThat(ahead.hasNext()).isFalse();
    }
  }

  private static Iterator<Integer> failing(Error error) {
    return Stream.<Integer>generate(
            () -> {
              throw error;
            })
        .iterator();
  }

  @Test
  void closingEndsTheReadingWhereverItIs() {
    var stuck = new CountDownLatch(1);
    var ended = new AtomicBoolean();
    Iterator<Integer> slow =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Integer next() {
            stuck.countDown();
            try {
              new CountDownLatch(1).await();
              return 1;
            } catch (InterruptedException e) {
              ended.set(true);
              throw new IllegalStateException(e);
            }
          }
        };
    var ahead = new Ahead<>(slow);
    await(stuck);
    ahead.close();
    assertThat(ended).isTrue();
    assertThat(ahead.hasNext()).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void itWaitsWhereItIsTooFarAhead() {
    var asked = new AtomicInteger();
    try (var ahead = new Ahead<>(Stream.generate(asked::incrementAndGet).iterator())) {
      assertThat(ahead.next()).isEqualTo(1);
      assertThat(asked.get()).isLessThan(2_000);
    }
    int then = asked.get();
    assertThat(then).isLessThan(2_000);
  }
}
