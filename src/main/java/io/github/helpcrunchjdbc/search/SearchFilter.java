package io.github.helpcrunchjdbc.search;

/**
 * One entry of a search's {@code filter} list. Ranges of ids are kept and sent by {@code <} and
 * {@code >} alone: {@code id <= 7} becomes {@code id < 8}. A service that takes {@code <} for
 * {@code <=} then gives one customer too many, which rows show; one that took {@code <=} for {@code
 * <} would leave one out, which nothing shows.
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
    if (column.isWholeNumber() && operator == Operator.LE && (Long) value < Long.MAX_VALUE) {
      operator = Operator.LT;
      value = (Long) value + 1;
    } else if (column.isWholeNumber() && operator == Operator.GE && (Long) value > Long.MIN_VALUE) {
      operator = Operator.GT;
      value = (Long) value - 1;
    }
  }
}
