package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that are a LIMIT or an OFFSET. Callers may give them as BIGINT, because many write
 * Long.MAX_VALUE for no limit. Calcite uses INTEGER, which is enough for the customers of any
 * account.
 */
public final class LimitParameters {
  private final Map<Integer, String> clauses = new HashMap<>();

  private LimitParameters() {}

  /**
   * Finds these parameters in a parsed statement.
   *
   * @throws HelpCrunchException INVALID_LIMIT if a limit is written as something else than a whole
   *     number
   */
  public static LimitParameters of(SqlNode statement) {
    LimitParameters found = new LimitParameters();
    statement.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call instanceof SqlOrderBy sorted) {
              found.add(sorted.fetch, "LIMIT or FETCH");
              found.add(sorted.offset, "OFFSET");
            } else if (call instanceof SqlSelect select) {
              found.add(select.getFetch(), "LIMIT or FETCH");
              found.add(select.getOffset(), "OFFSET");
            }
            return super.visit(call);
          }
        });
    return found;
  }

  private void add(@Nullable SqlNode node, String clause) {
    if (node instanceof SqlDynamicParam parameter) {
      clauses.put(parameter.getIndex(), clause);
    } else if (node instanceof SqlNumericLiteral number) {
      rows("the " + clause, number.bigDecimalValue());
    }
  }

  /** Returns whether the parameter of an index is a LIMIT or an OFFSET. */
  public boolean contains(int index) {
    return clauses.containsKey(index);
  }

  /**
   * Returns the values of all parameters; those of limits are converted to Calcite's type.
   *
   * @throws HelpCrunchException INVALID_LIMIT
   */
  public List<@Nullable Object> checked(List<? extends @Nullable Object> values) {
    List<@Nullable Object> checked = new ArrayList<>(values);
    for (int i = 0; i < values.size(); i++) {
      if (contains(i) && values.get(i) instanceof Number number) {
        checked.set(i, rows("parameter %s, the %s,".formatted(i + 1, clauses.get(i)), number));
      }
    }
    return checked;
  }

  private static int rows(String name, Number number) {
    double rows = number.doubleValue();
    boolean isWhole =
        number instanceof BigDecimal exact
            ? exact.stripTrailingZeros().scale() <= 0
            : rows == Math.rint(rows);
    if (rows >= 0 && isWhole) {
      return (int) rows;
    }
    throw new HelpCrunchException(
        ErrorCode.INVALID_LIMIT,
        "%s is %s; it must be a whole number, 0 or more".formatted(name, number));
  }
}
