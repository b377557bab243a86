package org.nasreplay.cli;

/** Does something where the process is asked to end, as by Ctrl-C, before this is closed. */
final class WhenInterrupted implements AutoCloseable {
  private final Thread hook;
  private volatile boolean closed;

  WhenInterrupted(Runnable action) {
    this.hook =
        new Thread(
            () -> {
              if (!closed) action.run();
            },
            "when interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    closed = true;
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }
}
