package org.nasreplay.process;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.search.Constraint;
import org.nasreplay.search.Session;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.CostRange;
import org.nasreplay.space.SearchSpace;

/** What may be asked of a session in lines of JSON, and what is answered. */
final class Requests {
  static final String EVALUATE = "evaluate";
  private static final String SAMPLE = "sample";
  private static final String MUTATE = "mutate";
  private static final String COST = "cost";
  private static final String BOUNDS = "bounds";

  /** The kinds that {@link #answer} takes. */
  static final Set<String> KINDS =
      new LinkedHashSet<>(List.of(EVALUATE, SAMPLE, MUTATE, COST, BOUNDS));

  private final Session session;
  private final SearchSpace space;
  private final Architectures architectures;

  Requests(Session session) {
    this.session = session;
    this.space = session.space();
    this.architectures = new Architectures(space);
  }

  /** What a searcher must know before it can ask. */
  void start(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("start");
    // 31 bits and no sign: what the generators of all languages take.
    out.writeNumberField("seed", session.random().nextInt() >>> 1);
    writeSpace(out);
    out.writeArrayFieldStart("costs");
    for (CostModel cost : session.costs()) {
      out.writeStartObject();
      out.writeStringField("name", cost.name());
      out.writeStringField("unit", cost.unit());
      out.writeBooleanField("bounded", cost.bounded());
      out.writeEndObject();
    }
    out.writeEndArray();
    writeConstraint(out);
    writeFront(out);
    out.writeNumberField("epochs", session.epochs());
    Session.Budget budget = session.budget();
    out.writeObjectFieldStart("budget");
    if (Double.isFinite(budget.seconds())) {
      out.writeFieldName("seconds");
      Line.number(out, budget.seconds());
    }
    if (budget.evaluations() < Long.MAX_VALUE) {
      out.writeNumberField("evaluations", budget.evaluations());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void writeSpace(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("space");
    out.writeStringField("name", space.name());
    out.writeArrayFieldStart("positions");
    for (int position = 0; position < space.positions(); position++) {
      out.writeStartObject();
      out.writeArrayFieldStart("choices");
      for (int choice = 0; choice < space.choices(position); choice++) {
        out.writeString(space.choiceName(position, choice));
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** Nothing where the answer is one network. */
  private void writeFront(JsonGenerator out) throws IOException {
    if (session.front().isEmpty()) return;
    out.writeArrayFieldStart("front");
    for (CostModel cost : session.front()) out.writeString(cost.name());
    out.writeEndArray();
  }

  private void writeConstraint(JsonGenerator out) throws IOException {
    Constraint constraint = session.constraint();
    CostModel bounded = constraint.cost();
    if (bounded == null) {
      out.writeNullField("constraint");
      return;
    }
    out.writeObjectFieldStart("constraint");
    out.writeStringField("cost", bounded.name());
    out.writeFieldName("at_least");
    Line.number(out, constraint.range().least());
    out.writeFieldName("at_most");
    Line.number(out, constraint.range().greatest());
    out.writeEndObject();
  }

  /**
   * Answers a message of one of {@link #KINDS}.
   *
   * @throws InputException where it asks for what there is not
   */
  byte[] answer(String kind, JsonNode message) {
    JsonNode asked = message.get(kind);
    return switch (kind) {
      case EVALUATE -> evaluated(architectures.all(kind, asked), epochs(message.get("epochs")));
      case SAMPLE -> architecture(session.sample());
      case MUTATE -> architecture(session.mutate(parent(asked)));
      case COST -> costs(architectures.all(kind, asked), cost(message.get("name")));
      default -> bounds(architectures.prefix(asked), cost(message.get("name")));
    };
  }

  /** Those of a batch, in order, up to the one that crosses the budget. */
  private byte[] evaluated(List<Architecture> batch, int epochs) {
    if (session.exhausted() && !batch.isEmpty()) {
      throw Line.unexpected("an evaluation after the budget", "done", null);
    }
    var rewards = new double[batch.size()];
    var seconds = new double[batch.size()];
    int count = 0;
    while (count < rewards.length && !session.exhausted()) {
      double before = session.seconds();
      Architecture next = batch.get(count);
      rewards[count] =
          epochs == session.epochs() ? session.evaluate(next) : session.evaluate(next, epochs);
      seconds[count++] = session.seconds() - before;
    }
    int made = count;
    return Line.of(
        out -> {
          write(out, "rewards", rewards, made);
          write(out, "seconds", seconds, made);
          out.writeFieldName("spent");
          Line.number(out, session.seconds());
          out.writeBooleanField("exhausted", session.exhausted());
        });
  }

  private static void write(JsonGenerator out, String name, double[] values, int count)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (int i = 0; i < count; i++) Line.number(out, values[i]);
    out.writeEndArray();
  }

  private static byte[] architecture(Architecture answer) {
    return Line.of(
        out -> {
          out.writeArrayFieldStart("architecture");
          for (int i = 0; i < answer.positions(); i++) out.writeNumber(answer.choice(i));
          out.writeEndArray();
        });
  }

  private static byte[] costs(List<Architecture> of, CostModel cost) {
    double[] costs = of.stream().mapToDouble(cost::cost).toArray();
    return Line.of(out -> write(out, "costs", costs, costs.length));
  }

  private static byte[] bounds(int[] prefix, CostModel cost) {
    if (!cost.bounded()) {
      throw new InputException(
          Text.format("asked for the bounds of %s, which are not known", cost.name()));
    }
    CostRange range = cost.bounds(prefix);
    return Line.of(
        out -> {
          out.writeArrayFieldStart(BOUNDS);
          Line.number(out, range.least());
          Line.number(out, range.greatest());
          out.writeEndArray();
        });
  }

  private Architecture parent(JsonNode asked) {
    Architecture parent = architectures.one(asked);
    if (!session.constraint().admits(parent)) {
      throw Line.unexpected("mutate " + asked, "what the constraint admits", null);
    }
    return parent;
  }

  private int epochs(@Nullable JsonNode given) {
    if (given == null || given.isNull()) return session.epochs();
    if (given.isInt() && 1 <= given.intValue() && given.intValue() <= session.epochs()) {
      return given.intValue();
    }
    throw Line.unexpected(
        "epochs " + given, Text.format("a whole number from 1 to %d", session.epochs()), null);
  }

  private CostModel cost(@Nullable JsonNode name) {
    if (name == null || name.isNull()) return session.cost();
    return session.costs().stream()
        .filter(cost -> cost.name().equals(name.textValue()))
        .findFirst()
        .orElseThrow(
            () ->
                Line.unexpected(
                    "cost " + name,
                    "one of "
                        + String.join(", ", session.costs().stream().map(CostModel::name).toList()),
                    null));
  }
}
