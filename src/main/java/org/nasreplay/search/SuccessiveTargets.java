package org.nasreplay.search;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.commons.rng.sampling.ArraySampler;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.Expect;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.Sampler;

/**
 * A front by targets of cost, one after the other: for each of them a search of its own for one
 * network, as papers that report a network per target make them. The targets divide the costs of
 * the space evenly and come in random order; each has its share of what is left of the budget, and
 * what they leave over is divided again. Searches know nothing of each other, and train and pay for
 * what others trained before them.
 */
public final class SuccessiveTargets implements Searcher {
  /** A range of costs that so many random networks miss is taken for empty. */
  private static final int MOST_DRAWS = 10_000;

  /**
   * How many targets there are.
   *
   * @param targets of cost, 1 to 1,000
   */
  public record Settings(int targets) {
    public static final Settings TEN = new Settings(10);

    public Settings {
      Expect.whole("targets", targets, 1, 1000);
    }
  }

  private final Settings settings;

  /** From which share of a target on its search has to be. */
  private final double least;

  private final Supplier<Searcher> searches;

  private SuccessiveTargets(Settings settings, double least, Supplier<Searcher> searches) {
    this.settings = settings;
    this.least = least;
    this.searches = searches;
  }

  /** A sweep of LayerNAS for every target T, in the range that its paper has, [0.9 T, T]. */
  public static SuccessiveTargets layerNas(Settings settings) {
    return new SuccessiveTargets(settings, 0.9, () -> new LayerNas(LayerNas.Settings.PAPER));
  }

  /** A local search for every target T, in all that costs no more. */
  public static SuccessiveTargets localSearch(Settings settings) {
    return new SuccessiveTargets(settings, 0, () -> new LocalSearch(LocalSearch.Settings.NASZILLA));
  }

  @Override
  public Needs needs(int epochs) {
    return Needs.COST_BOUNDS;
  }

  @Override
  public void search(Session session) {
    CostModel cost = session.cost();
    var open = new int[session.space().positions()];
    Arrays.fill(open, -1);
    CostRange bounds = cost.bounds(open);
    CostRange allowed = session.constraint().range();
    double from = Math.max(bounds.least(), allowed.least());
    double to = Math.min(bounds.greatest(), allowed.greatest());
    var targets = new double[settings.targets()];
    Arrays.setAll(targets, i -> from + (i + 1) * (to - from) / targets.length);
    targets[targets.length - 1] = to; // as no rounding may keep the dearest out
    long spent = 0;
    long before;
    do {
      before = spent;
      ArraySampler.shuffle(session.random(), targets);
      for (int i = 0; i < targets.length && !session.exhausted(); i++) {
        var range = new CostRange(Math.max(from, least * targets[i]), targets[i]);
        var part = new Part(session, new Constraint(cost, range), spent, targets.length - i);
        searches.get().search(part);
        spent += part.trainings;
      }
    } while (spent > before && !session.exhausted());
  }

  /** The session of one target. */
  private static final class Part extends ForwardingSession {
    private final Session whole;
    private final Constraint target;
    private final double untilSeconds;
    private final double mostTrainings;
    private long trainings;
    private @Nullable Sampler sampler;
    private boolean empty;

    /**
     * @param spent trainings of the targets before
     * @param left targets that are to come, this one among them
     */
    Part(Session whole, Constraint target, long spent, int left) {
      super(whole);
      this.whole = whole;
      this.target = target;
      Budget budget = whole.budget();
      this.mostTrainings = Math.ceil((budget.evaluations() - spent) / (double) left);
      this.untilSeconds =
          budget.seconds() < Double.POSITIVE_INFINITY
              ? whole.seconds() + (budget.seconds() - whole.seconds()) / left
              : Double.POSITIVE_INFINITY;
    }

    @Override
    public Constraint constraint() {
      return target;
    }

    @Override
    public boolean exhausted() {
      return empty
          || super.exhausted()
          || trainings >= mostTrainings
          || seconds() >= untilSeconds; // never where trainings have no price
    }

    @Override
    public double evaluate(Architecture architecture) {
      trainings++;
      return super.evaluate(architecture);
    }

    @Override
    public double evaluate(Architecture architecture, int epochs) {
      trainings++;
      return super.evaluate(architecture, epochs);
    }

    @Override
    public Architecture sample() {
      CostModel cost = Objects.requireNonNull(target.cost());
      if (sampler == null) sampler = space().sampler(cost, target.range());
      if (sampler != null) return sampler.sample(random());
      Architecture drawn = whole.sample();
      for (int draws = 1; draws < MOST_DRAWS && !admits(drawn); draws++) drawn = whole.sample();
      empty = !admits(drawn); // then this is the last one, at least of the whole session
      return drawn;
    }
  }
}
