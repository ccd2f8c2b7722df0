package io.github.helpcrunchjdbc.read.stream;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import io.github.helpcrunchjdbc.read.request.IdRange;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A set of ids of customers that have been read: 16 to 32 bytes for each. Not thread-safe. */
public final class IdSet {
  private static final int FIRST_SLOTS = 256;

  private final @Nullable MemoryShare kept;
  private long[] slots = new long[FIRST_SLOTS];
  private int size;
  private boolean hasZero;

  /** Creates an empty set for few ids, whose memory is not counted. */
  public IdSet() {
    this(null);
  }

  /**
   * Creates an empty set.
   *
   * @param kept counts the memory of the set, and gives it back when the share ends; null to count
   *     none
   */
  public IdSet(@Nullable MemoryShare kept) {
    this.kept = kept;
  }

  /**
   * Adds an id.
   *
   * @return whether it was new
   * @throws HelpCrunchException OUT_OF_MEMORY if there is no room for it
   */
  public boolean add(long id) {
    if (id == 0) {
      boolean added = !hasZero;
      hasZero = true;
      return added;
    }
    if (!insert(slots, id)) {
      return false;
    }
    if (++size * 2 > slots.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    if (kept != null) {
      kept.keep((long) Long.BYTES * slots.length);
    }
    long[] larger = new long[slots.length * 2];
    for (long id : slots) {
      if (id != 0) {
        insert(larger, id);
      }
    }
    slots = larger;
  }

  /** Gives back the counted memory before the share ends. No id may be added after that. */
  public void release() {
    if (kept != null) {
      kept.drop((long) Long.BYTES * (slots.length - FIRST_SLOTS));
    }
  }

  public boolean contains(long id) {
    if (id == 0) {
      return hasZero;
    }
    return slots[slotOf(slots, id)] == id;
  }

  /** Returns all ids, ascending. */
  public long[] sorted() {
    long[] ids = new long[size()];
    int next = hasZero ? 1 : 0;
    for (long id : slots) {
      if (id != 0) {
        ids[next++] = id;
      }
    }
    Arrays.sort(ids);
    return ids;
  }

  /** Returns how many of the ids are in a range. */
  public long count(IdRange range) {
    long others = Arrays.stream(slots).filter(id -> id != 0 && range.has(id)).count();
    return hasZero && range.has(0) ? others + 1 : others;
  }

  /** Returns one of the ids. The set must not be empty. */
  public long any() {
    for (long id : slots) {
      if (id != 0) {
        return id;
      }
    }
    return 0;
  }

  public int size() {
    return size + (hasZero ? 1 : 0);
  }

  private static boolean insert(long[] slots, long id) {
    int slot = slotOf(slots, id);
    boolean isNew = slots[slot] != id;
    slots[slot] = id;
    return isNew;
  }

  /** Returns the slot where an id is, or where it would go. */
  private static int slotOf(long[] slots, long id) {
    int mask = slots.length - 1;
    long mixed = id * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (slots[slot] != 0 && slots[slot] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
