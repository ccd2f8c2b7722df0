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
 * Which column stands where in a decoded row. First come the columns asked for, then the columns
 * that only the reading needs: the id, to tell customers apart, and the column of the order.
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
   * Creates a layout.
   *
   * @param order the order in which rows are wanted, null if it does not matter
   */
  public RowLayout(List<ColumnDef> columns, @Nullable RowOrder order) {
    this(columns, order, List.of());
  }

  /**
   * Creates a layout with columns by which the driver checks that the service answered what it was
   * asked.
   *
   * @param checked the columns to check by; they are not handed on unless they are also asked for
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

  /** Returns the column whose values show how far a scan has come. */
  public ColumnDef sorted() {
    return sorted;
  }

  public PageDecoder decoder(Undecodable undecodable) {
    return new PageDecoder(decoded, asked, undecodable);
  }

  /** Returns the columns of a row, in their order. */
  public List<ColumnDef> columns() {
    return List.copyOf(decoded);
  }

  /** Returns the place of a decoded column in the row. */
  public int index(ColumnDef column) {
    return decoded.indexOf(column);
  }

  /** Whether a column is decoded. */
  public boolean has(ColumnDef column) {
    return decoded.contains(column);
  }

  /** Whether the driver checks the service's answer by a column. */
  public boolean isChecked(ColumnDef column) {
    return checked.contains(column);
  }

  /** Returns the value of a decoded column in a row. */
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

  /** Returns the place of the column by which rows are ordered. */
  public int orderIndex() {
    return orderIndex;
  }

  public @Nullable Long orderValue(@Nullable Object[] row) {
    return (Long) row[orderIndex];
  }

  /** Whether any time in a row is not a whole second. */
  public boolean hasFraction(@Nullable Object[] row) {
    for (int index : times) {
      if (row[index] instanceof Long millis && millis % 1000 != 0) {
        return true;
      }
    }
    return false;
  }
}
