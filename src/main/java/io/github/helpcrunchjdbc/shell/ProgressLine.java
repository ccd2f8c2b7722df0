package io.github.helpcrunchjdbc.shell;

import io.github.helpcrunchjdbc.Progress;
import io.github.helpcrunchjdbc.ProgressListener;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a statement is as one line on the error output, which is written over by the next
 * and taken away in the end; on a terminal only. Thread-safe.
 */
final class ProgressLine implements ProgressListener {
  /** To the beginning of the line; what follows on it is erased. */
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final BooleanSupplier isTerminal;
  private @Nullable Boolean terminal;
  private boolean shown;

  /**
   * Creates a line that shows nothing yet.
   *
   * @param isTerminal whether {@code err} is one; asked once, when there is something to show
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

  /** Takes the line away, for something else is to be shown on the terminal. */
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
