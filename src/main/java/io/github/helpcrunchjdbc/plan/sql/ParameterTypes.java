package io.github.helpcrunchjdbc.plan.sql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Gives each {@code ?} of one statement a type. It is the type of the value that was set, if the
 * place leaves the type open; else the type of the other operands, or the type that the function
 * wants; VARCHAR if nothing decides.
 */
final class ParameterTypes {
  private static final Set<SqlTypeName> SAYING_NOTHING =
      EnumSet.of(SqlTypeName.NULL, SqlTypeName.UNKNOWN, SqlTypeName.ANY);

  private final SqlValidator validator;
  private final RelDataTypeFactory factory;
  private final ValueTypes ofValues;
  private final ArithmeticParameters arithmetic;
  private final Map<Integer, RelDataType> types = new HashMap<>();
  private final Map<Integer, ParameterFreedom> freedoms = new HashMap<>();

  /**
   * Creates the types of a statement.
   *
   * @param ofValues the types that the parameters' values bring with them
   */
  ParameterTypes(SqlValidator validator, ValueTypes ofValues) {
    this.validator = validator;
    this.factory = validator.getTypeFactory();
    this.ofValues = ofValues;
    this.arithmetic = new ArithmeticParameters(this, validator, ofValues);
  }

  /** Returns which values of a parameter keep a type of their own. */
  ParameterFreedom freedom(int index) {
    return freedoms.getOrDefault(index, ParameterFreedom.NONE);
  }

  /** Returns whether a parameter has its type already. */
  boolean isKnown(SqlDynamicParam parameter) {
    return types.containsKey(parameter.getIndex());
  }

  /** Returns the type of a parameter; gives it the type of its place if it has none yet. */
  RelDataType giveType(SqlDynamicParam parameter, RelDataType place) {
    return giveType(parameter, place, ParameterFreedom.NONE);
  }

  /**
   * Returns the type of a parameter; gives it VARCHAR or its value's type if nothing else decides.
   */
  RelDataType giveType(SqlDynamicParam parameter) {
    return giveType(parameter, type(SqlTypeName.VARCHAR), ParameterFreedom.ANY);
  }

  private RelDataType giveType(
      SqlDynamicParam parameter, RelDataType place, ParameterFreedom freedom) {
    return types.computeIfAbsent(
        parameter.getIndex(),
        index -> {
          freedoms.put(index, freedom);
          RelDataType type = ofValues.typeOr(index, place);
          return factory.createTypeWithNullability(withoutLength(type), true);
        });
  }

  /** Gives types to the parameters that are operands of a call. */
  void settleOperands(SqlValidatorScope scope, SqlCall call) {
    switch (call.getKind()) {
      case CASE -> ofCase(scope, (SqlCase) call);
      case AND, OR, NOT, IS_TRUE, IS_FALSE, IS_NOT_TRUE, IS_NOT_FALSE ->
          call.getOperandList().forEach(operand -> give(operand, SqlTypeName.BOOLEAN));
      case PLUS, MINUS, TIMES, DIVIDE, MOD -> arithmetic.ofOperands(scope, call);
      case MINUS_PREFIX, PLUS_PREFIX -> call.getOperandList().forEach(this::number);
      case ITEM -> ofItem(scope, call);
      case DECODE ->
          SameTypeOperands.ofDecode(call.getOperandList())
              .forEach(operands -> giveOneType(scope, operands, SqlTypeName.VARCHAR));
      case CAST, SAFE_CAST -> ofCast(scope, call);
      case SELECT, ORDER_BY, UNION, INTERSECT, EXCEPT, VALUES, WITH -> {}
      default -> {
        if (SameTypeOperands.areOf(call)) {
          giveOneType(scope, call.getOperandList(), SameTypeOperands.otherwise(call));
        } else {
          ofFunction(call);
        }
      }
    }
  }

