package io.github.helpcrunchjdbc.execution;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much memory the rows may take that a statement has to keep: those it sorts, joins, groups,
 * tells apart or may go back to, and the ids of those it has read. Sizes are estimates.
 * Thread-safe.
 */
public final class MemoryBudget {
  /** The share of the JVM's heap that one statement may keep unless somebody says otherwise. */
  private static final int SHARE_OF_HEAP = 4;

  /** So much more is kept before the other statements are looked at. */
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

  /** A budget of so many bytes, whatever other statements keep. */
  public static MemoryBudget of(long bytes) {
    return new MemoryBudget(bytes, null);
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
    long together = keptTogether(now);
    if (now > most || together > mostTogether()) {
      releases.forEach(Runnable::run);
      checkRoom(together == 0 ? 0 : keptByOthersToo());
    }
  }

  /**
   * What all keep, if need be after a garbage collection: results that were forgotten without
   * closing them count until then. Each statement asks for one, as the JDK does for direct buffers.
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

  /** What all statements keep, if it is time to look at the others again, else 0. */
  private long keptTogether(long now) {
    long atLook = keptAtLook.get();
    return Math.abs(now - atLook) > BYTES_OF_A_LOOK && keptAtLook.compareAndSet(atLook, now)
        ? keptByAll()
        : 0;
  }

  private long keptByAll() {
    return pool == null ? 0 : pool.kept();
  }

  /** One statement alone may keep what its own bound allows. */
  private long mostTogether() {
    return pool == null ? Long.MAX_VALUE : Math.max(most, pool.most());
  }

  long kept() {
    return kept.get();
  }

  /** Tells that the statement has ended and keeps nothing any more. Harmless if called twice. */
  public void end() {
    if (pool != null) {
      pool.leave(this);
    }
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
