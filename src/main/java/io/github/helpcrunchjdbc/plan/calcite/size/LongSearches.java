package io.github.helpcrunchjdbc.plan.calcite.size;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.ListMembership;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;

/**
 * Has a long IN looked up in a set. Calcite 1.42.0 writes a comparison for each of its values into
 * one method, whose code is too large for the JVM beyond about a thousand (CALCITE-6465).
 */
public final class LongSearches {
  private static final int LONG = 64;

  /** Of a constant's text; a class file takes 65,535 bytes. */
  private static final int MOST_CHARACTERS = 15_000;

  private static final SqlFunction WHOLE = JavaFunction.of(ListMembership.class, "hasWhole");
  private static final SqlFunction TEXT = JavaFunction.of(ListMembership.class, "hasText");

  private LongSearches() {}

  /** A search by a set, if it is one of many values; else the call itself. */
  public static RexNode rewrite(RexBuilder rexBuilder, RexCall search) {
    if (search.getKind() != SqlKind.SEARCH) {
      return search;
    }
    RexNode operand = search.getOperands().get(0);
    Sarg<?> sarg =
        search.getOperands().get(1) instanceof RexLiteral literal
            ? literal.getValueAs(Sarg.class)
            : null;
    boolean whole = SqlTypeUtil.isIntType(operand.getType());
    boolean known =
        sarg != null
            && (sarg.isPoints() || sarg.isComplementedPoints())
            && sarg.rangeSet.asRanges().size() > LONG
            && (whole || SqlTypeUtil.isCharacter(operand.getType()));
    if (sarg == null || !known) {
      return search;
    }
    List<String> lists = lists(sarg);
    if (lists.isEmpty()) {
      return search;
    }
    RexNode value = operandOf(rexBuilder, operand, whole);
    RelDataType type =
        rexBuilder
            .getTypeFactory()
            .createTypeWithNullability(
                rexBuilder.getTypeFactory().createSqlType(SqlTypeName.BOOLEAN),
                operand.getType().isNullable());
    List<RexNode> parts = new ArrayList<>();
    for (String list : lists) {
      parts.add(
          rexBuilder.makeCall(
              type, whole ? WHOLE : TEXT, List.of(value, rexBuilder.makeLiteral(list))));
    }
    RexNode in = RexUtil.composeDisjunction(rexBuilder, parts);
    RexNode found = sarg.isPoints() ? in : rexBuilder.makeCall(SqlStdOperatorTable.NOT, in);
    return switch (sarg.nullAs) {
      case UNKNOWN -> found;
      case TRUE ->
          rexBuilder.makeCall(
              SqlStdOperatorTable.OR,
              rexBuilder.makeCall(SqlStdOperatorTable.IS_NULL, operand),
              found);
      case FALSE ->
          rexBuilder.makeCall(
              SqlStdOperatorTable.AND,
              rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, operand),
              found);
    };
  }

  private static RexNode operandOf(RexBuilder rexBuilder, RexNode operand, boolean whole) {
    RelDataTypeFactory types = rexBuilder.getTypeFactory();
    RelDataType held = types.createSqlType(whole ? SqlTypeName.BIGINT : SqlTypeName.VARCHAR);
    return rexBuilder.makeCast(
        types.createTypeWithNullability(held, operand.getType().isNullable()), operand);
  }

  /** The values as texts of the form that the functions read; empty if one is of another kind. */
  private static List<String> lists(Sarg<?> sarg) {
    RangeSet<?> points = sarg.isPoints() ? sarg.rangeSet : sarg.rangeSet.complement();
    List<String> lists = new ArrayList<>();
    StringBuilder list = new StringBuilder();
    for (Range<?> range : points.asRanges()) {
      Object point = range.lowerEndpoint();
      String shown;
      if (point instanceof BigDecimal number && number.stripTrailingZeros().scale() <= 0) {
        shown = (list.isEmpty() ? "" : ",") + number.longValue();
      } else if (point instanceof NlsString text) {
        String value = Objects.requireNonNull(text.getValue());
        shown = value.length() + ":" + value;
      } else {
        return List.of();
      }
      list.append(shown);
      if (list.length() > MOST_CHARACTERS) {
        lists.add(list.toString());
        list.setLength(0);
      }
    }
    if (!list.isEmpty()) {
      lists.add(list.toString());
    }
    return lists;
  }
}
