package org.nasreplay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
                      try {
                        if (n == 60) throw new IOException("sixty");
                        if (n >= 7) throw new IllegalStateException(n + " or more");
                        return n;
                      } finally {
                        if (n > 50) Thread.yield();
                        ended.incrementAndGet();
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("7 or more");
    assertThat(ended).hasValue(100);
  }

  @Test
  void anErrorOfOneIsThrownAsItIsWhenTheOthersHaveEnded() {
    var ended = new AtomicInteger();
    var error = new StackOverflowError();
    assertThatThrownBy(
            () ->
                Together.each(
                    IntStream.range(0, 50).boxed().toList(),
                    n -> {
                      ended.incrementAndGet();
                      if (n == 3) throw error;
                      return n;
                    }))
        .isSameAs(error);
    assertThat(ended).hasValue(50);
  }

  @Test
  void twoGoOnSideBySide() throws IOException {
    var met = new CyclicBarrier(2); // neither could pass it alone
    Together.Both<String, Integer> both =
        Together.both(() -> "first" + (met(met) ? "" : " alone"), () -> met(met) ? 2 : 1);
    assertThat(both).isEqualTo(new Together.Both<>("first", 2));
  }

  private static boolean met(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      return false;
    }
  }

  @Test
  void whereBothFailTheFirstIsToldAndTheOtherHasEnded() {
    var ended = new AtomicInteger();
    Together.Work<String> good = () -> "good" + ended.incrementAndGet();
    Together.Work<String> first = () -> failing("first", ended);
    Together.Work<String> second = () -> failing("second", ended);
    assertThatThrownBy(() -> Together.both(first, second)).hasMessage("first");
    assertThatThrownBy(() -> Together.both(first, good)).hasMessage("first");
    assertThatThrownBy(() -> Together.both(good, second))
        .isInstanceOf(IOException.class)
        .hasMessage("second");
    assertThat(ended).hasValue(6);
  }

  private static String failing(String name, AtomicInteger ended) throws IOException {
    ended.incrementAndGet();
    throw new IOException(name);
  }
}
