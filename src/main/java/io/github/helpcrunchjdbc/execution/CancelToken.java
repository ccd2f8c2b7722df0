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

  /** How often it may still be asked before it ends by itself, 0 for no bound. */
  private long looks;

  /**
   * A token that nobody has used yet.
   *
   * @param timeoutNanos how long the execution may take, 0 for no bound
   */
  CancelToken(long timeoutNanos) {
    this.bounded = timeoutNanos > 0;
    this.deadlineNanos = System.nanoTime() + timeoutNanos;
  }

  /** Ends it as timed out once it was asked so often, by one thread. */
  void endAfter(long newLooks) {
    looks = newLooks;
  }

  /** Nanoseconds until the timeout, {@code Long.MAX_VALUE} without one. */
  long remainingNanos() {
    return bounded ? Math.max(0, deadlineNanos - System.nanoTime()) : Long.MAX_VALUE;
  }

  /** Ends the execution and aborts what it has in flight. */
  void end(ErrorCode code) {
    if (ended == null) {
      ended = code;
    }
    aborts.forEach(Runnable::run);
  }

  /**
   * Has {@code abort} run when the execution ends before its time; at once if it already has.
   *
   * @return takes the registration back
   */
  Runnable onAbort(Runnable abort) {
    aborts.add(abort);
    if (ended != null) {
      abort.run();
    }
    return () -> aborts.remove(abort);
  }

  /**
   * Throws if the execution has ended before its time. Ends it if the thread that looks was
   * interrupted, as waiting for an answer does.
   *
   * @throws HelpCrunchException CANCELLED or TIMEOUT
   */
  void checkActive() {
    if (ended == null && Thread.currentThread().isInterrupted()) {
      end(ErrorCode.CANCELLED);
    }
    if (ended == null && ((bounded && remainingNanos() == 0) || (looks > 0 && --looks == 0))) {
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
