package io.github.helpcrunchjdbc.plan.rex;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plans a statement on a thread of its own, so that a caller who gives up need not wait for Calcite
 * to notice, and so that a deep expression has a deep stack. The thread takes with it what Calcite
 * leaves in thread-local variables. Calcite ignores interrupts until its planners run, so those
 * classes of the driver that Calcite calls look for them with {@link #checkWanted}.
 */
public final class PlanningThread extends Thread {
  /** Reserved address space: memory is used only as deep as the stack grows. */
  private static final long STACK_BYTES = 512L << 20;

  private final Execution execution;

  private PlanningThread(Execution execution, Runnable work) {
    super(null, work, "helpcrunch-jdbc planning", STACK_BYTES, false);
    this.execution = execution;
    setDaemon(true);
  }

  /**
   * Runs some work and waits for its result until the execution ends. If the caller is a planning
   * thread already, the work runs in that thread.
   *
   * @throws HelpCrunchException CANCELLED or TIMEOUT if the execution ends first, TOO_COMPLEX if
   *     the statement is too deep even for this stack
   */
  public static <T> T run(Execution execution, Supplier<T> work) {
    if (isCurrent()) {
      return work.get();
    }
    execution.checkActive();
    CompletableFuture<T> result = new CompletableFuture<>();
    PlanningThread thread = new PlanningThread(execution, () -> complete(result, work));
    Runnable forget =
        execution.onAbort(
            () -> {
              result.cancel(false);
              thread.interrupt();
            });
    try {
      thread.start();
      return result.get();
    } catch (InterruptedException e) {
      execution.cancel();
      Thread.currentThread().interrupt();
      execution.checkActive();
      throw new IllegalStateException("a cancelled execution is active", e);
    } catch (CancellationException e) {
      execution.checkActive();
      throw e;
    } catch (ExecutionException e) {
      throw failure(execution, e.getCause());
    } finally {
      forget.run();
    }
  }

  /** Whether the current thread is a planning thread. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof PlanningThread;
  }

  /** Returns the execution that the current thread plans, else {@code other}. */
  public static Execution executionOr(Execution other) {
    return Thread.currentThread() instanceof PlanningThread thread ? thread.execution : other;
  }

  /**
   * Ends the planning if its caller has given up. Does nothing on a thread that does not plan.
   *
   * @throws CancellationException if the execution has ended
   */
  public static void checkWanted() {
    if (Thread.currentThread() instanceof PlanningThread thread && thread.isInterrupted()) {
      throw new CancellationException("nobody waits for this plan");
    }
  }

  private static <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
    try {
      result.complete(work.get());
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  private static RuntimeException failure(Execution execution, @Nullable Throwable cause) {
    // If the execution has ended, its own error is thrown: a planner that was told to stop throws
    // an error of Calcite's.
    execution.checkActive();
    if (cause instanceof StackOverflowError) {
      return new HelpCrunchException(
          ErrorCode.TOO_COMPLEX,
          "the statement is too deep to be planned; write it with fewer nested parts");
    }
    if (cause instanceof OutOfMemoryError) {
      return new HelpCrunchException(
          ErrorCode.OUT_OF_MEMORY, "the statement takes more memory to plan than there is");
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("planning failed without a reason", cause);
  }
}
