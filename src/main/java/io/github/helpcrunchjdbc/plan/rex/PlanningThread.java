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
 * Plans on a thread of its own, so that a caller who gives up need not wait for Calcite to notice,
 * and so that a deep expression finds a deep stack. What Calcite leaves in a thread's variables
 * goes with the thread. Calcite has no look at interrupts before its planners run, so what it calls
 * of ours looks for it: {@link #checkWanted}.
 */
public final class PlanningThread extends Thread {
  /** Reserved, not used: memory is taken only as deep as the stack grows. */
  private static final long STACK_BYTES = 512L << 20;

  private final Execution execution;

  private PlanningThread(Execution execution, Runnable work) {
    super(null, work, "helpcrunch-jdbc planning", STACK_BYTES, false);
    this.execution = execution;
    setDaemon(true);
  }

  /**
   * Does work, and waits for it no longer than the execution is wanted. Work that is part of other
   * such work goes on in its thread.
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

  /** Whether it is such a thread that asks. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof PlanningThread;
  }

  /** Whose statement this thread plans; another on any other thread. */
  public static Execution executionOr(Execution other) {
    return Thread.currentThread() instanceof PlanningThread thread ? thread.execution : other;
  }

  /**
   * Ends planning whose caller has given up; does nothing on any other thread.
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
    // A planner that was told to stop says so in its own words.
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
