package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.plan.calcite.SoundValidator;
import io.github.helpcrunchjdbc.plan.calcite.query.MergedColumns;
import io.github.helpcrunchjdbc.plan.calcite.value.Casts;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.PlanningThread;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteContextException;
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
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * A validator that accepts a parameter in any place, and that counts whole numbers added to dates
 * as days.
 */
public final class CustomerValidator extends SoundValidator {
  private static final SqlTypeMappingRule CASTS = new Casts();
  private final HiddenColumns hidden;

  private final Map<SqlValidatorNamespace, CalciteContextException> failed = new HashMap<>();
  private @Nullable SqlValidatorScope failedScope;

  private final ParameterTypes parameters;

  /**
   * Creates a validator.
   *
   * @param ofValues the types that the parameters' values bring with them, by the parameter's index
   */
  CustomerValidator(
      SqlOperatorTable operators,
      SqlValidatorCatalogReader catalog,
      CustomerTypes types,
      Config config,
      Map<Integer, RelDataType> ofValues,
      HiddenColumns hidden) {
    super(operators, catalog, types, config);
    this.parameters = new ParameterTypes(this, new ValueTypes(ofValues));
    this.hidden = hidden;
  }

  /** Returns which values of a parameter keep a type of their own. */
  public ParameterFreedom freedom(int index) {
    return parameters.freedom(index);
  }

