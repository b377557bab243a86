package org.nasreplay.space;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasreplay.io.InputException;

/** What is no architecture of a space that is built in is said with the text and what it lacks. */
class NotationTest {
  private static final Map<SearchSpace, String> EXPECTED =
      Map.of(
          SizeSpace.instance(), "five channel counts of 8, 16, …, 64 like 8:8:16:32:64",
          TopologySpace.instance(), "|op~0|+|op~0|op~1|+|op~0|op~1|op~2| with op one of none, ",
          OnceForAllSpace.instance(), "20 kernels of 3, 5, 7, 20 expansions of 3, 4, 6, 5 depths");

  private static final List<String> SIZES =
      List.of(
          "",
          ":",
          "8:8:8:8",
          "8:8:8:8:8:8",
          "8:8:8:8:",
          ":8:8:8:8",
          "8:8:8:8:12",
          "8:8:8:8:0",
          "8:8:8:8:08",
          "8:8:8:8:72",
          "8:8:8:8:99999999999",
          "8:8:8:8:-8",
          "8:8:8:8: 8",
          "8,8,8,8,8");
  private static final List<String> CELLS =
      List.of(
          "",
          "|",
          "8:8:8:8:8",
          "|none~0|+|none~0|none~1|+|none~0|none~1|none~2",
          "|none~0|+|none~0|none~1|+|none~0|none~1|none~2||",
          "|none~0|+|none~1|none~0|+|none~0|none~1|none~2|",
          "|max_pool~0|+|none~0|none~1|+|none~0|none~1|none~2|");
  private static final List<String> LAYERS =
      List.of(
          "",
          "33333333333333333333:33333333333333333333:22222",
          "33333333333333333333:33333333333333333333:22222:168",
          "33333333333333333333:33333333333333333333:22221:160",
          "33333333333333333333:53333333333333333333:22222:160",
          "43333333333333333333:33333333333333333333:22222:160",
          "3333333333333333333:33333333333333333333:22222:160",
          "33333333333333333333:33333333333333333333:22222:160:");

  static Stream<Arguments> texts() {
    return Stream.of(
            Map.entry(SizeSpace.instance(), SIZES),
            Map.entry(TopologySpace.instance(), CELLS),
            Map.entry(OnceForAllSpace.instance(), LAYERS))
        .flatMap(each -> each.getValue().stream().map(text -> Arguments.of(each.getKey(), text)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatIsNoArchitectureIsSaidInALine(SearchSpace space, String text) {
    assertThatThrownBy(() -> space.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "unknown architecture (%s), expected %s", text, EXPECTED.get(space));
  }
}
