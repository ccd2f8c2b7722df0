package io.github.helpcrunchjdbc.search;

import java.util.EnumSet;
import java.util.Set;

/** The search operators of the API. Source: the vendor's "Accepted operators" table. */
public enum Operator {
  EQ("="),
  NE("!="),
  GT(">"),
  LT("<"),
  GE(">="),
  LE("<="),
  CONTAINS("~"),
  NOT_CONTAINS("!~");

  static final Set<Operator> OF_ORDERED = EnumSet.of(EQ, NE, GT, LT, GE, LE);
  static final Set<Operator> OF_STRINGS = EnumSet.of(EQ, NE, CONTAINS, NOT_CONTAINS);
  static final Set<Operator> OF_ARRAYS = EnumSet.of(EQ);

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** Returns the operator's symbol in a request. */
  public String symbol() {
    return symbol;
  }

  /**
   * Whether the operator is negative. By SQL's rules a customer without a value does not match a
   * negative predicate; the service may let it match.
   */
  public boolean isNegative() {
    return this == NE || this == NOT_CONTAINS;
  }
}