  @Override
  protected RelDataType validateSelectList(
      SqlNodeList items, SqlSelect select, RelDataType targetRowType) {
    SqlNodeList shown = new SqlNodeList(items.getParserPosition());
    // The given items are those before the columns of a star were written out.
    for (SqlNode item : select.getSelectList()) {
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
  protected void validateNamespace(SqlValidatorNamespace namespace, RelDataType targetRowType) {
    SqlNode query = namespace.getNode();
    if (query != null && query.isA(SqlKind.SET_QUERY)) {
      parameters.settleColumns(query, this::typeOf);
    }
    CalciteContextException failure = failed.get(namespace);
    if (failure != null) {
      // Otherwise Calcite would ask the failed namespace for its columns again and again.
      throw failure;
    }
    try {
      super.validateNamespace(namespace, targetRowType);
    } catch (CalciteContextException e) {
      failed.put(namespace, e);
      throw e;
    }
  }

  /**
   * Returns the type of an item of a query that is not validated yet; null if the item has no known
   * type.
   */
  private @Nullable RelDataType typeOf(QueryColumns.Item item) {
    if (!(item.query() instanceof SqlSelect select)) {
      return parameters.firstKnown(
          Objects.requireNonNull(scopes.get(item.query())), List.of(item.node()));
    }
    SelectScope rows = Objects.requireNonNull(getRawSelectScope(select));
    SqlNode written = expandSelectExpr(item.node(), rows, select, new HashMap<>());
    return parameters.firstKnown(rows, List.of(written));
  }

  @Override
  protected void validateValues(
      SqlCall values, RelDataType targetRowType, SqlValidatorScope scope) {
    parameters.settleColumns(values, item -> parameters.firstKnown(scope, List.of(item.node())));
    DatesBesideTimes.castColumns(values, item -> deriveType(scope, item));
    super.validateValues(values, targetRowType, scope);
  }

  @Override
  protected void validateSelect(SqlSelect select, RelDataType targetRowType) {
    SelectScope rows = getRawSelectScope(select);
    if (rows == null) {
      super.validateSelect(select, targetRowType);
      return;
    }
    outerColumns(select, rows);
    rememberingFailedScope(
        rows,
        () -> {
          super.validateSelect(select, targetRowType);
          MergedColumns.writeOutConditions(
              select,
              rows,
              this,
              (join, condition) -> validateWhereOrOn(getJoinScope(join), condition, "ON"));
          return select;
        });
  }

  @Override
  protected void validateWhereClause(SqlSelect select) {
    MergedColumns.writeOut(select, Objects.requireNonNull(getRawSelectScope(select)), this);
    super.validateWhereClause(select);
  }

  private void outerColumns(SqlSelect select, SelectScope rows) {
    OuterColumns shown = outerColumns(rows, SqlNodeList.EMPTY, getSelectScope(select));
    select.getOperandList().stream().filter(Objects::nonNull).forEach(shown::refuseTotals);
    if (isAggregate(select)) {
      shown.rewriteOuterColumns(select);
      if (select.getOrderList() != null) {
        select.setOrderBy(
            (SqlNodeList)
                select
                    .getOrderList()
                    .accept(outerColumns(rows, select.getSelectList(), getOrderScope(select))));
      }
    }
  }

  private OuterColumns outerColumns(SelectScope rows, SqlNodeList named, SqlValidatorScope around) {
    return new OuterColumns(
        rows,
        getCatalogReader().nameMatcher(),
        named,
        query -> registerQuery(around, null, query, query, null, false));
  }

  @Override
  protected void validateJoin(SqlJoin join, SqlValidatorScope scope) {
    if (join.isNatural()) {
      hidden.leaveOut(join, usingNames(join));
    }
    super.validateJoin(join, scope);
  }

  /** Returns the scope in which a name was not found; null if all names exist. */
  @Nullable SqlValidatorScope failedScope() {
    return failedScope;
  }

  private <T> T rememberingFailedScope(SqlValidatorScope scope, Supplier<T> work) {
    try {
      return work.get();
    } catch (CalciteContextException e) {
      // The innermost scope is the one in which the name was looked up.
      failedScope = failedScope == null ? scope : failedScope;
      throw e;
    }
  }

  @Override
  public SqlNode expand(SqlNode node, SqlValidatorScope scope) {
    return rememberingFailedScope(scope, () -> super.expand(node, scope));
  }

  @Override
  public SqlTypeMappingRule getTypeMappingRule() {
    return CASTS;
  }

  @Override
  public @Nullable RelDataType getValidatedNodeTypeIfKnown(SqlNode node) {
    RelDataType type = super.getValidatedNodeTypeIfKnown(node);
    // The parameter's type follows from other operands, which may be validated only later.
    return type == null && node instanceof SqlDynamicParam parameter ? typeOf(parameter) : type;
  }

  private RelDataType typeOf(SqlDynamicParam parameter) {
    return parameters.isKnown(parameter) ? parameters.giveType(parameter) : unknownType;
  }

  @Override
  protected void inferUnknownTypes(
      RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlDynamicParam parameter) {
      setValidatedNodeType(
          node,
          inferredType.equals(unknownType) || inferredType.getSqlTypeName() == SqlTypeName.ANY
              ? parameters.giveType(parameter)
              : parameters.giveType(parameter, inferredType));
      return;
    }
    if (node instanceof SqlCall call) {
      SqlValidatorScope own = scopes.get(node);
      parameters.settleOperands(own == null ? scope : own, call);
    }
    super.inferUnknownTypes(inferredType, scope, node);
  }

  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode node) {
    PlanningThread.checkWanted();
    if (node instanceof SqlDynamicParam parameter && parameters.isKnown(parameter)) {
      setValidatedNodeType(node, parameters.giveType(parameter));
    }
    if (node instanceof SqlNodeList list
        && list.size() > 0
        && super.getValidatedNodeTypeIfKnown(list) == null) {
      // The node is the right side of an IN whose left side is a parameter.
      SqlNode known =
          list.stream()
              .filter(o -> !(o instanceof SqlDynamicParam))
              .findFirst()
              .orElse(list.get(0));
      return deriveType(scope, known);
    }
    if (node instanceof SqlCall call && super.getValidatedNodeTypeIfKnown(call) == null) {
      parameters.settleOperands(scope, call);
      if (DaysOfDates.addsOrSubtracts(call)) {
        DaysOfDates.rewrite(
            call, deriveType(scope, call.operand(0)), deriveType(scope, call.operand(1)));
      }
      DatesBesideTimes.castOperands(call, operand -> deriveType(scope, operand));
    }
    return rememberingFailedScope(scope, () -> super.deriveType(scope, node));
  }
}
