package io.github.helpcrunchjdbc.plan.sql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Gives each {@code ?} of one statement a type: that of the value that was set, where the place
 * leaves it free; else what stands beside it, or what the function wants; VARCHAR where nothing
 * says.
 */
final class ParameterTypes {
  private static final Set<SqlTypeName> SAYING_NOTHING =
      EnumSet.of(SqlTypeName.NULL, SqlTypeName.UNKNOWN, SqlTypeName.ANY);

  private final SqlValidator validator;
  private final RelDataTypeFactory factory;
  private final Map<Integer, RelDataType> ofValues;
  private final Map<Integer, RelDataType> types = new HashMap<>();
  private final Map<Integer, ParameterFreedom> freedoms = new HashMap<>();

  /**
   * Creates the types of a statement.
   *
   * @param ofValues by index the types that values bring with them
   */
  ParameterTypes(SqlValidator validator, Map<Integer, RelDataType> ofValues) {
    this.validator = validator;
    this.factory = validator.getTypeFactory();
    this.ofValues = ofValues;
  }

  /** Which values the parameter of an index lets keep a type of their own. */
  ParameterFreedom freedom(int index) {
    return freedoms.getOrDefault(index, ParameterFreedom.NONE);
  }

  /** Whether a parameter has its type already. */
  boolean isKnown(SqlDynamicParam parameter) {
    return types.containsKey(parameter.getIndex());
  }

  /** The type of a parameter, that of the place if it has none yet. */
  RelDataType settle(SqlDynamicParam parameter, RelDataType place) {
    return settle(parameter, place, ParameterFreedom.NONE);
  }

  /** The type of a parameter of which nothing tells the type. */
  RelDataType settle(SqlDynamicParam parameter) {
    return settle(parameter, type(SqlTypeName.VARCHAR), ParameterFreedom.ANY);
  }

  private RelDataType settle(
      SqlDynamicParam parameter, RelDataType place, ParameterFreedom freedom) {
    return types.computeIfAbsent(
        parameter.getIndex(),
        index -> {
          freedoms.put(index, freedom);
          RelDataType type = ofValues.getOrDefault(index, place);
          return factory.createTypeWithNullability(uncut(type), true);
        });
  }

  /** Gives types to the parameters that are operands of a call. */
  void settleOperands(SqlValidatorScope scope, SqlCall call) {
    switch (call.getKind()) {
      case CASE -> ofCase(scope, (SqlCase) call);
      case AND, OR, NOT, IS_TRUE, IS_FALSE, IS_NOT_TRUE, IS_NOT_FALSE ->
          call.getOperandList().forEach(operand -> give(operand, SqlTypeName.BOOLEAN));
      case PLUS, MINUS, TIMES, DIVIDE, MOD -> ofArithmetic(scope, call);
      case MINUS_PREFIX, PLUS_PREFIX -> call.getOperandList().forEach(this::number);
      case ITEM -> ofItem(scope, call);
      case DECODE -> ofDecode(scope, call.getOperandList());
      case CAST, SELECT, ORDER_BY, UNION, INTERSECT, EXCEPT, VALUES, WITH -> {}
      default -> {
        if (AlikeOperands.areOf(call)) {
          ofDifferences(scope, call.getOperandList());
          alike(scope, call.getOperandList());
        } else {
          ofFunction(call);
        }
      }
    }
  }

  /** What is taken from a date is one itself, where the difference is compared with a number. */
  private void ofDifferences(SqlValidatorScope scope, List<? extends SqlNode> operands) {
    for (SqlNode operand : operands) {
      if (operand.getKind() == SqlKind.MINUS
          && operand instanceof SqlCall minus
          && isOpen(minus.operand(1))
          && !isOpen(minus.operand(0))) {
        RelDataType from = validator.deriveType(scope, minus.operand(0));
        RelDataType other =
            from.getSqlTypeName() == SqlTypeName.DATE
                ? firstKnown(scope, operands.stream().filter(o -> o != operand).toList())
                : null;
        if (other != null && SqlTypeUtil.isNumeric(other)) {
          give(minus.operand(1), from, ParameterFreedom.NONE);
        }
      }
    }
  }

  private void ofCase(SqlValidatorScope scope, SqlCase call) {
    List<SqlNode> results = new ArrayList<>();
    AlikeOperands.flatten(call.getThenOperands(), results);
    AlikeOperands.flatten(call.getElseOperand(), results);
    if (results.stream().anyMatch(this::isOpen) && firstKnown(scope, results) == null) {
      // NULLIF(?, 5) is CASE WHEN ? = 5 THEN NULL ELSE ? END: its condition tells the type.
      call.getWhenOperands().forEach(when -> validator.deriveType(scope, when));
    }
    alike(scope, results);
    if (call.getValueOperand() == null) {
      call.getWhenOperands().forEach(operand -> give(operand, SqlTypeName.BOOLEAN));
    } else {
      List<SqlNode> compared = new ArrayList<>(call.getWhenOperands().getList());
      compared.add(call.getValueOperand());
      alike(scope, compared);
    }
  }

