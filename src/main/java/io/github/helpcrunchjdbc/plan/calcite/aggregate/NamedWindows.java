package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Writes out the windows of the WINDOW clause where they are named, as in {@code OVER (w ROWS 1
 * PRECEDING)}. Calcite loses the frame of one of the two windows, and looks for the keys of the
 * clause in rows that are not grouped yet. Changes the given statement in place. Calcite 1.42.0; no
 * issue known on 2026-11-26, for CALCITE-888 is of windows in brackets.
 */
public final class NamedWindows extends SqlBasicVisitor<Void> {
  private NamedWindows() {}

  public static void writeOut(SqlNode statement) {
    statement.accept(new NamedWindows());
  }

  @Override
  public Void visit(SqlCall call) {
    // Inner queries come first, because their own names hide outer ones.
    super.visit(call);
    if (call instanceof SqlSelect select) {
      writeOut(select, select.getSelectList(), select.getQualify(), select.getOrderList());
    } else if (call instanceof SqlOrderBy ordered && ordered.query instanceof SqlSelect select) {
      writeOut(select, ordered.orderList);
    }
    return null;
  }

  private static void writeOut(SqlSelect select, @Nullable SqlNode... clauses) {
    Map<String, SqlWindow> named = new HashMap<>();
    SqlBasicVisitor<Void> writer =
        new SqlBasicVisitor<>() {
          @Override
          public Void visit(SqlCall call) {
            if (call instanceof SqlWindow window) {
              writeOut(window, named);
            } else if (call.getKind() == SqlKind.OVER
                && call.operand(1) instanceof SqlIdentifier name) {
              call.setOperand(1, written(name, named));
            }
            return super.visit(call);
          }
        };
    for (SqlNode node : select.getWindowList()) {
      if (node instanceof SqlWindow window && window.getDeclName() != null) {
        writeOut(window, named);
        named.put(key(window.getDeclName().getSimple()), window);
      }
    }
    Stream.of(clauses).filter(Objects::nonNull).forEach(clause -> clause.accept(writer));
  }

  private static SqlNode written(SqlIdentifier name, Map<String, SqlWindow> named) {
    SqlWindow window = named.get(key(name.toString()));
    if (window == null) {
      return name;
    }
    SqlWindow own = (SqlWindow) window.clone(name.getParserPosition());
    own.setOperand(0, null);
    return own;
  }

  private static void writeOut(SqlWindow window, Map<String, SqlWindow> named) {
    SqlWindow other =
        window.getRefName() == null ? null : named.get(key(window.getRefName().getSimple()));
    if (other == null || other.getLowerBound() != null || other.getUpperBound() != null) {
      return;
    }
    window.setOperand(1, null);
    if (window.getPartitionList().isEmpty()) {
      window.setOperand(2, other.getPartitionList());
    }
    if (window.getOrderList().isEmpty()) {
      window.setOperand(3, other.getOrderList());
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
