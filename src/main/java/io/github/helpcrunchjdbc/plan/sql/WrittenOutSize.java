package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator.Flag;
import org.jspecify.annotations.Nullable;

/**
 * How large a statement is once Calcite has written it out: COALESCE(x, y) is CASE WHEN x IS NOT
 * NULL THEN x ELSE y END, so that forty in each other hold a million million copies of x.
 */
final class WrittenOutSize {
  private static final int MOST = 10_000;

  /** A statement that grows less is long as it stands. */
  private static final int MOST_GROWTH = 10;

  /** By identity: where the parser uses a part twice, it is one object. */
  private final IdentityHashMap<SqlCall, Double> writtenOut = new IdentityHashMap<>();

  private int asWritten;

  private WrittenOutSize() {}

  /**
   * Looks at a parsed statement.
   *
   * @throws HelpCrunchException TOO_COMPLEX if nested calls make more than 10,000 parts of it
   */
  static void check(SqlNode statement) {
    WrittenOutSize size = new WrittenOutSize();
    double all = size.of(statement);
    if (all > MOST && all > (double) MOST_GROWTH * size.asWritten) {
      throw new HelpCrunchException(
          ErrorCode.TOO_COMPLEX,
          ("the statement has more than %,d parts once it is written out: COALESCE, NULLIF, CASE x"
               + " WHEN, BETWEEN, IN, IS DISTINCT FROM, GREATEST and LEAST repeat their operands,"
               + " and are nested here; at most some ten of them fit into each other")
              .formatted(MOST));
    }
  }

  private double of(@Nullable SqlNode node) {
    if (node instanceof SqlNodeList list) {
      return list.stream().mapToDouble(this::of).sum();
    }
    if (!(node instanceof SqlCall call)) {
      asWritten++;
      return 1;
    }
    Double known = writtenOut.get(call);
    if (known != null) {
      return known;
    }
    asWritten++;
    double size = 1;
    List<SqlNode> operands = call.getOperandList();
    for (int i = 0; i < operands.size(); i++) {
      size += copies(call, i) * of(operands.get(i));
    }
    writtenOut.put(call, size);
    return size;
  }

  /** How often an operand is written, in a list of values as often as in one of two. */
  private static int copies(SqlCall call, int operand) {
    boolean isFirst = operand == 0;
    boolean isLast = operand == call.operandCount() - 1;
    boolean isSymmetric =
        call.getOperator() instanceof SqlBetweenOperator between && between.flag == Flag.SYMMETRIC;
    return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
      case "COALESCE", "IFNULL", "NVL", "ISNULL", "GREATEST", "LEAST" -> isLast ? 1 : 2;
      case "NULLIF", "IN", "NOT IN" -> isFirst ? 2 : 1;
      case "BETWEEN", "NOT BETWEEN" -> (isFirst ? 2 : 1) * (isSymmetric ? 2 : 1);
      case "IS DISTINCT FROM", "IS NOT DISTINCT FROM" -> 2;
      default -> 1;
    };
  }
}
