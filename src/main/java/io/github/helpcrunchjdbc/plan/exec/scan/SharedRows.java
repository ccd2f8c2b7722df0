package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.plan.exec.operator.KeptMemory;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one reading that several places of a plan iterate over, kept while the statement has
 * room for them. Without room they are dropped: a place that has started goes on, and a place that
 * starts later reads anew. Belongs to one execution. Not thread-safe.
 */
final class SharedRows {
  private final Supplier<RowSource> open;
  private final KeptMemory memory;
  private final List<Place> underWay = new ArrayList<>();
  private @Nullable RowSource source;

  /** The row before the first row that is kept. */
  private Kept before = new Kept(new @Nullable Object[0], 0, 0);

  private Kept last = before;
  private boolean isWhole;
  private boolean isLetGo;

  /**
   * Creates rows of which none is read yet.
   *
   * @param open starts reading
   */
  SharedRows(Supplier<RowSource> open, KeptMemory memory) {
    this.open = open;
    this.memory = memory;
  }

  /** Opens the rows for one place. Only {@link #stop} ends the reading, not the end of a place. */
  RowSource place() {
    return RowSource.from(this::started);
  }

  private RowSource started() {
    if (isLetGo) {
      return open.get();
    }
    Place place = new Place(before);
    underWay.add(place);
    return place;
  }

  /** Whether all rows are in memory. */
  boolean areAtHand() {
    return isWhole && !isLetGo;
  }

  /** Gives memory back: keeps only the rows that a started place has still to return. */
  void dropRows() {
    isLetGo = true;
    dropPassed();
  }

  /** Ends reading. */
  void stop() {
    if (source != null) {
      source.close();
    }
    underWay.clear();
    before = last;
    memory.clear();
  }

  private void dropPassed() {
    long passed = Long.MAX_VALUE;
    for (Place place : underWay) {
      passed = Math.min(passed, place.at.number);
    }
    for (Kept next = before.next; next != null && next.number <= passed; next = next.next) {
      before = next;
      memory.drop(next.bytes);
    }
  }

  /** Reads one more row; null at the end. */
  private @Nullable Kept read() {
    if (isWhole) {
      return null;
    }
    RowSource opened = source == null ? open.get() : source;
    source = opened;
    @Nullable Object[] row = opened.next();
    if (row == null) {
      isWhole = true;
      opened.close();
      return null;
    }
    boolean isHandedOn = isLetGo && underWay.size() == 1;
    Kept kept = new Kept(row, last.number + 1, isHandedOn ? 0 : memory.keep(row));
    last.next = kept;
    last = kept;
    return kept;
  }

  /** A row with a link to the next one. */
  private static final class Kept {
    private final @Nullable Object[] row;
    private final long number;
    private final long bytes;
    private @Nullable Kept next;

    Kept(@Nullable Object[] row, long number, long bytes) {
      this.row = row;
      this.number = number;
      this.bytes = bytes;
    }
  }

  /** A place of the plan that iterates over the rows. */
  private final class Place implements RowSource {
    private Kept at;

    Place(Kept at) {
      this.at = at;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
      Kept next = at.next == null ? read() : at.next;
      if (next == null) {
        close();
        return null;
      }
      at = next;
      if (isLetGo) {
        dropPassed();
      }
      return next.row;
    }

    @Override
    public void close() {
      underWay.remove(this);
      if (isLetGo) {
        dropPassed();
      }
    }
  }
}
