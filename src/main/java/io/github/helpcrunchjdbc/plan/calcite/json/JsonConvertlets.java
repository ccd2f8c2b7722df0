package io.github.helpcrunchjdbc.plan.calcite.json;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.function.Decimals;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.JsonChanges;
import io.github.helpcrunchjdbc.plan.function.JsonQueryFunction;
import io.github.helpcrunchjdbc.plan.function.JsonValueFunction;
import io.github.helpcrunchjdbc.plan.rex.Calls;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Converts JSON functions where Calcite 1.42.0 does wrong. {@link JsonValueFunction} computes
 * JSON_VALUE, whose value Calcite does not convert to the type that RETURNING names (CALCITE-7801),
 * and JSON_EXISTS. {@link JsonQueryFunction} computes JSON_QUERY, where Calcite wraps several items
 * twice, and takes errors for emptiness. {@link JsonChanges} computes JSON_SET, JSON_INSERT,
 * JSON_REPLACE and JSON_REMOVE.
 *
 * <p>No issue was known of the rest on 2026-11-26: paths are read by {@link JsonValueFunction}, and
 * times in JSON are text. FORMAT JSON is left out if the operand is text anyway, because Calcite
 * makes a value of it that IS JSON does not accept.
 *
 * @param others converts all other calls
 * @param zone the zone in which times with an offset are shown
 */
