package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.search.Search;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rows of a search, sorted here because the service is known not to. */
final class SortedRows implements RowSource {
  private final Reading reading;
  private final Search search;
  private final RowOrder order;
  private @Nullable Iterator<@Nullable Object[]> rows;

  SortedRows(Reading reading, Search search, RowOrder order) {
    this.reading = reading;
    this.search = search;
    this.order = order;
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (rows == null) {
      List<@Nullable Object[]> all = reading.everything(search);
      all.sort(order.comparator(reading.layout().orderIndex()));
      rows = all.iterator();
    }
    return rows.hasNext() ? rows.next() : null;
  }

  @Override
  public void close() {
    rows = List.<@Nullable Object[]>of().iterator();
  }
}
