package io.github.helpcrunchjdbc.search;

import java.util.Set;

/** What a column holds: decides its SQL type, its decoding and the operators of its field. */
public enum ColumnType {
  /** A whole number of up to 64 bits; BIGINT. */
  INTEGER(Operator.OF_ORDERED),
  /** Text; VARCHAR. */
  STRING(Operator.OF_STRINGS),
  /** UNIX seconds, perhaps with a fraction; TIMESTAMP(3). */
  DATE(Operator.OF_ORDERED),
  /** BOOLEAN. */
  BOOLEAN(Set.of()),
  /** Tag objects, shown as a JSON array of their names; VARCHAR. */
  TAGS(Operator.OF_ARRAYS),
  /** The customer's own attributes, shown as a JSON object; VARCHAR. */
  ATTRIBUTES(Set.of());

  private final Set<Operator> operators;

  ColumnType(Set<Operator> operators) {
    this.operators = operators;
  }

  /** The operators the API accepts for a searchable field of this type. */
  public Set<Operator> operators() {
    return operators;
  }
}
