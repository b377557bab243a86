package org.nasreplay.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.nasreplay.io.InputException;
import org.nasreplay.search.Searcher;
import org.nasreplay.search.SearcherFailure;
import org.nasreplay.search.Session;

/** A searcher that is a process: it asks, and this answers from the session. */
final class ProcessSearcher implements Searcher {
  private static final String DONE = "done";
  private static final Set<String> KINDS = new LinkedHashSet<>(Requests.KINDS);

  static {
    KINDS.add(DONE);
  }

  private final Supplier<Conversation> take;
  private final Consumer<Conversation> giveBack;
  private final Consumer<Conversation> end;

  /**
   * @param take a process that waits for a run
   * @param giveBack takes it when the run is over
   * @param end takes it when it failed
   */
  ProcessSearcher(
      Supplier<Conversation> take, Consumer<Conversation> giveBack, Consumer<Conversation> end) {
    this.take = take;
    this.giveBack = giveBack;
    this.end = end;
  }

  @Override
  public boolean computesHere() {
    return false;
  }

  @Override
  public void search(Session session) {
    Conversation conversation;
    try {
      conversation = take.get();
    } catch (InputException e) {
      throw failure(e);
    }
    boolean over = false;
    try {
      run(session, conversation);
      over = true;
    } catch (InputException e) {
      throw failure(e);
    } finally {
      (over ? giveBack : end).accept(conversation);
    }
  }

  private static SearcherFailure failure(InputException e) {
    var failure = new SearcherFailure(e.reason());
    failure.initCause(e);
    return failure;
  }

  private static void run(Session session, Conversation conversation) {
    var requests = new Requests(session);
    conversation.progress();
    conversation.send(Line.of(requests::start));
    while (true) {
      JsonNode message = conversation.receive();
      String kind = Line.kind(message, KINDS);
      if (kind.equals(DONE)) return;
      byte[] answer = requests.answer(kind, message);
      if (kind.equals(Requests.EVALUATE)) conversation.progress();
      conversation.send(answer);
    }
  }
}