  /**
   * Gives the operand of a cast the target's type, because a cast converts a value as it would a
   * literal. A cast with a format, or one that makes NULL of an unreadable text, reads the text
   * itself, so its operand is a text. If the target is a text, the format is one of times, so the
   * operand is a time.
   */
  private void ofCast(SqlValidatorScope scope, SqlCall call) {
    if (lacksType(call.operand(0))) {
      RelDataType target = validator.deriveType(scope, call.operand(1));
      boolean isText = SqlTypeUtil.isCharacter(target);
      boolean reads = call.operandCount() > 2 || (call.getKind() == SqlKind.SAFE_CAST && !isText);
      RelDataType read = type(isText ? SqlTypeName.TIMESTAMP : SqlTypeName.VARCHAR);
      give(call.operand(0), reads ? read : target, ParameterFreedom.ANY);
    }
  }

  private void ofCase(SqlValidatorScope scope, SqlCase call) {
    if (call.getValueOperand() == null) {
      call.getWhenOperands().forEach(operand -> give(operand, SqlTypeName.BOOLEAN));
    } else {
      List<SqlNode> compared = new ArrayList<>(call.getWhenOperands().getList());
      compared.add(call.getValueOperand());
      giveOneType(scope, compared, SqlTypeName.VARCHAR);
    }
    List<SqlNode> results = SameTypeOperands.results(call);
    if (results.stream().anyMatch(this::lacksType) && firstKnown(scope, results) == null) {
      ofConditions(scope, call);
    }
    giveOneType(scope, results, SqlTypeName.VARCHAR);
  }

  /**
   * Derives the types of the conditions first. NULLIF(?, 5) is CASE WHEN ? = 5 THEN NULL ELSE ?
   * END, so its condition decides its type and that of a CASE around it.
   */
  private void ofConditions(SqlValidatorScope scope, SqlCase call) {
    call.getWhenOperands().forEach(when -> validator.deriveType(scope, when));
    for (SqlNode result : SameTypeOperands.results(call)) {
      if (result instanceof SqlCase inner && lacksType(inner)) {
        ofConditions(scope, inner);
      }
    }
  }

  /**
   * Gives operands that are compared one type; rows are compared field by field.
   *
   * @param otherwise the type if no operand has a known type
   */
  private void giveOneType(
      SqlValidatorScope scope, List<? extends @Nullable SqlNode> operands, SqlTypeName otherwise) {
    List<SqlNode> nodes = new ArrayList<>();
    operands.forEach(operand -> SameTypeOperands.flatten(operand, nodes));
    List<List<SqlNode>> fields = SameTypeOperands.fields(nodes);
    boolean isRow = nodes.stream().anyMatch(node -> node.getKind() == SqlKind.ROW);
    if (isRow || fields.size() > 1) {
      fields.forEach(field -> giveOneType(scope, field, otherwise));
    } else {
      fields.forEach(nodes::addAll);
    }
    arithmetic.ofSums(scope, nodes);
    if (isRow || nodes.stream().noneMatch(this::lacksType)) {
      return;
    }
    giveAll(nodes, firstKnown(scope, nodes), otherwise);
  }

  /**
   * Gives each column of a query one type.
   *
   * @param types the type of an item that is no parameter; null if the item has no known type
   */
  void settleColumns(SqlNode query, Function<QueryColumns.Item, @Nullable RelDataType> types) {
    for (List<QueryColumns.Item> column : QueryColumns.of(query)) {
      List<SqlNode> nodes = column.stream().map(QueryColumns.Item::node).toList();
      if (column.size() > 1 && nodes.stream().anyMatch(this::lacksType)) {
        RelDataType known =
            column.stream()
                .filter(item -> !lacksType(item.node()))
                .map(types)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        giveAll(nodes, known, SqlTypeName.VARCHAR);
      }
    }
  }

