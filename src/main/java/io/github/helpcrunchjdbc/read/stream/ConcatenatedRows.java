package io.github.helpcrunchjdbc.read.stream;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several sources one after the other. Each is opened when the one before it has ended. */
final class ConcatenatedRows implements RowSource {
  private Iterator<Supplier<RowSource>> sources;
  private @Nullable RowSource current;

  ConcatenatedRows(List<Supplier<RowSource>> sources) {
    this.sources = sources.iterator();
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (true) {
      if (current != null) {
        @Nullable Object[] row = current.next();
        if (row != null) {
          return row;
        }
        current.close();
        current = null;
      }
      if (!sources.hasNext()) {
        return null;
      }
      current = sources.next().get();
    }
  }

  @Override
  public void close() {
    sources = Collections.emptyIterator();
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
