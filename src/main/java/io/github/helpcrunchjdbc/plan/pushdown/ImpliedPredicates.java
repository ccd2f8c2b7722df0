package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.plan.pushdown.Condition.All;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Finds predicates on a column that follow from predicates on an expression over the column. The
 * search is wider and the predicate is checked again, or both mean the same.
 */
final class ImpliedPredicates {
  /**
   * Milliseconds from the start of a day to its last millisecond. The start of the next day can't
   * be the bound, because no day follows 9999-12-31.
   */
  private static final BigDecimal REST_OF_DAY = BigDecimal.valueOf(86_399_999L);

  private final RexBuilder rexBuilder;
  private final LeafFactory leaves;
  private final Function<RexNode, @Nullable ColumnDef> columnOf;
  private final DateRanges dates;

  /**
   * Creates the rules.
   *
   * @param columnOf gives the column that an expression shows unchanged, null if it shows none
   */
  ImpliedPredicates(
      RexBuilder rexBuilder, LeafFactory leaves, Function<RexNode, @Nullable ColumnDef> columnOf) {
    this.rexBuilder = rexBuilder;
    this.leaves = leaves;
    this.columnOf = columnOf;
    this.dates = new DateRanges(rexBuilder, leaves, columnOf);
  }

  /**
   * Returns what follows from {@code expression operator operand}.
   *
   * @return null if nothing is known to follow
   */
  @Nullable Condition of(RexNode expression, Operator operator, RexNode operand, RexNode source) {
    if (!(unshortened(expression) instanceof RexCall call) || call.operands.isEmpty()) {
      return null;
    }
    ColumnDef column = columnOf.apply(call.operands.get(0));
    boolean isDate = column != null && column.isInstant();
    if (call.getKind() == SqlKind.POSITION) {
      return position(call, operator, operand, source);
    }
    if (isDate && call.getKind() == SqlKind.CAST) {
      return dayOf(column, call, operator, operand, source);
    }
    Condition range = dates.of(call, operator, operand, source);
    if (range != null) {
      return range;
    }
    if (operator != Operator.EQ) {
      return null;
    }
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    if (name.equals("TRIM")) {
      column = columnOf.apply(call.operands.get(call.operands.size() - 1));
    }
    if (column == null || !column.isText()) {
      return null;
    }
    return switch (name) {
      case "UPPER" -> leaves.containsPieceOf(column, operand, Encoding.UPPER_PIECE, source);
      case "LOWER" -> leaves.containsPieceOf(column, operand, Encoding.LOWER_PIECE, source);
      case "SUBSTRING" -> partOf(column, call, operand, source);
      case "SUBSTR", "LEFT", "RIGHT", "TRIM", "LTRIM", "RTRIM", "BTRIM" ->
          leaves.containsPieceOf(column, operand, Encoding.PIECE, source);
      case "||" -> suffixed(column, call, operand, source);
      default -> null;
    };
  }

