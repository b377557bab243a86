package org.nasreplay.process;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
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

  Requests(Session session) {
    this.session = session;
    this.space = session.space();
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
      case EVALUATE -> evaluated(architectures(kind, asked), epochs(message.get("epochs")));
      case SAMPLE -> architecture(session.sample());
      case MUTATE -> architecture(session.mutate(parent(asked)));
      case COST -> costs(architectures(kind, asked), cost(message.get("name")));
      default -> bounds(prefix(asked), cost(message.get("name")));
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

  private List<Architecture> architectures(String kind, JsonNode asked) {
    if (!asked.isArray())
      throw Line.unexpected(kind + " " + asked, "a list of architectures", null);
    List<Architecture> all = new ArrayList<>(asked.size());
    for (JsonNode each : asked) all.add(architecture(each));
    return all;
  }

  private Architecture parent(JsonNode asked) {
    Architecture parent = architecture(asked);
    if (!session.constraint().admits(parent)) {
      throw Line.unexpected("mutate " + asked, "what the constraint admits", null);
    }
    return parent;
  }

  /** Of a list of choices, or of text in the space's notation. */
  private Architecture architecture(JsonNode given) {
    Architecture architecture;
    if (given.isTextual()) {
      architecture = space.parse(given.textValue());
    } else {
      int[] choices = numbers(given);
      for (int i = 0; i < choices.length; i++) requireChoice(choices[i], i, 0, given);
      architecture = space.architecture(choices);
    }
    if (!space.valid(architecture)) {
      throw Line.unexpected("architecture " + given, "choices that make a network", null);
    }
    return architecture;
  }

  private int[] prefix(JsonNode given) {
    int[] choices = numbers(given);
    for (int i = 0; i < choices.length; i++) requireChoice(choices[i], i, -1, given);
    return choices;
  }

  private int[] numbers(JsonNode given) {
    if (!given.isArray() || given.size() != space.positions()) {
      throw Line.unexpected(
          "architecture " + given, Text.format("a list of %d choices", space.positions()), null);
    }
    var numbers = new int[given.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = given.get(i);
      numbers[i] = number.isInt() ? number.intValue() : Integer.MIN_VALUE;
    }
    return numbers;
  }

  private void requireChoice(int choice, int position, int least, JsonNode given) {
    if (least <= choice && choice < space.choices(position)) return;
    throw Line.unexpected(
        "architecture " + given,
        Text.format(
            "a whole number from %d to %d at position %d",
            least, space.choices(position) - 1, position),
        null);
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
