package org.nasreplay.cli;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One kind of what {@code list} lists. */
@Command(mixinStandardHelpOptions = true)
abstract class ListedKind implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  abstract void write(Listing list) throws IOException;

  @Override
  public final Integer call() throws IOException {
    write(new Listing(Objects.requireNonNull(spec).commandLine().getOut()));
    return 0;
  }
}
