package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.RowValues;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows, and lists, maps and multisets of rows, comparable: values with equal fields are
 * equal. Calcite stores a row in an array, and two arrays are never equal (CALCITE-7678). Calcite
 * 1.42.0. Comparisons and operations of multisets take such values; no issue of these known on
 * 2026-11-28. A row of NULLs is a row, and is not NULL but to IS NULL. Calcite makes NULL of such a
 * row, which COUNT then leaves out; no issue known on 2026-11-28. IS NOT NULL is true where IS NULL
 * is false: Calcite's rules take each for the negation of the other.
 */
public final class ComparableRows {
  private static final SqlFunction COMPARABLE = JavaFunction.of(RowValues.class, "comparableRow");
  private static final SqlFunction PLAIN = JavaFunction.of(RowValues.class, "plainRow");
  private static final SqlFunction MADE = JavaFunction.of(RowValues.class, "madeRow");
  private static final SqlFunction IS_NULL = JavaFunction.of(RowValues.class, "isNullRow");
  private static final Set<SqlOperator> COMPARING =
      Set.of(
          SqlStdOperatorTable.EQUALS,
          SqlStdOperatorTable.NOT_EQUALS,
          SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
          SqlStdOperatorTable.MEMBER_OF,
          SqlStdOperatorTable.SUBMULTISET_OF,
          SqlStdOperatorTable.NOT_SUBMULTISET_OF,
          SqlStdOperatorTable.IS_A_SET,
          SqlStdOperatorTable.IS_NOT_A_SET,
          SqlStdOperatorTable.MULTISET_UNION_DISTINCT,
          SqlStdOperatorTable.MULTISET_EXCEPT,
          SqlStdOperatorTable.MULTISET_EXCEPT_DISTINCT,
          SqlStdOperatorTable.MULTISET_INTERSECT,
          SqlStdOperatorTable.MULTISET_INTERSECT_DISTINCT);

  private ComparableRows() {}

  /** Returns a comparable value; the value itself if it holds no row. */
  public static RexNode comparable(RexBuilder rexBuilder, RexNode value) {
    RelDataType any = CustomerTypes.of(rexBuilder.getTypeFactory(), SqlTypeName.ANY, true);
    RelDataTypeFactory factory = rexBuilder.getTypeFactory();
    RelDataType type =
        value.getType().getSqlTypeName() == SqlTypeName.MULTISET
            ? factory.createTypeWithNullability(
                factory.createMultisetType(any, -1), value.getType().isNullable())
            : any;
    return holdsRow(value.getType())
        ? rexBuilder.makeCall(type, COMPARABLE, List.of(value))
        : value;
  }

  /** Returns the value from which a comparable one was made. */
  public static RexNode plain(RexBuilder rexBuilder, RexNode comparable, RelDataType type) {
    return rexBuilder.makeCall(type, PLAIN, List.of(comparable));
  }

  /** Returns whether values of a type are rows or hold rows. */
  public static boolean holdsRow(@Nullable RelDataType type) {
    return type != null
        && (type.isStruct()
            || Stream.of(type.getComponentType(), type.getKeyType(), type.getValueType())
                .anyMatch(ComparableRows::holdsRow));
  }

  /** Returns the call in a form that makes or compares rows soundly; the call itself otherwise. */
  static RexNode rewrite(RexBuilder rexBuilder, RexCall call) {
    if (call.getKind() == SqlKind.ROW
        && call.getOperands().stream().allMatch(field -> field.getType().isNullable())) {
      RexNode fields = rexBuilder.makeExactLiteral(BigDecimal.valueOf(call.getOperands().size()));
      return rexBuilder.makeCall(call.getType(), MADE, List.of(call, fields));
    }
    boolean isNull = call.getKind() == SqlKind.IS_NULL;
    if ((isNull || call.getKind() == SqlKind.IS_NOT_NULL)
        && call.getOperands().get(0).getType().isStruct()) {
      return rexBuilder.makeCall(
          call.getType(),
          IS_NULL,
          List.of(call.getOperands().get(0), rexBuilder.makeLiteral(isNull)));
    }
    if (!COMPARING.contains(call.getOperator())
        || !call.getOperands().stream().allMatch(value -> holdsRow(value.getType()))) {
      return call;
    }
    List<RexNode> operands =
        call.getOperands().stream().map(value -> comparable(rexBuilder, value)).toList();
    RexNode compared = rexBuilder.makeCall(call.getType(), call.getOperator(), operands);
    return holdsRow(call.getType()) ? plain(rexBuilder, compared, call.getType()) : compared;
  }
}