public record JsonConvertlets(SqlRexConvertletTable others, ZoneId zone)
    implements SqlRexConvertletTable {
  private static final SqlFunction SHOWN = JavaFunction.of(Decimals.class, "shown", o -> o.get(0));
  private static final SqlFunction CHANGE =
      JavaFunction.of(JsonChanges.class, "change", JsonCallText::change);
  private static final Set<SqlOperator> CHANGES =
      Set.of(
          SqlLibraryOperators.JSON_INSERT,
          SqlLibraryOperators.JSON_REMOVE,
          SqlLibraryOperators.JSON_REPLACE,
          SqlLibraryOperators.JSON_SET);

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    SqlOperator operator = call.getOperator();
    if (operator.equals(SqlStdOperatorTable.JSON_VALUE)) {
      return this::value;
    } else if (operator.equals(SqlStdOperatorTable.JSON_EXISTS)) {
      return this::exists;
    } else if (operator.equals(SqlStdOperatorTable.JSON_QUERY)) {
      return this::query;
    } else if (operator.equals(SqlStdOperatorTable.JSON_OBJECT)
        || operator.equals(SqlStdOperatorTable.JSON_ARRAY)) {
      return this::constructor;
    } else if (CHANGES.contains(operator)) {
      return JsonConvertlets::changed;
    }
    return operator.equals(SqlStdOperatorTable.JSON_VALUE_EXPRESSION)
            || operator.equals(NestedJson.KEY)
        ? (cx, json) -> cx.convertExpression(json.operand(0))
        : others.get(call);
  }

  private RexNode value(SqlRexContext cx, SqlCall call) {
    RelDataType type = cx.getValidator().getValidatedNodeType(call);
    RexBuilder rexBuilder = cx.getRexBuilder();
    JsonReturning returning = JsonReturning.of(type, rexBuilder, zone);
    if (returning == null) {
      // The type is an array, for example.
      return Calls.converted(others, cx, call);
    }
    JsonValueClauses clauses = JsonValueClauses.of(call);
    RelDataType held = returning.stored();
    List<RexNode> operands = new ArrayList<>();
    operands.add(text(cx, call.operand(0)));
    operands.add(path(cx, call.operand(1)));
    operands.add(rexBuilder.makeLiteral(clauses.onEmpty()));
    operands.add(stored(cx, clauses.emptyDefault(), type, held));
    operands.add(rexBuilder.makeLiteral(clauses.onError()));
    operands.add(stored(cx, clauses.errorDefault(), type, held));
    operands.addAll(returning.details());
    RexNode value = rexBuilder.makeCall(held, JsonReturning.VALUE, operands);
    return rexBuilder.makeCast(type, value);
  }

  /**
   * Returns a default as the function takes it: cast to the returned type, and stored as {@code
   * held}.
   */
  private static RexNode stored(
      SqlRexContext cx, @Nullable SqlNode node, RelDataType type, RelDataType held) {
    RexBuilder rexBuilder = cx.getRexBuilder();
    return node == null
        ? rexBuilder.makeNullLiteral(held)
        : rexBuilder.makeCast(held, rexBuilder.makeCast(type, cx.convertExpression(node)));
  }

  private RexNode exists(SqlRexContext cx, SqlCall call) {
    RexBuilder rexBuilder = cx.getRexBuilder();
    String onError = call.operandCount() > 2 ? JsonValueClauses.symbol(call.operand(2)) : "FALSE";
    return rexBuilder.makeCall(
        cx.getValidator().getValidatedNodeType(call),
        JsonReturning.EXISTS,
        List.of(
            text(cx, call.operand(0)), path(cx, call.operand(1)), rexBuilder.makeLiteral(onError)));
  }

  private RexNode query(SqlRexContext cx, SqlCall call) {
    RelDataType type = cx.getValidator().getValidatedNodeType(call);
    RexBuilder rexBuilder = cx.getRexBuilder();
    List<RexNode> operands = new ArrayList<>();
    operands.add(text(cx, call.operand(0)));
    operands.add(path(cx, call.operand(1)));
    for (int i = 2; i < 5; i++) {
      operands.add(rexBuilder.makeLiteral(JsonValueClauses.symbol(call.operand(i))));
    }
    if (type.getSqlTypeName().getFamily() == SqlTypeFamily.CHARACTER) {
      return rexBuilder.makeCall(type, JsonReturning.QUERY, operands);
    }
    RelDataType item = type.getComponentType();
    JsonReturning returning = item == null ? null : JsonReturning.of(item, rexBuilder, zone);
    if (returning == null) {
      throw HelpCrunchException.notSupported(
          "JSON_QUERY returns text or an array of scalars, not "
              + type.getFullTypeString().replace(" NOT NULL", ""));
    }
    if (operands.stream()
        .skip(3)
        .anyMatch(o -> "EMPTY_OBJECT".equals(((RexLiteral) o).getValueAs(String.class)))) {
      throw HelpCrunchException.notSupported(
          "JSON_QUERY that returns an ARRAY can't return an EMPTY OBJECT; write EMPTY ARRAY");
    }
    operands.addAll(returning.details());
    RelDataTypeFactory types = rexBuilder.getTypeFactory();
    RelDataType held =
        types.createTypeWithNullability(types.createArrayType(returning.stored(), -1), true);
    return rexBuilder.makeCast(type, rexBuilder.makeCall(held, JsonReturning.LIST, operands));
  }

  private static RexNode text(SqlRexContext cx, SqlNode json) {
    RexNode node = cx.convertExpression(json);
    return node.getType().getSqlTypeName().getFamily() == SqlTypeFamily.CHARACTER
        ? node
        : cx.getRexBuilder().makeCast(varchar(cx.getRexBuilder()), node);
  }

  private static RexNode path(SqlRexContext cx, SqlNode path) {
    return path(cx, path, JsonValueFunction::check);
  }

  /** Checks a known path at once, so that a wrong path is refused even if there is no row. */
  private static RexNode path(SqlRexContext cx, SqlNode path, Consumer<String> check) {
    RexNode node = text(cx, path);
    String known = node instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
    if (known != null) {
      check.accept(known);
    }
    return node;
  }

  private RexNode constructor(SqlRexContext cx, SqlCall call) {
    RexBuilder rexBuilder = cx.getRexBuilder();
    RexCall made = (RexCall) Calls.converted(others, cx, call);
    return made.clone(
        made.getType(),
        made.getOperands().stream().map(operand -> asJson(rexBuilder, operand)).toList());
  }

  /**
   * Makes one call per change; each call takes the result of the one before. Calcite writes each
   * new value as text, even a number, keeps a member whose value is null, and takes paths in the
   * library's form only.
   */
  private static RexNode changed(SqlRexContext cx, SqlCall call) {
    RexBuilder rexBuilder = cx.getRexBuilder();
    String function = call.getOperator().getName();
    boolean hasValues = !call.getOperator().equals(SqlLibraryOperators.JSON_REMOVE);
    RexNode changed = text(cx, call.operand(0));
    for (int i = 1; i < call.operandCount(); i += hasValues ? 2 : 1) {
      changed =
          rexBuilder.makeCall(
              cx.getValidator().getValidatedNodeType(call),
              CHANGE,
              List.of(
                  rexBuilder.makeLiteral(function),
                  changed,
                  path(cx, call.operand(i), path -> JsonChanges.check(function, path)),
                  hasValues
                      ? asJson(rexBuilder, cx.convertExpression(call.operand(i + 1)))
                      : rexBuilder.makeNullLiteral(varchar(rexBuilder))));
    }
    return changed;
  }

  /**
   * Returns a value as JSON takes it. JSON has no times, so they become text, also in lists and
   * rows. Zeros that only fill up the type of a number are left out.
   */
  static RexNode asJson(RexBuilder rexBuilder, RexNode value) {
    RelDataType type = value.getType();
    if (type.getSqlTypeName() == SqlTypeName.DECIMAL) {
      return rexBuilder.makeCall(type, SHOWN, List.of(value));
    }
    RelDataType json = JsonTypes.of(type, rexBuilder.getTypeFactory());
    if (json.equals(type)) {
      return value;
    }
    if (!type.isStruct()) {
      return rexBuilder.makeCast(json, value);
    }
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      fields.add(asJson(rexBuilder, rexBuilder.makeFieldAccess(value, i)));
    }
    return rexBuilder.makeCall(json, SqlStdOperatorTable.ROW, fields);
  }

  private static RelDataType varchar(RexBuilder rexBuilder) {
    return CustomerTypes.of(rexBuilder.getTypeFactory(), SqlTypeName.VARCHAR, true);
  }
}