  /** Returns what follows from {@code UPPER(column) LIKE pattern}, or from LOWER. */
  @Nullable Condition ofLike(RexNode expression, RexNode pattern, RexNode source) {
    if (!(expression instanceof RexCall call) || call.operands.size() != 1) {
      return null;
    }
    ColumnDef column = columnOf.apply(call.operands.get(0));
    if (column == null || !column.isText()) {
      return null;
    }
    return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
      case "UPPER" -> leaves.containsPieceOf(column, pattern, Encoding.UPPER_LIKE, source);
      case "LOWER" -> leaves.containsPieceOf(column, pattern, Encoding.LOWER_LIKE, source);
      default -> null;
    };
  }

  /** Handles {@code CAST(column AS DATE)}: a day is the time from its start to its end. */
  private @Nullable Condition dayOf(
      ColumnDef column, RexCall cast, Operator operator, RexNode operand, RexNode source) {
    if (cast.getType().getSqlTypeName() != SqlTypeName.DATE
        || operand.getType().getSqlTypeName() != SqlTypeName.DATE) {
      return null;
    }
    RexNode reference = cast.operands.get(0);
    RexNode start = rexBuilder.makeCast(nullable(reference.getType(), operand), operand);
    RexNode end =
        rexBuilder.makeCall(
            SqlStdOperatorTable.DATETIME_PLUS,
            start,
            rexBuilder.makeIntervalLiteral(
                REST_OF_DAY, new SqlIntervalQualifier(TimeUnit.DAY, null, SqlParserPos.ZERO)));
    return switch (operator) {
      case EQ ->
          new All(
              List.of(
                  leaves.comparison(column, Operator.GE, start, reference, source),
                  leaves.comparison(column, Operator.LE, end, reference, source)),
              source);
      case LT -> leaves.comparison(column, Operator.LT, start, reference, source);
      case LE -> leaves.comparison(column, Operator.LE, end, reference, source);
      case GT -> leaves.comparison(column, Operator.GT, end, reference, source);
      case GE -> leaves.comparison(column, Operator.GE, start, reference, source);
      default -> null;
    };
  }

  private RelDataType nullable(RelDataType type, RexNode like) {
    return rexBuilder.getTypeFactory().createTypeWithNullability(type, like.getType().isNullable());
  }

  /** Handles {@code POSITION(text IN column) > 0}, and all that means that the text is found. */
  private @Nullable Condition position(
      RexCall call, Operator operator, RexNode operand, RexNode source) {
    ColumnDef column = columnOf.apply(call.operands.get(1));
    Integer number =
        operand instanceof RexLiteral literal ? literal.getValueAs(Integer.class) : null;
    if (column == null || number == null) {
      return null;
    }
    boolean somewhere =
        switch (operator) {
          case GT -> number >= 0;
          case GE, EQ -> number >= 1;
          case NE -> number == 0;
          default -> false;
        };
    RexNode text = call.operands.get(0);
    return somewhere && text instanceof RexLiteral
        ? leaves.containsPieceOf(column, text, Encoding.PIECE, source)
        : null;
  }

  /** Handles {@code column || 'suffix' = 'text'}: the column is the text without the suffix. */
  private @Nullable Condition suffixed(
      ColumnDef column, RexCall call, RexNode operand, RexNode source) {
    String suffix = constant(call.operands.get(1));
    String whole = constant(operand);
    if (suffix == null || whole == null || !whole.endsWith(suffix)) {
      return null;
    }
    RexNode rest = rexBuilder.makeLiteral(whole.substring(0, whole.length() - suffix.length()));
    return leaves.impliedEquality(column, rest, call.operands.get(0), source);
  }

  /** Handles {@code SUBSTRING(column, 1, 5) = text}: a text of full length may go on. */
  private Condition partOf(ColumnDef column, RexCall call, RexNode operand, RexNode source) {
    String text = constant(operand);
    boolean whole =
        text != null
            && call.operands.size() == 3
            && number(call.operands.get(1)) == 1
            && number(call.operands.get(2)) > text.length();
    return whole
        ? leaves.impliedEquality(column, operand, call.operands.get(0), source)
        : leaves.containsPieceOf(column, operand, Encoding.PIECE, source);
  }

  /** Returns the SUBSTRING inside a cast to VARCHAR, which cuts nothing off; else the node. */
  private static RexNode unshortened(RexNode node) {
    boolean isText =
        node.getKind() == SqlKind.CAST && node.getType().getSqlTypeName() == SqlTypeName.VARCHAR;
    return isText
            && ((RexCall) node).operands.get(0) instanceof RexCall inner
            && inner.getOperator().equals(SqlStdOperatorTable.SUBSTRING)
        ? inner
        : node;
  }

  private static int number(RexNode node) {
    Integer number = node instanceof RexLiteral literal ? literal.getValueAs(Integer.class) : null;
    return number == null ? -1 : number;
  }

  private static @Nullable String constant(RexNode node) {
    return node instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
  }
}
