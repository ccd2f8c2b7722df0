package io.github.helpcrunchjdbc.read.stream;

import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.rows.Undecodable;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where values stand in a decoded row: the columns asked for, then what reading itself needs, the
 * id to tell customers apart and the value they are ordered by.
 */
public final class RowLayout {
  private final List<ColumnDef> decoded;
  private final List<ColumnDef> checked;
  private final int asked;
  private final int idIndex;
  private final int orderIndex;
  private final ColumnDef sorted;
  private final int[] times;

  /**
   * A layout.
   *
   * @param order the order that the rows are wanted in, null if that does not matter
   */
  public RowLayout(List<ColumnDef> columns, @Nullable RowOrder order) {
    this(columns, order, List.of());
  }

  /**
   * A layout of rows that are also held against what was asked.
   *
   * @param checked columns to see it by, given to nobody if they are not among the others
   */
  public RowLayout(List<ColumnDef> columns, @Nullable RowOrder order, List<ColumnDef> checked) {
    boolean isStable = order == null || order.isById();
    sorted = order == null || isStable ? SortOrder.STABLE.column() : order.column();
    decoded = new ArrayList<>(columns);
    orderIndex = indexOf(sorted);
    asked = isStable ? columns.size() : decoded.size();
    idIndex = indexOf(CustomerColumns.ID);
    checked.forEach(this::indexOf);
    this.checked = List.copyOf(checked);
    times =
        IntStream.range(0, decoded.size())
            .filter(index -> decoded.get(index).isInstant())
            .toArray();
  }

  private int indexOf(ColumnDef column) {
    if (!decoded.contains(column)) {
      decoded.add(column);
    }
    return decoded.indexOf(column);
  }

  /** The column whose values tell how far a scan has come. */
  public ColumnDef sorted() {
    return sorted;
  }

  public PageDecoder decoder(Undecodable undecodable) {
    return new PageDecoder(decoded, asked, undecodable);
  }

  /** The columns of a row, in their order. */
  public List<ColumnDef> columns() {
    return List.copyOf(decoded);
  }

  /** Where the value of a column stands that is decoded. */
  public int index(ColumnDef column) {
    return decoded.indexOf(column);
  }

  /** Whether a column is decoded. */
  public boolean has(ColumnDef column) {
    return decoded.contains(column);
  }

  /** Whether a column is one to see by if rows are what was asked for. */
  public boolean isChecked(ColumnDef column) {
    return checked.contains(column);
  }

  /** The value of a column that is decoded. */
  public @Nullable Object value(@Nullable Object[] row, ColumnDef column) {
    return row[decoded.indexOf(column)];
  }

  public long id(@Nullable Object[] row) {
    Object id = row[idIndex];
    if (id == null) {
      throw new IllegalStateException("a customer without id was decoded");
    }
    return (Long) id;
  }

  /** Where the value stands that rows are ordered by. */
  public int orderIndex() {
    return orderIndex;
  }

  public @Nullable Long orderValue(@Nullable Object[] row) {
    return (Long) row[orderIndex];
  }

  /** Whether any time of a row is no whole second. */
  public boolean hasFraction(@Nullable Object[] row) {
    for (int index : times) {
      if (row[index] instanceof Long millis && millis % 1000 != 0) {
        return true;
      }
    }
    return false;
  }
}
