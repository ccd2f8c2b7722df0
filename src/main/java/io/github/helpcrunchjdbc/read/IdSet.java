package io.github.helpcrunchjdbc.read;

/** The ids of the customers already read: 16 bytes each at most. Not thread-safe. */
final class IdSet {
  private long[] slots = new long[256];
  private int size;
  private boolean hasZero;

  /**
   * Adds an id.
   *
   * @return whether it was new
   */
  boolean add(long id) {
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
    long[] larger = new long[slots.length * 2];
    for (long id : slots) {
      if (id != 0) {
        insert(larger, id);
      }
    }
    slots = larger;
  }

  int size() {
    return size + (hasZero ? 1 : 0);
  }

  private static boolean insert(long[] slots, long id) {
    int mask = slots.length - 1;
    long mixed = id * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (slots[slot] != 0) {
      if (slots[slot] == id) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = id;
    return true;
  }
}
