package org.nasreplay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasreplay.oracle.Evaluator;
import org.nasreplay.oracle.Source;
import org.nasreplay.replay.BudgetedSession;
import org.nasreplay.replay.Protocol.Budget;
import org.nasreplay.space.AdditiveSpace;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.NatsBench;
import org.nasreplay.space.SearchSpace;
import org.nasreplay.space.ToySpace;

/** What holds for every searcher that has a name. */
class EverySearcherTest {
  private static final SearcherRegistry REGISTRY = new SearcherRegistry();
  private static final ToySpace SPACE = new ToySpace(4, 4, 4, 4, 4);

  static List<String> names() {
    return REGISTRY.all().stream().map(SearcherDefinition::name).toList();
  }

  private static void search(String name, Session session) {
    REGISTRY.configure(name, Map.of()).create().get().search(session);
  }

  /** Every architecture takes its own time, a short training a share of it, as tables have it. */
  private static final class Landscape implements Evaluator {
    private final SearchSpace space;

    Landscape(SearchSpace space) {
      this.space = space;
    }

    @Override
    public SearchSpace space() {
      return space;
    }

    @Override
    public int epochs() {
      return 12;
    }

    @Override
    public void requirePrices() {}

    @Override
    public double meanReward(Architecture a) {
      return height(a) + 0.1;
    }

    @Override
    public List<Source> rewardSources() {
      return List.of();
    }

    @Override
    public List<Source> timeSources() {
      return List.of();
    }

    @Override
    public Fidelity at(int epochs) {
      return new Fidelity() {
        @Override
        public int answers() {
          return 3;
        }

        @Override
        public double reward(Architecture a, int answer) {
          return height(a) * epochs / 12 + 0.1 * answer;
        }

        @Override
        public double seconds(Architecture a, int answer) {
          return (20 + 10 * a.choice(0)) * epochs / 12.0;
        }
      };
    }
  }

  /** A sum over positions and a few interactions, in percent. */
  private static double height(Architecture a) {
    double sum = 60;
    for (int p = 0; p < a.positions(); p++) {
      sum += Math.sin(1 + 2.3 * p + a.choice(p)) + 0.2 * ((a.choice(p) * a.choice(0)) % 3);
    }
    return sum;
  }

