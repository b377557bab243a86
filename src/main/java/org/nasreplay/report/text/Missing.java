package org.nasreplay.report.text;

import java.util.List;
import java.util.StringJoiner;
import org.nasreplay.analysis.Answers;
import org.nasreplay.analysis.FixedBudget;
import org.nasreplay.io.Text;
import org.nasreplay.replay.ReplayProvenance;

/**
 * Names the searchers whose runs do not all have a test accuracy: what is shown of them is of a
 * part of their runs, and nobody may take it for all.
 */
public final class Missing {
  private Missing() {}

  /** A searcher's name, with the part of its runs that have a value where it is not all. */
  public static String named(String searcher, Answers answers) {
    return answers.complete()
        ? searcher
        : Text.format("%s (%d of %d runs)", searcher, answers.valued(), answers.runs());
  }

  /** How many there are, and how many of them lack what. */
  public static String runs(Answers answers) {
    var text = new StringJoiner(", ").add(Integer.toString(answers.runs()));
    if (answers.unanswered() > 0) text.add(answers.unanswered() + " without an answer");
    if (answers.valueless() > 0) text.add(answers.valueless() + " without a value");
    return text.toString();
  }

  /** Who is not among the searchers, as its process failed, each in a sentence. */
  public static List<String> searchers(ReplayProvenance provenance) {
    return provenance.failures().stream()
        .map(
            each ->
                Text.format(
                    "%s is missing, as its process failed (%s).", each.searcher(), each.place()))
        .toList();
  }

  /** Whose means are not ranked, and why, in a note; none where all are. */
  public static List<String> notes(List<FixedBudget> budgets) {
    var who = new StringJoiner("; ");
    for (FixedBudget budget : budgets) {
      Answers answers = budget.answers();
      if (answers.complete()) continue;
      var why = new StringJoiner(" and ");
      if (answers.unanswered() > 0) {
        why.add(answers.unanswered() + " without an answer");
      }
      if (answers.valueless() > 0) {
        why.add(answers.valueless() + " whose answer has no test accuracy in the table");
      }
      who.add(
          Text.format(
              "%s on %s, of %d runs %s",
              budget.searcher(), budget.protocol(), answers.runs(), why));
    }
    if (who.length() == 0) return List.of();
    boolean failed = budgets.stream().anyMatch(b -> b.answers().unanswered() > 0);
    boolean unknown = budgets.stream().anyMatch(b -> b.answers().valueless() > 0);
    return List.of(
        "Not ranked by means, as runs lack a test accuracy: "
            + who
            + "."
            + (failed ? " In pairs a run without an answer counts as worse than every other." : "")
            + (unknown ? " Who has an answer without a test accuracy is not compared." : ""));
  }

  /** The same of one protocol. */
  public static List<String> notes(List<FixedBudget> budgets, String protocol) {
    return notes(budgets.stream().filter(b -> b.protocol().equals(protocol)).toList());
  }
}
