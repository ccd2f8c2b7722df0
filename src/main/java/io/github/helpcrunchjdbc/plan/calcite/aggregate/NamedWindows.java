package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Writes out what a window takes over from a window of the WINDOW clause, as in {@code OVER (w ROWS
 * 1 PRECEDING)}. Calcite forgets the frame of the one for that of the other. Changes the statement
 * that it is given. Calcite 1.42.0; no issue known on 2026-11-26, for CALCITE-888 is of windows in
 * brackets.
 */
public final class NamedWindows extends SqlBasicVisitor<Void> {
  private NamedWindows() {}

  public static void writeOut(SqlNode statement) {
    statement.accept(new NamedWindows());
  }

  @Override
  public Void visit(SqlCall call) {
    // Queries inside first: names of their own hide those outside.
    super.visit(call);
    if (call instanceof SqlSelect select && !select.getWindowList().isEmpty()) {
      writeOut(select);
    }
    return null;
  }

  private static void writeOut(SqlSelect select) {
    Map<String, SqlWindow> named = new HashMap<>();
    SqlBasicVisitor<Void> writer =
        new SqlBasicVisitor<>() {
          @Override
          public Void visit(SqlCall call) {
            if (call instanceof SqlWindow window) {
              writeOut(window, named);
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
    select.getSelectList().accept(writer);
    if (select.getOrderList() != null) {
      select.getOrderList().accept(writer);
    }
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
