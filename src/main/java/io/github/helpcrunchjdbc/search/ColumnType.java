package io.github.helpcrunchjdbc.search;

import java.util.Set;

/** What a column holds: decides its SQL type, its decoding and the operators of its field. */
public enum ColumnType {
  /** A whole number of up to 64 bits; BIGINT. */
  INTEGER,
  /** Text; VARCHAR. */
  STRING,
  /** UNIX seconds, perhaps with a fraction; TIMESTAMP(3). */
  DATE,
  /** BOOLEAN. */
  BOOLEAN,
  /** Tag objects, shown as a JSON array of their names; VARCHAR. */
  TAGS,
  /** The customer's own attributes, shown as a JSON object; VARCHAR. */
  ATTRIBUTES;

  /** The operators the API accepts for a searchable field of this type. */
  public Set<Operator> operators() {
    return switch (this) {
      case INTEGER, DATE -> Operator.OF_ORDERED;
      case STRING -> Operator.OF_STRINGS;
      case TAGS -> Operator.OF_ARRAYS;
      case BOOLEAN, ATTRIBUTES -> Set.of();
    };
  }
}
