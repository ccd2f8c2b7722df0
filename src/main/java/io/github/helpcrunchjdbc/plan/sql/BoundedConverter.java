package io.github.helpcrunchjdbc.plan.sql;

import com.google.common.collect.ImmutableList;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.calcite.query.GroupedColumns;
import io.github.helpcrunchjdbc.plan.rex.PlanningThread;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.AggregatingSelectScope;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Converts a validated statement to relational expressions, up to a bound. Calcite writes out each
 * use of a WITH item, so a short statement whose items use each other twice would fill any memory.
 */
public final class BoundedConverter extends SqlToRelConverter {
  private static final int MOST_QUERIES = 10_000;

  private int queries;

  /** Creates a converter of one statement. */
  public BoundedConverter(
      SqlValidator validator,
      RelOptCluster cluster,
      SqlRexConvertletTable convertlets,
      SqlToRelConverter.Config config) {
    super(
        (rowType, queryString, schemaPath, viewPath) -> {
          throw new UnsupportedOperationException("there are no views");
        },
        validator,
        (CalciteCatalogReader) validator.getCatalogReader(),
        cluster,
        convertlets,
        config);
  }

  /**
   * {@inheritDoc}
   *
   * @throws HelpCrunchException TOO_COMPLEX past 10,000 queries within the statement
   */
  @Override
  protected RelRoot convertQueryRecursive(SqlNode query, boolean top, RelDataType targetRowType) {
    PlanningThread.checkWanted();
    if (++queries > MOST_QUERIES) {
      throw new HelpCrunchException(
          ErrorCode.TOO_COMPLEX,
          "the statement holds more than "
              + MOST_QUERIES
              + " queries, with each use of a WITH item written out");
    }
    return super.convertQueryRecursive(query, top, targetRowType);
  }

  @Override
  protected RelNode createAggregate(
      Blackboard blackboard,
      ImmutableBitSet groupSet,
      ImmutableList<ImmutableBitSet> groupSets,
      List<AggregateCall> calls) {
    if (!(blackboard.scope instanceof SelectScope rows
        && blackboard.getValidator().getSelectScope(rows.getNode())
            instanceof AggregatingSelectScope scope)) {
      return super.createAggregate(blackboard, groupSet, groupSets, calls);
    }
    List<AggregateCall> all =
        GroupedColumns.callsBelowHaving(rows.getNode().getHaving(), groupSets, calls, typeFactory);
    return GroupedColumns.withColumnNote(
        super.createAggregate(blackboard, groupSet, groupSets, all),
        scope.resolved.get().groupExprProjection);
  }
}
