package io.github.helpcrunchjdbc.shell;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/** Whether the error output is a terminal, which Java itself can't tell. */
final class ErrorTerminal {
  private static final long MOST_SECONDS = 5;

  private ErrorTerminal() {}

  /** Asks the system's shell; where there is none, as on Windows, it is taken for none. */
  static boolean isOne() {
    try {
      Process test =
          new ProcessBuilder("sh", "-c", "test -t 2")
              .redirectInput(Redirect.PIPE)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.INHERIT)
              .start();
      return test.waitFor(MOST_SECONDS, TimeUnit.SECONDS) && test.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