  private void giveAll(List<SqlNode> nodes, @Nullable RelDataType known, SqlTypeName otherwise) {
    if (known == null) {
      RelDataType common = ofValues.common(nodes);
      boolean numbers = nodes.stream().anyMatch(SameTypeOperands::isSigned);
      RelDataType place = common == null ? type(numbers ? SqlTypeName.DECIMAL : otherwise) : common;
      nodes.forEach(node -> give(node, place, ParameterFreedom.ANY));
    } else {
      ParameterFreedom freedom = SameTypeOperands.freedomBeside(known, nodes);
      RelDataType first = ofValues.first(nodes);
      // Calcite casts a DATE beside a TIMESTAMP, but no parameter.
      RelDataType place =
          first != null && isTimeBesideDate(first, known) && freedom == ParameterFreedom.TOO_LARGE
              ? first
              : known;
      nodes.forEach(node -> give(node, place, freedom));
    }
  }

  private static boolean isTimeBesideDate(RelDataType time, RelDataType date) {
    return time.getSqlTypeName() == SqlTypeName.TIMESTAMP
        && date.getSqlTypeName() == SqlTypeName.DATE;
  }

  /** Returns the type of the first operand that has a known type; null if none has. */
  @Nullable RelDataType firstKnown(SqlValidatorScope scope, List<? extends SqlNode> nodes) {
    for (SqlNode node : nodes) {
      if (!lacksType(node) && !(node instanceof SqlIntervalQualifier)) {
        RelDataType type = validator.deriveType(scope, node);
        RelDataType field =
            type.isStruct() && type.getFieldCount() > 0
                ? type.getFieldList().get(0).getType()
                : type;
        if (!SAYING_NOTHING.contains(field.getSqlTypeName())) {
          return field;
        }
      }
    }
    return null;
  }

  private void ofItem(SqlValidatorScope scope, SqlCall call) {
    RelDataType key = validator.deriveType(scope, call.operand(0)).getKeyType();
    RelDataType place = key == null ? type(SqlTypeName.INTEGER) : withoutLength(key);
    give(call.operand(1), place, ParameterFreedom.NONE);
  }

  private void ofFunction(SqlCall call) {
    List<SqlNode> operands = call.getOperandList();
    for (int i = 0; i < operands.size(); i++) {
      if (lacksType(operands.get(i))) {
        SqlTypeName wanted = FunctionParameters.type(validator, call, i);
        if (wanted == null) {
          give(operands.get(i), type(SqlTypeName.VARCHAR), ParameterFreedom.ANY);
        } else if (wanted == SqlTypeName.DECIMAL) {
          number(operands.get(i));
        } else {
          // A function of timestamps also takes dates and times of the day.
          boolean time = wanted == SqlTypeName.TIMESTAMP;
          give(operands.get(i), type(wanted), time ? ParameterFreedom.ANY : ParameterFreedom.NONE);
        }
      }
    }
  }

  /** Gives an operand the type of a number; the value decides which type of number. */
  void number(SqlNode node) {
    give(node, type(SqlTypeName.DECIMAL), ParameterFreedom.ANY);
  }

  private void give(SqlNode node, SqlTypeName name) {
    give(node, type(name), ParameterFreedom.NONE);
  }

  /** Gives a type to the parameters of an operand that have none. */
  void give(SqlNode node, RelDataType place, ParameterFreedom freedom) {
    if (lacksType(node)) {
      boolean unfit = SqlTypeUtil.isCharacter(place) && SameTypeOperands.isSigned(node);
      RelDataType type = unfit ? type(SqlTypeName.DECIMAL) : place;
      SameTypeOperands.parameters(node)
          .forEach(parameter -> giveType(parameter, type, unfit ? ParameterFreedom.ANY : freedom));
    }
  }

  /** Returns a type without a length: a value may be longer than the text or bytes beside it. */
  private RelDataType withoutLength(RelDataType type) {
    return SqlTypeUtil.isCharacter(type)
        ? type(SqlTypeName.VARCHAR)
        : SqlTypeUtil.isBinary(type) ? type(SqlTypeName.VARBINARY) : type;
  }

  RelDataType type(SqlTypeName name) {
    return factory.createSqlType(name);
  }

  /**
   * Returns whether a node is a parameter without a type, or has only the values of such
   * parameters.
   */
  boolean lacksType(SqlNode node) {
    return SameTypeOperands.isParameterValue(node)
        && SameTypeOperands.parameters(node).noneMatch(this::isKnown);
  }
}
