package io.github.helpcrunchjdbc.plan.calcite.query;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.rex.ColumnShuttle;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SqlMoniker;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Makes all clauses of a SELECT know the columns that USING and NATURAL JOIN merge. Calcite 1.42.0
 * knows them only in the list and in ORDER BY. In WHERE it calls them ambiguous, beside GROUP BY it
 * takes them for others, and of three tables it sees two. It joins the third table by the column of
 * the first, which after a RIGHT or FULL JOIN is not the merged one. No issue known on 2026-11-28.
 */
public final class MergedColumns extends ColumnShuttle {
  private final SqlValidatorImpl validator;
  private final Map<String, SqlNode> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** The conditions of USING and NATURAL, for joins of joins. */
  private final IdentityHashMap<SqlJoin, SqlNode> conditions = new IdentityHashMap<>();

  private final Set<String> hidingNames = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private MergedColumns(SqlValidatorImpl validator) {
    this.validator = validator;
  }

  /**
   * Writes merged columns out in all clauses but FROM; also in sub-queries, unless these have a
   * column of that name.
   *
   * @param tables the valid tables in FROM
   */
  public static void writeOut(SqlSelect select, ListScope tables, SqlValidatorImpl validator) {
    MergedColumns columns = of(select, tables, validator);
    if (!columns.merged.isEmpty()) {
      select.getSelectList().forEach(MergedColumns::refuseExclude);
      columns.rewrite(select, false);
    }
  }

  /**
   * Writes out the conditions by which merged columns are joined.
   *
   * @param select a query whose list is expanded already, because a star needs to know USING
   * @param validate validates the conditions
   */
  public static void writeOutConditions(
      SqlSelect select,
      ListScope tables,
      SqlValidatorImpl validator,
      BiConsumer<SqlJoin, SqlNode> validate) {
    of(select, tables, validator)
        .conditions
        .forEach(
            (join, condition) -> {
              SqlParserPos pos = join.getParserPosition();
              join.setOperand(1, SqlLiteral.createBoolean(false, pos));
              join.setOperand(4, JoinConditionType.ON.symbol(pos));
              join.setOperand(5, condition);
              validate.accept(join, condition);
            });
  }

  private static MergedColumns of(SqlSelect select, ListScope tables, SqlValidatorImpl validator) {
    MergedColumns columns = new MergedColumns(validator);
    if (select.getFrom() instanceof SqlJoin join) {
      List<SqlMoniker> names = new ArrayList<>();
      tables.findAliases(names);
      columns.of(join, tables.getChildren().iterator(), names.iterator());
    }
    return columns;
  }

  /**
   * Returns the columns by their names; a name that both sides of a join have means the left
   * column.
   */
  private Map<String, SqlNode> of(
      SqlNode from, Iterator<SqlValidatorNamespace> tables, Iterator<SqlMoniker> names) {
    Map<String, SqlNode> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (!(from instanceof SqlJoin join)) {
      String table = Util.last(names.next().getFullyQualifiedNames());
      for (String name : tables.next().getRowType().getFieldNames()) {
        columns.put(name, new SqlIdentifier(List.of(table, name), from.getParserPosition()));
      }
      return columns;
    }
    Map<String, SqlNode> left = of(join.getLeft(), tables, names);
    Map<String, SqlNode> right = of(join.getRight(), tables, names);
    columns.putAll(right);
    columns.putAll(left);
    // Columns of both sides are ambiguous, unless this join merges them.
    merged.keySet().removeIf(name -> left.containsKey(name) && right.containsKey(name));
    List<String> common = validator.usingNames(join);
    if (common != null) {
      for (String name : common) {
        SqlNode ofLeft = Objects.requireNonNull(left.get(name));
        SqlNode ofRight = Objects.requireNonNull(right.get(name));
        SqlNode one = merge(join.getJoinType(), ofLeft, ofRight);
        columns.put(name, one);
        merged.put(name, one);
        if (join.getLeft() instanceof SqlJoin || join.getRight() instanceof SqlJoin) {
          conditions.merge(
              join,
              SqlStdOperatorTable.EQUALS.createCall(join.getParserPosition(), ofLeft, ofRight),
              (a, b) -> SqlStdOperatorTable.AND.createCall(join.getParserPosition(), a, b));
        }
      }
    }
    return columns;
  }

  private static SqlNode merge(JoinType type, SqlNode left, SqlNode right) {
    if (type == JoinType.FULL) {
      return SqlStdOperatorTable.COALESCE.createCall(left.getParserPosition(), left, right);
    }
    return type == JoinType.RIGHT ? right : left;
  }

  private static void refuseExclude(SqlNode item) {
    if (item instanceof SqlStarExclude star && star.getStarIdentifier().names.size() == 1) {
      throw HelpCrunchException.notSupported(
          "* EXCLUDE of tables joined by USING or NATURAL JOIN; write the columns, or join ON");
    }
  }

  /**
   * Writes the columns out in all clauses but FROM. The names that a sub-query shows hide outer
   * columns from GROUP BY on; the names that the query of the join itself shows hide them in ORDER
   * BY.
   */
  private void rewrite(SqlSelect select, boolean isSubQuery) {
    SqlNodeList items = new SqlNodeList(select.getSelectList().getParserPosition());
    for (SqlNode item : select.getSelectList()) {
      SqlNode column = item.accept(this);
      items.add(
          column != item && item instanceof SqlIdentifier
              ? SqlStdOperatorTable.AS.createCall(item.getParserPosition(), column, item)
              : column);
    }
    select.setSelectList(items);
    select.setWhere(rewritten(select.getWhere()));
    if (isSubQuery) {
      hidingNames.addAll(aliases(items));
    }
    select.setGroupBy((SqlNodeList) rewritten(select.getGroup()));
    select.setHaving(rewritten(select.getHaving()));
    // SqlSelect has no setter for WINDOW.
    select.setOperand(6, rewritten(select.getWindowList()));
    select.setQualify(rewritten(select.getQualify()));
    if (!isSubQuery) {
      hidingNames.addAll(aliases(validator.expandStar(items, select, false)));
    }
    select.setOrderBy((SqlNodeList) rewritten(select.getOrderList()));
  }

  private static List<String> aliases(SqlNodeList items) {
    return items.stream().map(SqlValidatorUtil::alias).filter(Objects::nonNull).toList();
  }

  private @Nullable SqlNode rewritten(@Nullable SqlNode clause) {
    return clause == null ? null : clause.accept(this);
  }

  /** Changes sub-queries in place, because the validator knows these objects. */
  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.SET_QUERY)) {
      call.getOperandList().forEach(side -> side.accept(this));
    }
    ListScope tables = call instanceof SqlSelect query ? validator.getRawSelectScope(query) : null;
    if (tables == null) {
      return super.visit(call);
    }
    MergedColumns inner = new MergedColumns(validator);
    inner.merged.putAll(merged);
    for (SqlValidatorNamespace table : tables.getChildren()) {
      table.getRowType().getFieldNames().forEach(inner.merged::remove);
    }
    inner.rewrite((SqlSelect) call, true);
    return call;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier column) {
    String name = Util.last(column.names);
    SqlNode one = column.isSimple() && !hidingNames.contains(name) ? merged.get(name) : null;
    return one == null ? column : one.clone(column.getParserPosition());
  }
}
