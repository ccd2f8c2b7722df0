package io.github.helpcrunchjdbc.read.stream;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Merges several sources with the same order into one source with that order. */
public final class MergedRows implements RowSource {
  private final List<RowSource> sources;

  /** The next row of each source that has one. */
  private final PriorityQueue<Map.Entry<@Nullable Object[], RowSource>> heads;

  private boolean started;

  /** The source of the row returned last. Its next row is read only when a row is asked for. */
  private @Nullable RowSource given;

  public MergedRows(List<RowSource> sources, Comparator<@Nullable Object[]> order) {
    this.sources = List.copyOf(sources);
    this.heads = new PriorityQueue<>(Map.Entry.comparingByKey(order));
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!started) {
      started = true;
      sources.forEach(this::offerNext);
    } else if (given != null) {
      offerNext(given);
    }
    Map.Entry<@Nullable Object[], RowSource> head = heads.poll();
    given = head == null ? null : head.getValue();
    return head == null ? null : head.getKey();
  }

  private void offerNext(RowSource source) {
    @Nullable Object[] row = source.next();
    if (row != null) {
      heads.add(Map.entry(row, source));
    }
  }

  @Override
  public void close() {
    sources.forEach(RowSource::close);
  }
}
