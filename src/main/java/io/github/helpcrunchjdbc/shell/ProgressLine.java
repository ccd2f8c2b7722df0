package io.github.helpcrunchjdbc.shell;

import io.github.helpcrunchjdbc.Progress;
import io.github.helpcrunchjdbc.ProgressListener;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a statement is as one line on the error output. The next report overwrites the
 * line, and the end of the statement erases it. Shows nothing if the error output is no terminal.
 * Thread-safe.
 */
final class ProgressLine implements ProgressListener {
  /** Moves the cursor to the beginning of the line and erases the line. */
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final BooleanSupplier isTerminal;
  private @Nullable Boolean terminal;
  private boolean shown;

  /**
   * Creates a line that shows nothing yet.
   *
   * @param isTerminal whether {@code err} is a terminal; asked once, when there is something to
   *     show
   */
  ProgressLine(PrintWriter err, BooleanSupplier isTerminal) {
    this.err = err;
    this.isTerminal = isTerminal;
  }

  @Override
  public synchronized void progressed(Progress progress) {
    if (progress.done()) {
      erase();
    } else if (isShownAtAll()) {
      err.print(ERASE + progress.text());
      err.flush();
      shown = true;
    }
  }

  /** Erases the line, because other output follows on the terminal. */
  synchronized void erase() {
    if (shown) {
      err.print(ERASE);
      err.flush();
      shown = false;
    }
  }

  private boolean isShownAtAll() {
    Boolean known = terminal;
    if (known == null) {
      known = isTerminal.getAsBoolean();
      terminal = known;
    }
    return known;
  }
}
