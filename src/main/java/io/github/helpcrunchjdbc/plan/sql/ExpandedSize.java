package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.calcite.size.LongExtremes;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator.Flag;
import org.jspecify.annotations.Nullable;

/**
 * Computes how large a statement is once Calcite has written it out. COALESCE(x, y) becomes CASE
 * WHEN x IS NOT NULL THEN x ELSE y END, so forty of them inside each other hold a million million
 * copies of x.
 */
final class ExpandedSize {
  private static final int MOST = 10_000;

  /** If a statement grows by less than this factor, it was long from the beginning. */
  private static final int MOST_GROWTH = 10;

  /** From this many literals on, a list becomes one search argument. */
  private static final int LONG_LIST = 20;

  /**
   * Calcite folds the operand of an IN with the list, so it is written at most this often, even if
   * the list has more values.
   */
  private static final int MOST_OF_FLAT = 5;

  /** The keys are compared by identity, because a part that the parser uses twice is one object. */
  private final IdentityHashMap<SqlCall, Double> writtenOut = new IdentityHashMap<>();

  /**
   * How many lists are nested in each call: the result of an inner list is looked for in an outer
   * one.
   */
  private final IdentityHashMap<SqlCall, Integer> nested = new IdentityHashMap<>();

  private int asWritten;

  private ExpandedSize() {}

  /**
   * Checks a parsed statement.
   *
   * @throws HelpCrunchException TOO_COMPLEX if nested calls make more than 10,000 parts of it
   */
  static void check(SqlNode statement) {
    ExpandedSize size = new ExpandedSize();
    double all = size.of(statement);
    if (all > MOST && all > (double) MOST_GROWTH * size.asWritten) {
      throw new HelpCrunchException(
          ErrorCode.TOO_COMPLEX,
          ("the statement has more than %,d parts once it is written out: COALESCE, NULLIF, CASE x"
                  + " WHEN, DECODE, BETWEEN, IN, IS DISTINCT FROM, GREATEST, LEAST, OVERLAPS and"
                  + " comparisons of rows repeat their operands, and are nested here; at most some"
                  + " ten of them fit into each other, fewer with many operands")
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
      double operand = of(operands.get(i));
      size += isLongList(call, operands.get(i)) ? 1 : copies(call, i) * operand;
    }
    nested.put(call, nestedIn(operands) + (isOfList(call) ? 1 : 0));
    writtenOut.put(call, size);
    return size;
  }

  private int nestedIn(List<SqlNode> operands) {
    return operands.stream().mapToInt(this::nestedIn).max().orElse(0);
  }

  private int nestedIn(@Nullable SqlNode node) {
    return node instanceof SqlNodeList list
        ? nestedIn(list.getList())
        : node instanceof SqlCall call ? nested.getOrDefault(call, 0) : 0;
  }

  private static boolean isOfList(SqlCall call) {
    return switch (call.getKind()) {
      case IN, NOT_IN, SOME, ALL ->
          call.operandCount() == 2 && call.operand(1) instanceof SqlNodeList;
      default -> false;
    };
  }

  private static boolean isLongList(SqlCall call, @Nullable SqlNode operand) {
    return isOfList(call)
        && operand instanceof SqlNodeList list
        && list.size() >= LONG_LIST
        && list.stream().allMatch(SqlLiteral.class::isInstance);
  }

  /** Returns how often Calcite writes an operand. */
  private int copies(SqlCall call, int operand) {
    boolean isFirst = operand == 0;
    boolean isLast = operand == call.operandCount() - 1;
    return switch (call.getKind()) {
      case IN, NOT_IN, SOME, ALL -> isFirst && isOfList(call) ? comparisons(call) : 1;
      case BETWEEN -> {
        boolean isSymmetric = ((SqlBetweenOperator) call.getOperator()).flag == Flag.SYMMETRIC;
        yield (isFirst ? 2 : 1) * (isSymmetric ? 2 : 1);
      }
      case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> 2;
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          call.operand(operand).getKind() == SqlKind.ROW ? 2 : 1;
      // Calcite orders the two ends of a period by a CASE that writes each end four times, and
      // compares two periods by a condition that writes these up to four times.
      case OVERLAPS,
          CONTAINS,
          PRECEDES,
          SUCCEEDS,
          PERIOD_EQUALS,
          IMMEDIATELY_PRECEDES,
          IMMEDIATELY_SUCCEEDS ->
          16;
      default ->
          switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "COALESCE", "IFNULL", "NVL", "ISNULL" -> isLast ? 1 : 2;
            case "NULLIF" -> isFirst ? 2 : 1;
            case "DECODE" -> isFirst ? call.operandCount() - 1 : 2;
            case "GREATEST", "LEAST" -> LongExtremes.copies(call, operand);
            default -> 1;
          };
    };
  }

  /**
   * Returns how often the operand of an IN is written: once for each value, unless Calcite folds
   * it.
   */
  private int comparisons(SqlCall in) {
    int values = ((SqlNodeList) in.operand(1)).size();
    int deep = nestedIn(in.<SqlNode>operand(0));
    return deep == 0 ? 2 : deep == 1 ? Math.min(values, MOST_OF_FLAT) : values;
  }
}
