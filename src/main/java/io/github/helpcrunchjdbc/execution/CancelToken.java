package io.github.helpcrunchjdbc.execution;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Ends an execution before its time, as cancelled or timed out. Thread-safe. */
final class CancelToken {
  private final boolean bounded;
  private final long deadlineNanos;
  private final Set<Runnable> aborts = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ErrorCode ended;

  /** Which further call of {@link #checkActive} times out, counted from 1; 0 for none. */
  private long checksLeft;

  /**
   * Creates a token whose time begins now.
   *
   * @param timeoutNanos how long the execution may take, 0 for no bound
   */
  CancelToken(long timeoutNanos) {
    this.bounded = timeoutNanos > 0;
    this.deadlineNanos = System.nanoTime() + timeoutNanos;
  }

  /**
   * Makes a later call of {@link #checkActive} time out. All these calls must come from one thread.
   *
   * @param check which call times out, counted from 1; 0 for no bound
   */
  void timeOutAtCheck(long check) {
    checksLeft = check;
  }

  /** Returns the nanoseconds until the timeout, {@code Long.MAX_VALUE} if there is no timeout. */
  long remainingNanos() {
    return bounded ? Math.max(0, deadlineNanos - System.nanoTime()) : Long.MAX_VALUE;
  }

  /** Ends the execution and aborts its work in flight, such as requests. */
  void end(ErrorCode code) {
    if (ended == null) {
      ended = code;
    }
    aborts.forEach(Runnable::run);
  }

  /**
   * Runs {@code abort} when the execution ends before its time, or at once if it has ended already.
   *
   * @return an action that cancels this registration
   */
  Runnable onAbort(Runnable abort) {
    aborts.add(abort);
    if (ended != null) {
      abort.run();
    }
    return () -> aborts.remove(abort);
  }

  /**
   * Throws if the execution has ended before its time. If this thread was interrupted, the
   * execution ends as cancelled first: waiting for an answer reacts to an interrupt in that way
   * too.
   *
   * @throws HelpCrunchException CANCELLED or TIMEOUT
   */
  void checkActive() {
    if (ended == null && Thread.currentThread().isInterrupted()) {
      end(ErrorCode.CANCELLED);
    }
    if (ended == null
        && ((bounded && remainingNanos() == 0) || (checksLeft > 0 && --checksLeft == 0))) {
      ended = ErrorCode.TIMEOUT;
    }
    ErrorCode code = ended;
    if (code != null) {
      throw new HelpCrunchException(
          code,
          code == ErrorCode.CANCELLED
              ? "the statement was cancelled"
              : "the timeout (setQueryTimeout, or setLoginTimeout when connecting) passed before"
                  + " the answer was complete");
    }
  }
}
