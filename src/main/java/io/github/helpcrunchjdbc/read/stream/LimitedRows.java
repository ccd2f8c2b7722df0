package io.github.helpcrunchjdbc.read.stream;

import org.jspecify.annotations.Nullable;

/** The rows of a source that OFFSET and LIMIT leave. */
final class LimitedRows implements RowSource {
  private final RowSource rows;
  private long offset;
  private long limit;

  LimitedRows(RowSource rows, long offset, long limit) {
    this.rows = rows;
    this.offset = offset;
    this.limit = limit;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (limit <= 0) {
      return null;
    }
    for (; offset > 0; offset--) {
      if (rows.next() == null) {
        limit = 0;
        return null;
      }
    }
    limit--;
    return rows.next();
  }

  @Override
  public void close() {
    rows.close();
  }
}
