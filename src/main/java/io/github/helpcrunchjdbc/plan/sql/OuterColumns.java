package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.rex.ColumnShuttle;
import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import java.util.function.Consumer;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlQualified;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites columns of an outer query in a sub-query that has aggregates: {@code (SELECT MAX(u.x) +
 * t.a FROM u)}. Such a column has one value for all rows of the sub-query, so the standard allows
 * it there. Calcite 1.42.0 wants it in the sub-query's GROUP BY, but does not look into queries, so
 * each such column becomes {@code (SELECT t.a)}. No issue known on 2026-11-26.
 */
final class OuterColumns extends ColumnShuttle {
  private final SelectScope scope;
  private final SqlNameMatcher matcher;
  private final SqlNodeList named;
  private final Consumer<SqlSelect> made;

  /**
   * Creates a rewriter of the parts of one query.
   *
   * @param scope the tables in its FROM, and around them the outer queries
   * @param named the items whose names win over the columns of outer queries
   * @param made receives the new queries, which the validator does not know yet
   */
  OuterColumns(
      SelectScope scope, SqlNameMatcher matcher, SqlNodeList named, Consumer<SqlSelect> made) {
    this.scope = scope;
    this.matcher = matcher;
    this.named = named;
    this.made = made;
  }

  /** Rewrites the SELECT list and the HAVING of an aggregating query. */
  void rewriteOuterColumns(SqlSelect select) {
    SqlNodeList items = new SqlNodeList(select.getSelectList().getParserPosition());
    for (SqlNode item : select.getSelectList()) {
      SqlNode wrapped = item.accept(this);
      items.add(
          item instanceof SqlIdentifier column && wrapped != item
              ? SqlStdOperatorTable.AS.createCall(
                  item.getParserPosition(),
                  wrapped,
                  new SqlIdentifier(Util.last(column.names), item.getParserPosition()))
              : wrapped);
    }
    select.setSelectList(items);
    if (select.getHaving() != null) {
      select.setHaving(select.getHaving().accept(this));
    }
  }

  /**
   * Refuses an aggregate over columns of an outer query, because Calcite computes it over the query
   * in which it stands.
   *
   * @throws HelpCrunchException NOT_SUPPORTED
   */
  void refuseTotals(SqlNode part) {
    part.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.OVER) {
              return null;
            }
            if (call.getOperator().isAggregator() && isOfOuterRows(call)) {
              throw HelpCrunchException.notSupported(
                  call.getOperator().getName()
                      + "(..) of its columns is a total of the query further out; compute it there,"
                      + " as a column of a query in FROM, and name that column here");
            }
            return super.visit(call);
          }
        });
  }

  private boolean isOfOuterRows(SqlCall total) {
    boolean[] found = new boolean[2];
    total.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier column) {
            found[isOuter(column) ? 1 : 0] = true;
            return null;
          }
        });
    return found[1] && !found[0];
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    return call.getOperator().isAggregator() ? call : super.visit(call);
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier column) {
    if (!isOuter(column)) {
      return column;
    }
    SqlParserPos pos = column.getParserPosition();
    SqlSelect query = SqlNodes.select(column, null, pos);
    made.accept(query);
    return SqlStdOperatorTable.SCALAR_QUERY.createCall(pos, query);
  }

  private boolean isNamed(SqlIdentifier column) {
    return column.isSimple()
        && named.stream()
            .map(SqlValidatorUtil::alias)
            .anyMatch(name -> name != null && matcher.matches(name, column.getSimple()));
  }

  private boolean isOuter(SqlIdentifier column) {
    if (column.isStar() || isNamed(column)) {
      return false;
    }
    SqlQualified qualified;
    try {
      qualified = scope.fullyQualify(column);
    } catch (CalciteContextException e) {
      // The name is an alias, or it does not exist; the validator's message about it is better.
      return false;
    }
    if (qualified.prefixLength == 0) {
      return false;
    }
    SqlValidatorScope.ResolvedImpl tables = new SqlValidatorScope.ResolvedImpl();
    scope.resolve(qualified.prefix(), matcher, false, tables);
    return tables.count() == 1 && tables.only().scope != scope;
  }
}
