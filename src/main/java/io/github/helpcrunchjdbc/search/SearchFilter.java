package io.github.helpcrunchjdbc.search;

/**
 * One entry of a search's {@code filter} list.
 *
 * @param column a searchable column
 * @param operator one that the column's type has
 * @param value a {@code Long} for INTEGER and DATE (UNIX seconds), a {@code String} for STRING, a
 *     {@code List<String>} of tag names for TAGS: a value of another type is a 400
 */
public record SearchFilter(ColumnDef column, Operator operator, Object value) {
  public SearchFilter {
    if (!column.operators().contains(operator)) {
      throw new IllegalArgumentException(column.name() + " has no operator " + operator.symbol());
    }
    if (!column.type().accepts(value)) {
      throw new IllegalArgumentException(
          column.name() + " can't be searched by a " + value.getClass().getSimpleName());
    }
  }
}
