package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.plan.calcite.Casts;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.HasTag;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** A validator that takes a parameter in any place, such as inside a CASE. */
final class CustomerValidator extends SqlValidatorImpl {
  private static final SqlTypeMappingRule CASTS = new Casts();
  private final HiddenColumns hidden;

  CustomerValidator(
      SqlOperatorTable operators,
      SqlValidatorCatalogReader catalog,
      CustomerTypes types,
      Config config,
      HiddenColumns hidden) {
    super(operators, catalog, types, config);
    this.hidden = hidden;
  }

  @Override
  protected RelDataType validateSelectList(
      SqlNodeList items, SqlSelect select, RelDataType targetRowType) {
    SqlNodeList shown = new SqlNodeList(items.getParserPosition());
    for (SqlNode item : items) {
      if (item instanceof SqlIdentifier identifier && identifier.isStar()) {
        SqlNodeList star = SqlNodeList.of(item);
        hidden.shown(expandStar(star, select, false), getWhereScope(select)).forEach(shown::add);
      } else {
        shown.add(item);
      }
    }
    return super.validateSelectList(shown, select, targetRowType);
  }

  @Override
  protected void validateJoin(SqlJoin join, SqlValidatorScope scope) {
    if (join.isNatural()) {
      hidden.leaveOut(join, usingNames(join));
    }
    super.validateJoin(join, scope);
  }

  @Override
  public SqlTypeMappingRule getTypeMappingRule() {
    return CASTS;
  }

  @Override
  public @Nullable RelDataType getValidatedNodeTypeIfKnown(SqlNode node) {
    RelDataType type = super.getValidatedNodeTypeIfKnown(node);
    // Its type follows from what stands beside it, which may be looked at only later.
    return type == null && node instanceof SqlDynamicParam ? unknownType : type;
  }

  /** A parameter beside a literal is text of any length, not cut to the literal's. */
  @Override
  protected void inferUnknownTypes(
      RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
    boolean cuts = node instanceof SqlDynamicParam && SqlTypeUtil.isCharacter(inferredType);
    super.inferUnknownTypes(
        cuts
            ? typeFactory.createTypeWithNullability(
                typeFactory.createSqlType(SqlTypeName.VARCHAR), inferredType.isNullable())
            : inferredType,
        scope,
        node);
  }

  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlNodeList list
        && list.size() > 0
        && getValidatedNodeTypeIfKnown(list) == null) {
      // The right side of an IN whose left side is a parameter.
      SqlNode known =
          list.stream().filter(o -> !isUnknownParameter(o)).findFirst().orElse(list.get(0));
      return deriveType(scope, known);
    }
    if (node instanceof SqlCall call && isPredicate(call)) {
      giveTypesToParameters(scope, call);
    }
    return super.deriveType(scope, node);
  }

  private static boolean isPredicate(SqlCall call) {
    return call.isA(SqlKind.COMPARISON)
        || switch (call.getKind()) {
          case LIKE, BETWEEN, IN, NOT_IN -> true;
          default -> call.getOperator().getName().equalsIgnoreCase(HasTag.NAME);
        };
  }

  /** Calcite asks for the type of a CASE before it looks at the parameters inside. */
  private void giveTypesToParameters(SqlValidatorScope scope, SqlCall call) {
    List<SqlNode> operands = new ArrayList<>();
    call.getOperandList().forEach(o -> addOperands(o, operands));
    if (operands.stream().anyMatch(this::isUnknownParameter)) {
      inferUnknownTypes(unknownType, scope, call);
    }
  }

  private static void addOperands(SqlNode node, List<SqlNode> operands) {
    if (node instanceof SqlNodeList list) {
      list.forEach(o -> addOperands(o, operands));
    } else if (node != null) {
      operands.add(node);
    }
  }

  private boolean isUnknownParameter(SqlNode node) {
    if (!(node instanceof SqlDynamicParam)) {
      return false;
    }
    RelDataType type = super.getValidatedNodeTypeIfKnown(node);
    return type == null || type.equals(unknownType);
  }
}
