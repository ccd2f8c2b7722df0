package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.NullLists;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLambdaRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Casts an ARRAY, MULTISET, MAP or ROW by casting each value within as {@link SoundCasts} casts one
 * value. Calcite casts these values by methods of its own, which neither cut text nor check whether
 * a number fits; it has no such methods for the keys of a MAP, nor for rows in rows. Calcite
 * 1.42.0. CALCITE-7677 mends rows in rows, CALCITE-7721 the rows of a list, and CALCITE-7718 lets a
 * lambda use the field of a row; no issue of lengths and of a MAP's keys is known on 2026-11-27.
 */
final class ItemCasts extends ExpressionWriter {
  private static final SqlFunction FIELD = JavaFunction.of(NullLists.class, "field");
  private static final SqlFunction CHANGED = JavaFunction.of(NullLists.class, "changed");

  private final RexShuttle sound;
  private final RelDataType any;

  /**
   * Creates a rewriter.
   *
   * @param sound makes a sound expression of the CAST of an item
   */
  ItemCasts(RexBuilder rexBuilder, RexShuttle sound) {
    super(rexBuilder);
    this.sound = sound;
    this.any = nullable(types.createSqlType(SqlTypeName.ANY));
  }

  /** Returns the value of a CAST by such casts; any other call unchanged. */
  RexNode rewrite(RexCall call) {
    if (call.getKind() != SqlKind.CAST) {
      return call;
    }
    RexNode value = call.getOperands().get(0);
    RelDataType from = value.getType();
    RelDataType to = call.getType();
    if (SqlTypeUtil.isCharacter(from)
        && (to.getComponentType() != null || to.getKeyType() != null)) {
      throw HelpCrunchException.notSupported(
          "CAST of a text to a list or map is not supported; STRING_TO_ARRAY(text, ',') makes a"
              + " list of its pieces, TAG_NAMES(tags) one of names");
    } else if (SqlTypeUtil.equalSansNullability(types, from, to)) {
      return call;
    } else if (from.isStruct() && to.isStruct()) {
      return fieldsOf(value, from, to);
    } else if (from.getKeyType() != null && to.getKeyType() != null) {
      return within(
          call,
          "eachEntry",
          cast(from.getKeyType(), to.getKeyType()),
          cast(from.getValueType(), to.getValueType()));
    } else if (from.getComponentType() != null && to.getComponentType() != null) {
      return within(call, "each", cast(from.getComponentType(), to.getComponentType()));
    }
    return call;
  }

  private RexNode within(RexCall cast, String method, RexNode... changes) {
    List<RexNode> operands = new ArrayList<>(cast.getOperands());
    Collections.addAll(operands, changes);
    return rexBuilder.makeCall(cast.getType(), JavaFunction.of(NullLists.class, method), operands);
  }

  /** Returns the function that casts each value from one type to another. */
  private RexNode cast(RelDataType from, RelDataType to) {
    RexLambdaRef item = new RexLambdaRef(0, "item", from.isStruct() ? any : nullable(from));
    return rexBuilder.makeLambdaCall(cast(item, from, to), List.of(item));
  }

  private RexNode cast(RexNode value, RelDataType from, RelDataType to) {
    return from.isStruct() && to.isStruct()
        ? fieldsOf(value, from, nullable(to))
        : rexBuilder.makeCast(nullable(to), value).accept(sound);
  }

  /**
   * Casts the fields of a row. Generated code has no lambda of a row, but it has one of any object.
   */
  private RexNode fieldsOf(RexNode value, RelDataType from, RelDataType to) {
    RexLambdaRef row = new RexLambdaRef(0, "item", any);
    List<RexNode> fields = new ArrayList<>();
    for (RelDataTypeField field : from.getFieldList()) {
      RelDataType type = field.getType();
      RexNode index = rexBuilder.makeExactLiteral(BigDecimal.valueOf(field.getIndex()));
      RexNode held = call(type.isStruct() ? any : nullable(type), FIELD, row, index);
      fields.add(cast(held, type, to.getFieldList().get(field.getIndex()).getType()));
    }
    RexCall cast = (RexCall) rexBuilder.makeCall(to, SqlStdOperatorTable.ROW, fields);
    RexNode made = ComparableRows.rewrite(rexBuilder, cast);
    return call(to, CHANGED, value, rexBuilder.makeLambdaCall(made, List.of(row)));
  }

  private RelDataType nullable(RelDataType type) {
    return types.createTypeWithNullability(type, true);
  }
}
