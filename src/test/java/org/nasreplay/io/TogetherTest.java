package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherTest {

  @Test
  void resultsStandInTheOrderOfWhatTheyAreOf() throws IOException {
    List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
    assertThat(Together.each(numbers, n -> n * n))
        .isEqualTo(numbers.stream().map(n -> n * n).toList());
  }

  @Test
  void theFirstFailureInOrderIsToldWhenAllHaveEnded() {
    var ended = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Together.each(
                    IntStream.range(0, 100).boxed().toList(),
                    n -> {
                      ended.incrementAndGet();
                      if (n == 60) throw new IOException("sixty");
                      if (n >= 7) throw new IllegalStateException(n + " or more");
                      return n;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("7 or more");
    assertThat(ended).hasValue(100);
  }

  @Test
  void whatGoesOnBesideIsWaitedForAndThrowsToWhoeverAsks() throws IOException {
    Together.Work<String> given = Together.beside(() -> "here");
    assertThat(given.done()).isEqualTo("here");
    assertThat(given.done()).isEqualTo("here");
    Together.Work<String> failed =
        Together.beside(
            () -> {
              throw new IOException("no space");
            });
    assertThatThrownBy(failed::done).isInstanceOf(IOException.class).hasMessage("no space");
  }
}
