package io.github.helpcrunchjdbc.search;

/**
 * One entry of a search's {@code filter} list. A bound that is an id is never within its range:
 * {@code id <= 7} is kept and sent as {@code id < 8}. If a service takes one for the other, rows
 * show that somebody came too many, but none that somebody lacks.
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
    // Times may have fractions, so that the second before a bound is no bound of the others.
    if (!column.isInstant() && operator == Operator.LE && (Long) value < Long.MAX_VALUE) {
      operator = Operator.LT;
      value = (Long) value + 1;
    } else if (!column.isInstant() && operator == Operator.GE && (Long) value > Long.MIN_VALUE) {
      operator = Operator.GT;
      value = (Long) value - 1;
    }
  }
}
