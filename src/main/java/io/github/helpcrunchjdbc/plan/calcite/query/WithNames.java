package io.github.helpcrunchjdbc.plan.calcite.query;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Makes each reference to a query of a WITH use the name as the WITH writes it. Calcite compares
 * these names with regard to case, even if the validator is told not to. Changes the given
 * statement in place. Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class WithNames extends SqlBasicVisitor<Void> {
  /** The names that can be referred to, the innermost first. */
  private final Deque<SqlIdentifier> known = new ArrayDeque<>();

  private WithNames() {}

  /** Changes the references in a parsed statement. */
  public static void unify(SqlNode statement) {
    statement.accept(new WithNames());
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlWith with) {
      visitWith(with);
      return null;
    }
    if (call instanceof SqlSelect select && select.getFrom() != null) {
      select.setFrom(unified(select.getFrom()));
    } else if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
      call.setOperand(0, unified(call.operand(0)));
    }
    return super.visit(call);
  }

  private void visitWith(SqlWith with) {
    int before = known.size();
    Set<String> here = new HashSet<>();
    for (SqlNode item : with.withList) {
      SqlWithItem named = (SqlWithItem) item;
      if (!here.add(named.name.getSimple())) {
        throw new HelpCrunchException(
            ErrorCode.INVALID_SQL, "a WITH names '" + named.name.getSimple() + "' twice");
      }
      named.query.accept(this);
      known.push(named.name);
    }
    with.body.accept(this);
    while (known.size() > before) {
      known.pop();
    }
  }

  /** Returns a part of FROM with changed references. */
  private SqlNode unified(SqlNode from) {
    if (from instanceof SqlIdentifier name && name.isSimple()) {
      return named(name);
    } else if (from instanceof SqlJoin join) {
      join.setLeft(unified(join.getLeft()));
      join.setRight(unified(join.getRight()));
    } else if (from instanceof SqlCall call && hasNameFirst(call.getKind())) {
      call.setOperand(0, unified(call.operand(0)));
    }
    return from;
  }

  private static boolean hasNameFirst(SqlKind kind) {
    return kind == SqlKind.AS
        || kind == SqlKind.TABLE_REF
        || kind == SqlKind.TABLESAMPLE
        || kind == SqlKind.EXPLICIT_TABLE;
  }

  private SqlIdentifier named(SqlIdentifier name) {
    List<SqlIdentifier> alike = new ArrayList<>();
    for (SqlIdentifier candidate : known) {
      if (candidate.getSimple().equals(name.getSimple())) {
        return name;
      } else if (candidate.getSimple().equalsIgnoreCase(name.getSimple())) {
        alike.add(candidate);
      }
    }
    return alike.isEmpty()
        ? name
        : new SqlIdentifier(alike.get(0).getSimple(), name.getParserPosition());
  }
}
