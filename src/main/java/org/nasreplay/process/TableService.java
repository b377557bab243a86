package org.nasreplay.process;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Records;
import org.nasreplay.io.Text;
import org.nasreplay.io.Tree;
import org.nasreplay.oracle.Benchmark;
import org.nasreplay.replay.BudgetedSession;
import org.nasreplay.replay.Protocol;
import org.nasreplay.search.Constraint;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.CostModel;
import org.nasreplay.space.Dataset;

/**
 * Answers other programs from a table, in the lines that searchers speak: who asks begins a session
 * under a protocol of his own and evaluates in it, or asks for everything that is known of
 * networks. Every line has one line as its answer; what is wrong with one is answered, too.
 */
public final class TableService {
  private static final int PROTOCOL = 1;
  private static final String HELLO = "hello";
  private static final String START = "start";
  private static final String DONE = "done";
  private static final String INFO = "info";
  private static final Set<String> KINDS = new LinkedHashSet<>(List.of(HELLO, START, DONE, INFO));

  static {
    KINDS.addAll(Requests.KINDS);
  }

  /** The longest budget that a protocol can have, where who asks names none. */
  private static final int MOST_EVALUATIONS = 1_000_000_000;

  /** Everything that is known of a network after one training. */
  @FunctionalInterface
  public interface Info {
    /**
     * Numbers by their names, by the kind of question.
     *
     * @throws InputException where the table has nothing about that training
     */
    Map<String, Map<String, Double>> of(Architecture architecture, Dataset dataset, int epochs);
  }

  private final Benchmark benchmark;
  private final Info info;
  private @Nullable Requests requests;

  /** A service of one client. */
  public TableService(Benchmark benchmark, Info info) {
    this.benchmark = benchmark;
    this.info = info;
  }

  /**
   * Answers until the end of the input, or until nobody takes the answers.
   *
   * @throws InputException where a line does not end
   */
  public void serve(InputStream in, OutputStream answers) throws IOException {
    var lines = new LineReader(in);
    var out = new BufferedOutputStream(answers, 1 << 16);
    while (true) {
      byte[] answer;
      try {
        JsonNode message = lines.next();
        if (message == null) break;
        answer = answer(message);
      } catch (InputException e) {
        if (lines.tooLong()) throw e;
        answer = Line.of(line -> line.writeStringField("error", e.line()));
      }
      out.write(answer);
      if (!lines.hasMore()) out.flush();
    }
    out.flush();
  }

  private byte[] answer(JsonNode message) {
    String kind = Line.kind(message, KINDS);
    return switch (kind) {
      case HELLO -> Line.of(this::hello);
      case START -> started(message.get(START));
      case DONE -> done();
      case INFO -> infoOf(message);
      default -> {
        if (requests != null) yield requests.answer(kind, message);
        throw new InputException(Text.format("received (%s), expected start before it", kind));
      }
    };
  }

  private byte[] started(JsonNode start) {
    requests = new Requests(session(start));
    return Line.of(requests::start);
  }

  private byte[] done() {
    requests = null;
    return Line.of(out -> emptyObject(out, DONE));
  }

  private static void emptyObject(JsonGenerator out, String name) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeEndObject();
  }

  private void hello(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart(HELLO);
    out.writeNumberField("protocol", PROTOCOL);
    out.writeStringField("space", benchmark.space().name());
    out.writeArrayFieldStart("datasets");
    for (Dataset dataset : benchmark.datasets()) out.writeString(dataset.label());
    out.writeEndArray();
    out.writeArrayFieldStart("costs");
    Stream<String> costs = benchmark.datasets().stream().flatMap(d -> benchmark.costs(d).stream());
    for (String cost : costs.distinct().toList()) out.writeString(cost);
    out.writeEndArray();
    out.writeEndObject();
  }

  /** Of the keys that a suite's protocol has, of which the budget and the report may be missing. */
  private BudgetedSession session(JsonNode start) {
    if (!(start instanceof ObjectNode keys)) {
      throw Line.unexpected("start " + start, "keys of a protocol", null);
    }
    ObjectNode given = keys.deepCopy();
    JsonNode seed = given.remove("seed");
    if (seed != null && !seed.canConvertToLong()) {
      throw Line.unexpected("seed " + seed, "a whole number", null);
    }
    if (!given.has("budget")) given.putObject("budget").put("evaluations", MOST_EVALUATIONS);
    if (!given.has("report")) {
      given.putObject("report").put("epochs", given.path("reward").path("epochs").asInt(1));
    }
    Tree tree = Tree.json("start", given.toString());
    Protocol protocol = new Records(UnaryOperator.identity()).read(tree, Protocol.class);
    Protocol.Reward reward = protocol.reward();
    var evaluator =
        benchmark.evaluator(protocol.dataset(), reward.metric(), reward.epochs(), reward.seeds());
    if (protocol.budget().seconds() != null) evaluator.requirePrices();
    Constraint constraint = protocol.constraintOn(benchmark);
    List<CostModel> costs = new ArrayList<>();
    CostModel bounded = constraint.cost();
    if (bounded != null) costs.add(bounded);
    for (String name : benchmark.costs(protocol.dataset())) {
      if (bounded == null || !name.equals(bounded.name())) {
        costs.add(benchmark.cost(name, protocol.dataset()));
      }
    }
    List<CostModel> front =
        protocol.frontCosts().stream()
            .map(name -> benchmark.cost(name, protocol.dataset()))
            .toList();
    return new BudgetedSession(
        evaluator,
        protocol.budget(),
        constraint,
        costs,
        front,
        seed == null ? 1 : seed.longValue());
  }

  private byte[] infoOf(JsonNode message) {
    List<Architecture> architectures =
        new Architectures(benchmark.space()).all(INFO, message.get(INFO));
    Dataset dataset = Dataset.parse(message.path("dataset").asText());
    JsonNode epochs = message.path("epochs");
    if (!epochs.isInt()) throw Line.unexpected("epochs " + epochs, "a whole number", null);
    List<Map<String, Map<String, Double>>> all =
        architectures.stream().map(a -> info.of(a, dataset, epochs.intValue())).toList();
    return Line.of(
        out -> {
          out.writeArrayFieldStart("infos");
          for (var one : all) {
            out.writeStartObject();
            for (var part : one.entrySet()) {
              out.writeObjectFieldStart(part.getKey());
              for (var value : part.getValue().entrySet()) {
                out.writeFieldName(value.getKey());
                Line.number(out, value.getValue());
              }
              out.writeEndObject();
            }
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }
}