  /** What is compared has one type; rows are compared field by field. */
  private void alike(SqlValidatorScope scope, List<? extends @Nullable SqlNode> operands) {
    List<SqlNode> nodes = new ArrayList<>();
    operands.forEach(operand -> AlikeOperands.flatten(operand, nodes));
    List<List<SqlNode>> rows =
        nodes.stream()
            .filter(node -> node.getKind() == SqlKind.ROW)
            .map(row -> ((SqlCall) row).getOperandList())
            .toList();
    int width = rows.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < width; i++) {
      int field = i;
      alike(
          scope,
          rows.stream().filter(row -> field < row.size()).map(row -> row.get(field)).toList());
    }
    if (width > 0 || nodes.stream().noneMatch(this::isOpen)) {
      return;
    }
    RelDataType known = firstKnown(scope, nodes);
    if (known == null) {
      RelDataType common = commonOfValues(nodes);
      nodes.forEach(node -> give(node, common, ParameterFreedom.ANY));
    } else {
      boolean isNumber = SqlTypeUtil.isNumeric(known);
      nodes.forEach(
          node -> give(node, known, isNumber ? ParameterFreedom.NUMBERS : ParameterFreedom.NONE));
    }
  }

  /** The type of the values that parameters alone were given; one that is NULL has none. */
  private RelDataType commonOfValues(List<SqlNode> nodes) {
    RelDataType common = null;
    for (SqlNode node : nodes) {
      RelDataType own =
          node instanceof SqlDynamicParam parameter ? ofValues.get(parameter.getIndex()) : null;
      if (common != null && own != null && !SqlTypeUtil.inSameFamily(common, own)) {
        throw new UnlikeParametersException();
      }
      common = common == null ? own : common;
    }
    return common == null ? type(SqlTypeName.VARCHAR) : common;
  }

  private @Nullable RelDataType firstKnown(SqlValidatorScope scope, List<? extends SqlNode> nodes) {
    for (SqlNode node : nodes) {
      if (!isOpen(node) && !(node instanceof SqlIntervalQualifier)) {
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

  private void ofArithmetic(SqlValidatorScope scope, SqlCall call) {
    List<SqlNode> operands = call.getOperandList();
    if (operands.stream().noneMatch(this::isOpen)) {
      return;
    }
    RelDataType known = firstKnown(scope, operands);
    boolean scales = call.getKind() == SqlKind.TIMES || call.getKind() == SqlKind.DIVIDE;
    for (SqlNode operand : operands) {
      if (known == null || SqlTypeUtil.isCharacter(known)) {
        number(operand);
      } else if (SqlTypeUtil.isNumeric(known)) {
        give(operand, known, ParameterFreedom.NUMBERS);
      } else if (SqlTypeUtil.isInterval(known)) {
        give(
            operand,
            scales ? type(SqlTypeName.INTEGER) : type(SqlTypeName.TIMESTAMP),
            scales ? ParameterFreedom.NUMBERS : ParameterFreedom.ANY);
      } else if (call.getKind() == SqlKind.MINUS && operand == operands.get(0)) {
        give(operand, known, ParameterFreedom.NONE);
      } else {
        // Days, or what the value says: a date less a date, a time less an interval.
        give(operand, type(SqlTypeName.INTEGER), ParameterFreedom.ANY);
      }
    }
  }

  /** A value, pairs of what it may be and of what comes then, and perhaps what comes else. */
  private void ofDecode(SqlValidatorScope scope, List<SqlNode> operands) {
    List<SqlNode> compared = new ArrayList<>();
    List<SqlNode> results = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      boolean last = i == operands.size() - 1;
      (i == 0 || (i % 2 == 1 && !last) ? compared : results).add(operands.get(i));
    }
    alike(scope, compared);
    alike(scope, results);
  }

  private void ofItem(SqlValidatorScope scope, SqlCall call) {
    RelDataType key = validator.deriveType(scope, call.operand(0)).getKeyType();
    if (key == null) {
      give(call.operand(1), SqlTypeName.INTEGER);
    } else {
      give(call.operand(1), uncut(key), ParameterFreedom.NONE);
    }
  }

  private void ofFunction(SqlCall call) {
    List<SqlNode> operands = call.getOperandList();
    for (int i = 0; i < operands.size(); i++) {
      if (isOpen(operands.get(i))) {
        SqlTypeName wanted = FunctionParameters.type(validator, call, i);
        if (wanted == null) {
          give(operands.get(i), type(SqlTypeName.VARCHAR), ParameterFreedom.ANY);
        } else if (wanted == SqlTypeName.DECIMAL) {
          number(operands.get(i));
        } else {
          give(operands.get(i), wanted);
        }
      } else if (operands.get(i) instanceof SqlCall opposite
          && opposite.getKind() == SqlKind.MINUS_PREFIX
          && FunctionParameters.type(validator, call, i) == SqlTypeName.INTEGER) {
        // The opposite of a whole number is one.
        give(opposite.operand(0), SqlTypeName.INTEGER);
      }
    }
  }

  /** Any number: its value decides its type. */
  private void number(SqlNode node) {
    give(node, type(SqlTypeName.DECIMAL), ParameterFreedom.ANY);
  }

  private void give(SqlNode node, SqlTypeName name) {
    give(node, type(name), ParameterFreedom.NONE);
  }

  private void give(SqlNode node, RelDataType place, ParameterFreedom freedom) {
    if (node instanceof SqlDynamicParam parameter) {
      settle(parameter, place, freedom);
    }
  }

  /** A text may be longer than the literal beside it. */
  private RelDataType uncut(RelDataType type) {
    return SqlTypeUtil.isCharacter(type) ? type(SqlTypeName.VARCHAR) : type;
  }

  private RelDataType type(SqlTypeName name) {
    return factory.createSqlType(name);
  }

  private boolean isOpen(SqlNode node) {
    return node instanceof SqlDynamicParam parameter && !isKnown(parameter);
  }
}
