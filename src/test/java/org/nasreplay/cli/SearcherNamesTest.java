package org.nasreplay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearcherNamesTest {
  @Test
  void commasPartNamesAndNotTheSettingsThatANameShows() {
    assertThat(
            SearcherNames.split(
                List.of(
                    "random, layernas {buckets=10, keep=1},tpe",
                    "layernas {keep=1, edges=equal_count} (old, of May)")))
        .containsExactly(
            "random",
            "layernas {buckets=10, keep=1}",
            "tpe",
            "layernas {keep=1, edges=equal_count} (old, of May)");
  }

  @Test
  void anEqualsSignBehindTheSettingsStartsALabel() {
    String given = "layernas {keep=1, buckets=5}=LayerNAS, k=1";
    assertThat(SearcherNames.find(given, '=', 0)).isEqualTo(28);
    assertThat(SearcherNames.find("layernas {keep=1}", '=', 0)).isEqualTo(-1);
  }

  @Test
  void bracketsThatNobodyOpensOrClosesHurtNobody() {
    assertThat(SearcherNames.split(List.of("a},b", "c{,d", ",", "")))
        .containsExactly("a}", "b", "c{,d", "", "", "");
  }
}
