package io.github.helpcrunchjdbc.plan.function;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.linq4j.function.Function1;
import org.jspecify.annotations.Nullable;

/** Arrays that may be NULL. Public for the code that Calcite generates. */
public final class NullLists {
  private NullLists() {}

  /** The elements of an array, none if it is NULL. */
  public static List<?> elementsOf(@Nullable List<?> array) {
    return array == null ? List.of() : array;
  }

  /** An array with each element changed, NULL if it is NULL. */
  public static @Nullable List<@Nullable Object> each(
      @Nullable List<? extends @Nullable Object> array,
      Function1<@Nullable Object, @Nullable Object> change) {
    if (array == null) {
      return null;
    }
    List<@Nullable Object> changed = new ArrayList<>(array.size());
    array.forEach(element -> changed.add(change.apply(element)));
    return changed;
  }
}
