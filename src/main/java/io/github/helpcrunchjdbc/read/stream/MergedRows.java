package io.github.helpcrunchjdbc.read.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Several ordered sources as one ordered source. */
public final class MergedRows implements RowSource {
  private static final class Head {
    private final @Nullable Object[] row;
    private final RowSource rest;

    Head(@Nullable Object[] row, RowSource rest) {
      this.row = row;
      this.rest = rest;
    }
  }

  private final List<RowSource> sources;
  private final PriorityQueue<Head> heads;
  private boolean started;

  public MergedRows(List<RowSource> sources, Comparator<@Nullable Object[]> order) {
    this.sources = new ArrayList<>(sources);
    this.heads = new PriorityQueue<>((a, b) -> order.compare(a.row, b.row));
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (!started) {
      started = true;
      sources.forEach(this::offerNext);
    }
    Head head = heads.poll();
    if (head == null) {
      return null;
    }
    offerNext(head.rest);
    return head.row;
  }

  private void offerNext(RowSource source) {
    @Nullable Object[] row = source.next();
    if (row != null) {
      heads.add(new Head(row, source));
    }
  }

  @Override
  public void close() {
    sources.forEach(RowSource::close);
  }
}
