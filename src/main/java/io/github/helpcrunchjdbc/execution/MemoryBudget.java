package io.github.helpcrunchjdbc.execution;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much memory a statement's kept rows may take. A statement keeps the rows that it sorts,
 * joins, groups, compares for duplicates or may scroll back to, and the ids of the rows that it has
 * read. Sizes are estimates. Thread-safe.
 */
public final class MemoryBudget {
  /** One statement may keep this fraction of the heap, a quarter, if maxMemory is not set. */
  private static final int SHARE_OF_HEAP = 4;

  /** The pool of all statements is checked again after a statement keeps this many bytes more. */
  private static final long BYTES_OF_A_LOOK = 1L << 20;

  private final long most;
  private final @Nullable MemoryPool pool;
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong keptAtLook = new AtomicLong();
  private final AtomicBoolean collected = new AtomicBoolean();
  private final List<Runnable> releases = new CopyOnWriteArrayList<>();

  MemoryBudget(long most, @Nullable MemoryPool pool) {
    this.most = most;
    this.pool = pool;
  }

  /** Returns a budget of {@code bytes} that ignores what other statements keep. */
  public static MemoryBudget of(long bytes) {
    return new MemoryBudget(bytes, null);
  }

  /** Returns the default budget, a quarter of the heap. */
  public static MemoryBudget usual() {
    return of(usualBytes());
  }

  /** Returns a quarter of the bytes that the JVM may use. */
  public static long usualBytes() {
    return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
  }

  /**
   * Registers an action that frees memory which the statement can do without. The action is run
   * when there is no room for more, on the thread that needs the room. It may be run often.
   */
  public void atShortage(Runnable release) {
    releases.add(release);
  }

  /**
   * Counts bytes that the statement keeps from now on.
   *
   * @throws HelpCrunchException OUT_OF_MEMORY if the statement, or all statements together, then
   *     keep more than they may
   */
  public void keep(long bytes) {
    long now = kept.addAndGet(bytes);
    long together = keptTogether(now);
    if (now > most || together > mostTogether()) {
      releases.forEach(Runnable::run);
      checkRoom(together == 0 ? 0 : keptByOthersToo());
    }
  }

  /**
   * Returns how many bytes all statements keep. If that is too much, it first runs a garbage
   * collection, once for each statement, because a result set that was forgotten without closing
   * counts until then. The JDK does so for direct buffers.
   */
  private long keptByOthersToo() {
    if (keptByAll() > mostTogether() && !collected.getAndSet(true)) {
      System.gc();
    }
    return keptByAll();
  }

  private void checkRoom(long together) {
    if (kept.get() > most) {
      throw new HelpCrunchException(
          ErrorCode.OUT_OF_MEMORY,
          "the rows that the statement has to keep for its sorting, joining, grouping or scrolling,"
              + " and the ids of those it has read, take more than "
              + (most >> 20)
              + " MB (maxMemory); select fewer columns, add a condition, add a LIMIT to the ORDER"
              + " BY, ask for TYPE_FORWARD_ONLY where rows are not gone back to, or allow more by"
              + " maxMemory and the JVM's -Xmx");
    }
    if (together > mostTogether()) {
      throw new HelpCrunchException(
          ErrorCode.OUT_OF_MEMORY,
          "the rows that this statement and the others of this program have to keep for their"
              + " sorting, joining, grouping or scrolling take more than "
              + (mostTogether() >> 20)
              + " MB; execute fewer statements at a time, close results that are not needed, select"
              + " fewer columns, or allow more by the JVM's -Xmx");
    }
  }

  /** Returns how many bytes all statements keep if it is time to check the pool again, else 0. */
  private long keptTogether(long now) {
    long atLook = keptAtLook.get();
    return Math.abs(now - atLook) > BYTES_OF_A_LOOK && keptAtLook.compareAndSet(atLook, now)
        ? keptByAll()
        : 0;
  }

  private long keptByAll() {
    return pool == null ? 0 : pool.kept();
  }

  /** Returns the bound of all statements together. It is never below the bound of this one. */
  private long mostTogether() {
    return pool == null ? Long.MAX_VALUE : Math.max(most, pool.most());
  }

  long kept() {
    return kept.get();
  }

  /** Notes that the statement has ended and keeps nothing any more. A second call does no harm. */
  public void end() {
    if (pool != null) {
      pool.leave(this);
    }
  }

  /** Returns how many more bytes this statement may keep. */
  long room() {
    return most - kept.get();
  }

  /** Counts bytes that the statement keeps no longer. */
  public void release(long bytes) {
    kept.addAndGet(-bytes);
  }
}
