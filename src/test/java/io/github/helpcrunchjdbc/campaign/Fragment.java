package io.github.helpcrunchjdbc.campaign;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL with the values of its question marks in their order. Immutable.
 *
 * @param parameters may hold nulls
 */
record Fragment(String sql, List<@Nullable Object> parameters) {
  /** A piece without parameters. */
  static Fragment of(String sql) {
    return new Fragment(sql, List.of());
  }

  static Fragment parameter(@Nullable Object value) {
    List<@Nullable Object> one = new ArrayList<>();
    one.add(value);
    return new Fragment("?", one);
  }

  /** Puts pieces, which are Fragments or text, one behind the other. */
  static Fragment join(Object... pieces) {
    StringBuilder sql = new StringBuilder();
    List<@Nullable Object> parameters = new ArrayList<>();
    for (Object piece : pieces) {
      if (piece instanceof Fragment fragment) {
        sql.append(fragment.sql);
        parameters.addAll(fragment.parameters);
      } else {
        sql.append(piece);
      }
    }
    return new Fragment(sql.toString(), parameters);
  }

  /** Puts pieces in a row with commas between. */
  static Fragment list(List<Fragment> pieces) {
    Fragment all = of("");
    for (Fragment piece : pieces) {
      all = all.sql.isEmpty() ? piece : join(all, ", ", piece);
    }
    return all;
  }
}