  private static BudgetedSession session(
      SearchSpace space, Budget budget, CostRange allowed, long seed) {
    CostModel cost = space.cost("flops", NatsBench.CIFAR10);
    return new BudgetedSession(
        new Landscape(space), budget, new Constraint(cost, allowed), cost, seed);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theBudgetIsCrossedByAtMostOneEvaluation(String name) {
    for (int seed = 0; seed < 20; seed++) {
      var session = session(SPACE, new Budget(2000.0 + 17 * seed, null), CostRange.ANY, seed);
      search(name, session);
      if (name.equals("largest")) {
        assertThat(session.evaluations()).isEqualTo(1);
        continue;
      }
      // the dearest evaluation takes 50 s
      assertThat(session.seconds()).isBetween(2000.0 + 17 * seed, 2050.0 + 17 * seed);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aBudgetOfEvaluationsIsSpentExactly(String name) {
    var session = session(SPACE, new Budget(null, 137), CostRange.ANY, 1);
    search(name, session);
    assertThat(session.evaluations()).isEqualTo(name.equals("largest") ? 1 : 137);
  }

  @ParameterizedTest
  @MethodSource("names")
  void noBudgetIsTooSmall(String name) {
    for (int evaluations = 1; evaluations <= 12; evaluations++) {
      var session = session(SPACE, new Budget(null, evaluations), CostRange.ANY, 1);
      search(name, session);
      assertThat(session.evaluations()).isEqualTo(name.equals("largest") ? 1 : evaluations);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aSpaceTooLargeToNumberIsSearched(String name) {
    var space = new AdditiveSpace(20, 6, RandomSource.XO_RO_SHI_RO_128_PP.create(1L));
    var session = session(space, new Budget(null, 300), new CostRange(6e6, 12e6), 1);
    search(name, session);
    assertThat(session.evaluations()).isBetween(1L, 300L);
    if (name.equals("layernas-targets")) return; // 30 trainings a target do not get to the end
    assertThat(session.incumbent()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSameSeedGivesTheSameRun(String name) {
    var once = session(SPACE, new Budget(3000.0, null), CostRange.ANY, 5);
    var again = session(SPACE, new Budget(3000.0, null), CostRange.ANY, 5);
    search(name, once);
    search(name, again);
    assertThat(again.seconds()).isEqualTo(once.seconds());
    assertThat(again.evaluations()).isEqualTo(once.evaluations());
    assertThat(again.incumbent()).isEqualTo(once.incumbent());
  }

  @ParameterizedTest
  @MethodSource("names")
  void noArchitectureOutsideTheConstraintIsTrained(String name) {
    if (name.equals("layernas") || name.equals("layernas-targets"))
      return; // trains candidates on the way to the range
    CostModel cost = SPACE.cost("flops", NatsBench.CIFAR10);
    var allowed = new CostRange(6, 7);
    var session = session(SPACE, new Budget(null, 150), allowed, 2);
    search(
        name,
        new ForwardingSession(session) {
          @Override
          public double evaluate(Architecture architecture) {
            assertThat(allowed.contains(cost.cost(architecture))).isTrue();
            return super.evaluate(architecture);
          }

          @Override
          public double evaluate(Architecture architecture, int epochs) {
            assertThat(allowed.contains(cost.cost(architecture))).isTrue();
            return super.evaluate(architecture, epochs);
          }
        });
    assertThat(session.evaluations()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aSpaceOfOneArchitectureDoesNotHang(String name) {
    var session = session(new ToySpace(1, 1), new Budget(null, 40), CostRange.ANY, 2);
    search(name, session);
    assertThat(session.evaluations()).isBetween(1L, 40L);
  }

  /**
   * What each searcher trained in 200 evaluations without noise, as the sum of index · number. A
   * change here is a change of results, and belongs in the change log.
   */
  @Test
  void everySearcherTrainsWhatItAlwaysHas() {
    Map<String, Long> fingerprints = new TreeMap<>();
    for (String name : names()) {
      var evaluated = new long[2];
      var toy =
          new ToySession(
              SPACE,
              200,
              RandomSource.XO_RO_SHI_RO_128_PP.create(42),
              EverySearcherTest::height,
              CostRange.ANY);
      search(name, toy);
      for (String text : toy.evaluated()) {
        evaluated[0] += ++evaluated[1] * SPACE.parse(text).index();
      }
      fingerprints.put(name, evaluated[0]);
    }
    assertThat(fingerprints)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("asha", 9_006_744L),
                Map.entry("bananas", 8_576_574L),
                Map.entry("bayesian-optimization", 9_306_058L),
                Map.entry("bohb", 8_870_490L),
                Map.entry("hyperband", 9_050_329L),
                Map.entry("largest", 1_023L),
                Map.entry("layernas", 9_510_730L),
                Map.entry("layernas-resweep", 9_065_574L),
                Map.entry("layernas-targets", 10_689_361L),
                Map.entry("layernas-widening", 9_021_926L),
                Map.entry("local-search", 9_713_095L),
                Map.entry("local-search-targets", 4_413_924L),
                Map.entry("moead", 6_928_831L),
                Map.entry("nsga2", 6_965_531L),
                Map.entry("scalarized-evolution", 6_120_175L),
                Map.entry("ppo", 9_213_080L),
                Map.entry("pyglove-evolution", 9_107_462L),
                Map.entry("random", 9_871_256L),
                Map.entry("regularized-evolution", 8_599_204L),
                Map.entry("reinforce", 10_121_340L),
                Map.entry("successive-halving", 9_359_568L),
                Map.entry("tpe", 7_462_502L)));
  }
}
