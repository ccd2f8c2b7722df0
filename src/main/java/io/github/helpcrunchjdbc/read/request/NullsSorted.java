package io.github.helpcrunchjdbc.read.request;

import org.jspecify.annotations.Nullable;

/** Where a service puts customers without a value in its orders, as a user says. */
public enum NullsSorted {
  /** The user does not say. */
  AUTO,
  /** As if they had the greatest of all values. */
  HIGH,
  /** As if they had the least of all values. */
  LOW,
  /** Before all others in either direction. */
  FIRST,
  /** Behind all others in either direction. */
  LAST;

  /** Whether they come before all others in an order of that direction, null if nobody says. */
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
