package io.github.helpcrunchjdbc.execution;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the rows may take that a statement has to keep: those it sorts, joins, groups,
 * tells apart or may go back to. Sizes are estimates. Several statements together may keep more
 * than there is, so each looks at the heap, too. Thread-safe.
 */
public final class MemoryBudget {
  /** The share of the JVM's heap that one statement may keep unless somebody says otherwise. */
  private static final int SHARE_OF_HEAP = 4;

  /** So much more is kept before the heap is looked at. */
  private static final long BYTES_OF_A_LOOK = 1L << 20;

  /** The share of the heap that may be in use after a collection. */
  private static final double FULL = 0.85;

  private final long most;
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong keptAtLook = new AtomicLong();
  private final List<Runnable> releases = new CopyOnWriteArrayList<>();

  private MemoryBudget(long most) {
    this.most = most;
  }

  /** A budget of so many bytes. */
  public static MemoryBudget of(long bytes) {
    return new MemoryBudget(bytes);
  }

  /** The usual budget, a share of the heap. */
  public static MemoryBudget usual() {
    return of(usualBytes());
  }

  /** A quarter of what the JVM may use. */
  public static long usualBytes() {
    return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
  }

  /**
   * Registers an action that gives back memory the statement can do without. It is run when there
   * is no room for more, on the thread that needs the room, and maybe often.
   */
  public void atShortage(Runnable release) {
    releases.add(release);
  }

  /**
   * Counts something that is kept from now on.
   *
   * @throws HelpCrunchException OUT_OF_MEMORY if it is more than may be kept
   */
  public void keep(long bytes) {
    long now = kept.addAndGet(bytes);
    long atLook = keptAtLook.get();
    boolean isFull =
        Math.abs(now - atLook) > BYTES_OF_A_LOOK
            && keptAtLook.compareAndSet(atLook, now)
            && isHeapFull();
    if (isFull || now > most) {
      releases.forEach(Runnable::run);
    }
    if (isFull) {
      // What has been released, or has ended since the last collection, is free only after one.
      System.gc();
      if (isHeapFull()) {
        throw new HelpCrunchException(
            ErrorCode.OUT_OF_MEMORY,
            "the JVM's heap is nearly full, and the statement has to keep more rows for its"
                + " sorting, joining, grouping or scrolling; run fewer statements at a time, select"
                + " fewer columns, add a condition, or allow more by -Xmx");
      }
    }
    if (kept.get() > most) {
      throw new HelpCrunchException(
          ErrorCode.OUT_OF_MEMORY,
          "the rows that the statement has to keep for its sorting, joining, grouping or scrolling"
              + " take more than "
              + (most >> 20)
              + " MB (maxMemory); select fewer columns, add a condition, add a LIMIT to the ORDER"
              + " BY, ask for TYPE_FORWARD_ONLY where rows are not gone back to, or allow more by"
              + " maxMemory and the JVM's -Xmx");
    }
  }

  private static boolean isHeapFull() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage left = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      used += left == null ? 0 : left.getUsed();
    }
    return used > FULL * Runtime.getRuntime().maxMemory();
  }

  /** How many bytes more may be kept. */
  long room() {
    return most - kept.get();
  }

  /** Counts something that is no longer kept. */
  public void release(long bytes) {
    kept.addAndGet(-bytes);
  }
}
