package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * The columns that a statement sees only if it names them. A statement that names no hidden column
 * is validated against tables without them, so that it can't meet one. In other statements {@code
 * *} and NATURAL JOIN leave hidden columns out.
 */
final class HiddenColumns {
  private final Set<String> names;

  HiddenColumns(List<TableDef> tables) {
    names =
        tables.stream()
            .flatMap(table -> table.hidden().stream())
            .map(ColumnDef::name)
            .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
  }

  /** Returns the tables without their hidden columns. */
  static List<TableDef> without(List<TableDef> tables) {
    return tables.stream().map(table -> table.withColumns(table.visible())).toList();
  }

  /** Returns whether a query names a hidden column in any place. */
  boolean areNamedIn(SqlNode query) {
    boolean[] found = {false};
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier identifier) {
            found[0] |= identifier.names.stream().anyMatch(names::contains);
            return super.visit(identifier);
          }
        });
    return found[0];
  }

  /**
   * Returns the columns that {@code *} stands for, without the hidden columns of tables; a column
   * of a sub-query stays, even under such a name.
   */
  SqlNodeList shown(SqlNodeList expanded, SqlValidatorScope scope) {
    SqlNodeList shown = new SqlNodeList(expanded.getParserPosition());
    for (SqlNode item : expanded) {
      if (!(item instanceof SqlIdentifier identifier && isOfTable(identifier, scope))) {
        shown.add(item);
      }
    }
    return shown;
  }

  private boolean isOfTable(SqlIdentifier identifier, SqlValidatorScope scope) {
    String name = identifier.names.get(identifier.names.size() - 1);
    if (!names.contains(name)) {
      return false;
    }
    SqlValidatorNamespace from = scope.fullyQualify(identifier).namespace;
    return from != null && from.getTable() != null;
  }

  /** Turns a NATURAL JOIN over hidden columns into a join on the other common names. */
  void leaveOut(SqlJoin join, List<String> common) {
    if (!join.isNatural() || common.stream().noneMatch(names::contains)) {
      return;
    }
    SqlParserPos pos = join.getParserPosition();
    List<SqlNode> shown = new ArrayList<>();
    for (String name : common) {
      if (!names.contains(name)) {
        shown.add(new SqlIdentifier(name, pos));
      }
    }
    boolean none = shown.isEmpty();
    join.setOperand(1, SqlLiteral.createBoolean(false, pos));
    join.setOperand(4, (none ? JoinConditionType.ON : JoinConditionType.USING).symbol(pos));
    join.setOperand(5, none ? SqlLiteral.createBoolean(true, pos) : new SqlNodeList(shown, pos));
  }
}
