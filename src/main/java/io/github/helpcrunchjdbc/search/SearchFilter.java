package io.github.helpcrunchjdbc.search;

/**
 * One entry of a search's {@code filter} list. A filter on a whole number is kept and sent with
 * {@code <} and {@code >} only: {@code id <= 7} becomes {@code id < 8}. If a service wrongly treats
 * {@code <} as {@code <=}, it returns one customer too many, and the driver sees that in the rows.
 * If it treated {@code <=} as {@code <}, a customer would be missing, and nothing would show it.
 *
 * @param column a searchable column
 * @param operator an operator of the column's type
 * @param value a {@code Long} for INTEGER and DATE (UNIX seconds), a {@code String} for STRING, a
 *     {@code List<String>} of tag names for TAGS. The service answers 400 to a value of another
 *     type
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
    // Filters on times keep their operators: a time may have a fraction, so "up to a second" is not
    // "before the next second".
    if (column.isWholeNumber() && operator == Operator.LE && (Long) value < Long.MAX_VALUE) {
      operator = Operator.LT;
      value = (Long) value + 1;
    } else if (column.isWholeNumber() && operator == Operator.GE && (Long) value > Long.MIN_VALUE) {
      operator = Operator.GT;
      value = (Long) value - 1;
    }
  }
}
