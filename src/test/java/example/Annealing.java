package example;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.nasreplay.search.SearcherDefinition;
import org.nasreplay.search.SearcherProvider;
import org.nasreplay.search.Session;
import org.nasreplay.space.Architecture;

/** Simulated annealing as scripts/annealing.py has it, as somebody else's jar brings it. */
public final class Annealing implements SearcherProvider {
  @Override
  public List<SearcherDefinition<?>> searchers() {
    return List.of(SearcherDefinition.of("annealing-in-java", () -> Annealing::search));
  }

  /** One run, at an initial temperature of 1. */
  public static void search(Session session) {
    UniformRandomProvider random = session.random();
    Architecture current = session.sample();
    double reward = session.evaluate(current);
    while (!session.exhausted()) {
      double left = 1 - session.seconds() / session.budget().seconds();
      int position = random.nextInt(session.space().positions());
      int choice = random.nextInt(session.space().choices(position));
      Architecture neighbour = session.space().with(current, position, choice);
      double accuracy = session.evaluate(neighbour);
      double accepted = Math.exp(Math.min(0, accuracy - reward) / Math.max(left, 1e-9));
      if (random.nextDouble() < accepted) {
        current = neighbour;
        reward = accuracy;
      }
    }
  }
}
