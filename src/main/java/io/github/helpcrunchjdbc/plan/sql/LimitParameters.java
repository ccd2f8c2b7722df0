package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that are a LIMIT or an OFFSET. Callers give them as BIGINTs, for many write
 * Long.MAX_VALUE for no limit; Calcite has INTEGERs, and no account has as many customers.
 */
public final class LimitParameters {
  private final Set<Integer> limits = new TreeSet<>();
  private final Set<Integer> offsets = new TreeSet<>();

  private LimitParameters() {}

  /** Those of a parsed statement. */
  public static LimitParameters of(SqlNode statement) {
    LimitParameters found = new LimitParameters();
    statement.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call instanceof SqlOrderBy sorted) {
              add(sorted.fetch, found.limits);
              add(sorted.offset, found.offsets);
            } else if (call instanceof SqlSelect select) {
              add(select.getFetch(), found.limits);
              add(select.getOffset(), found.offsets);
            }
            return super.visit(call);
          }
        });
    return found;
  }

  private static void add(@Nullable SqlNode node, Set<Integer> to) {
    if (node instanceof SqlDynamicParam parameter) {
      to.add(parameter.getIndex());
    }
  }

  /** Whether the parameter of an index is one. */
  public boolean contains(int index) {
    return limits.contains(index) || offsets.contains(index);
  }

  /**
   * The values of all parameters with those of the limits as Calcite has them.
   *
   * @throws HelpCrunchException NEGATIVE_LIMIT
   */
  public List<@Nullable Object> checked(List<? extends @Nullable Object> values) {
    List<@Nullable Object> checked = new ArrayList<>(values);
    for (int i = 0; i < values.size(); i++) {
      if (contains(i) && values.get(i) instanceof Number number) {
        if (number.longValue() < 0) {
          throw new HelpCrunchException(
              ErrorCode.NEGATIVE_LIMIT,
              "parameter %s%s is %s; it must be 0 or more"
                  .formatted(i + 1, limits.contains(i) ? ", the LIMIT," : ", the OFFSET,", number));
        }
        checked.set(i, (int) Math.min(number.longValue(), Integer.MAX_VALUE));
      }
    }
    return checked;
  }
}
