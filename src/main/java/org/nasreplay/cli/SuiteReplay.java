package org.nasreplay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasreplay.analysis.Statistics;
import org.nasreplay.io.InputException;
import org.nasreplay.io.Text;
import org.nasreplay.process.ProcessSearchers;
import org.nasreplay.replay.Engine;
import org.nasreplay.replay.Replay;
import org.nasreplay.replay.ResultFolder;
import org.nasreplay.replay.Results;
import org.nasreplay.replay.Run;
import org.nasreplay.replay.Shard;
import org.nasreplay.report.Report;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A replay that leaves results and report in a folder, or takes them from there where the same one
 * was finished before.
 *
 * @param suiteFile the suite as it was read
 * @param read what answers
 * @param processes the searchers that run outside; null where there are none
 * @param command that asked, and that goes on where it is interrupted
 */
record SuiteReplay(
    Replay replay,
    Path suiteFile,
    ProjectFiles.Opened read,
    @Nullable ProcessSearchers processes,
    CommandSpec command) {

  /**
   * What lies in the folder now.
   *
   * @param statistics what the report says in numbers; null of a shard, which has none
   * @param said a line on it
   * @param failures one a searcher whose process failed, and which is not among the results
   */
  record Finished(
      Results results,
      @Nullable Statistics statistics,
      String said,
      List<InputException> failures) {}

  /**
   * Runs what is not finished.
   *
   * @throws InputException where every searcher failed, or one of a shard, or the folder holds
   *     something else
   * @param overwrite whether to make it anew, in place of what nasreplay wrote into the folder
   * @param watch whether a page tells what is finished while the rest runs
   */
  @SuppressWarnings("try") // what is done when interrupted is not referred to
  Finished into(Path folder, boolean overwrite, boolean watch, Engine engine)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    PrintWriter err = command.commandLine().getErr();
    Path page = replay.shard() == null ? folder.resolve(Report.PAGE) : folder;
    // Before anything is there that could be gone on with.
    try (var hint = new WhenInterrupted(() -> err.println(interrupted()));
        var opened = ResultFolder.open(folder, replay.identity(read.provenance()), overwrite);
        var started = processes) {
      Watched.delete(folder);
      Results before = opened.finished();
      if (before != null) {
        Statistics again = report(before, folder);
        String said =
            again == null ? "finished before: " : "finished before, the report is made again: ";
        return new Finished(before, again, said + page, List.of());
      }
      read.remark(err);
      if (started != null) started.logTo(opened::log);
      List<Run> finished;
      try (var progress = new ProgressLine("runs", replay.size(), replay::underWay, err);
          var watched = watch ? watched(folder, err) : null) {
        finished =
            replay.run(
                engine,
                opened.journal(),
                more -> {
                  progress.add(more);
                  if (watched != null) watched.add(more);
                });
      }
      List<InputException> failures = replay.failures();
      if (finished.isEmpty()) throw allFailed(failures, err);
      if (replay.shard() != null && !failures.isEmpty()) {
        err.println(
            "nasreplay: this shard is not finished; what is finished is kept, and the same command"
                + " goes on with it");
        throw allFailed(failures, err);
      }
      Replay whole = replay.withoutFailed();
      Results made = whole.results(finished, Files.readString(suiteFile), read.provenance());
      if (failures.isEmpty()) {
        opened.write(made);
      } else {
        opened.writePart(made, whole.identity(read.provenance()));
      }
      Statistics statistics = report(made, folder);
      failures.forEach(failure -> err.println("nasreplay: " + failure.line()));
      String said =
          Text.format(
              "%,d runs, %,d evaluations in %.1f s: %s",
              finished.size(),
              finished.stream().mapToLong(Run::evaluations).sum(),
              (System.nanoTime() - start) / 1e9,
              page);
      Shard shard = replay.shard();
      if (shard != null) {
        said +=
            Text.format(
                ", %s; compare --merge makes the whole of all %d", shard.inWords(), shard.count());
      }
      return new Finished(made, statistics, said, failures);
    }
  }

  private @Nullable Statistics report(Results results, Path folder) throws IOException {
    return replay.shard() == null ? Report.write(results, folder) : null;
  }

  private Watched watched(Path folder, PrintWriter err) throws IOException {
    return new Watched(replay, folder, Files.readString(suiteFile), read.provenance(), err);
  }

  /** The last of the failures, when the others are said: it ends the command. */
  private static InputException allFailed(List<InputException> failures, PrintWriter err) {
    int last = failures.size() - 1;
    failures.subList(0, last).forEach(failure -> err.println("nasreplay: " + failure.line()));
    return failures.get(last);
  }

  private String interrupted() {
    return "nasreplay: interrupted; what is finished is kept, and this goes on: "
        + again(command, "--overwrite");
  }

  /** The command line as a shell takes it, without {@code dropped}. */
  static String again(CommandSpec command, String dropped) {
    List<String> words = new ArrayList<>(List.of(Text.shellWord(NasReplay.calledAs())));
    for (String argument : command.root().commandLine().getParseResult().originalArgs()) {
      if (!argument.equals(dropped)) words.add(Text.shellWord(argument));
    }
    return String.join(" ", words);
  }
}
