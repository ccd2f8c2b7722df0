package io.github.helpcrunchjdbc.read.request;

import org.jspecify.annotations.Nullable;

/** Where the service puts customers without a value in its orders, as the user says. */
public enum NullsSorted {
  /** The user does not say. */
  AUTO,
  /** Customers without a value come as if they had the greatest value. */
  HIGH,
  /** Customers without a value come as if they had the least value. */
  LOW,
  /** Customers without a value come first in both directions. */
  FIRST,
  /** Customers without a value come last in both directions. */
  LAST;

  /** Whether customers without a value come first in a direction; null if the user says nothing. */
  public @Nullable Boolean areFirst(boolean descending) {
    return switch (this) {
      case AUTO -> null;
      case HIGH -> descending;
      case LOW -> !descending;
      case FIRST -> true;
      case LAST -> false;
    };
  }
}
