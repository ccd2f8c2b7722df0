package io.github.helpcrunchjdbc.plan.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays that may be NULL. Public for the code that Calcite generates. */
public final class NullLists {
  private NullLists() {}

  /** The elements of an array, none if it is NULL. */
  public static List<?> elementsOf(@Nullable List<?> array) {
    return array == null ? List.of() : array;
  }
}
