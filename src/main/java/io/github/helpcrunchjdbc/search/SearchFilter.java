package io.github.helpcrunchjdbc.search;

import java.util.List;

/**
 * One entry of a search's {@code filter} list.
 *
 * @param column a searchable column
 * @param operator one that the column's type has
 * @param value a {@code Long} for INTEGER and DATE (UNIX seconds), a {@code String} for STRING, a
 *     {@code List<String>} of tag names for TAGS: a value of another type is a 400
 */
public record SearchFilter(Column column, Operator operator, Object value) {
  public SearchFilter {
    if (!column.operators().contains(operator)) {
      throw new IllegalArgumentException(column.name() + " has no operator " + operator.symbol());
    }
    boolean fits =
        switch (column.type()) {
          case INTEGER, DATE -> value instanceof Long;
          case STRING -> value instanceof String;
          case TAGS -> value instanceof List<?>;
          case BOOLEAN, ATTRIBUTES -> false;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          column.name() + " can't be searched by a " + value.getClass().getSimpleName());
    }
  }
}
