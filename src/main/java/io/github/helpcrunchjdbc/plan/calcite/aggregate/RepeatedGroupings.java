package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Writes ROLLUP and CUBE out as GROUPING SETS if a key may be there twice, as in {@code ROLLUP(b,
 * b)}. Of groupings of one ROLLUP that are alike, Calcite 1.42.0 keeps one. No issue known on
 * 2026-11-28; CALCITE-4748 mended GROUPING SETS. Changes the given statement in place.
 */
public final class RepeatedGroupings extends SqlBasicVisitor<Void> {
  /** Groupings that are alike become a union of as many aggregates. */
  private static final int MOST = 64;

  private RepeatedGroupings() {}

  /**
   * Writes out what may have groupings that are alike.
   *
   * @throws HelpCrunchException TOO_COMPLEX for more than 64 groupings
   */
  public static void writeOut(SqlNode statement) {
    statement.accept(new RepeatedGroupings());
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.getGroup() != null) {
      select.getGroup().replaceAll(item -> writtenOut(item, select.getSelectList()));
    }
    return super.visit(call);
  }

  private static SqlNode writtenOut(SqlNode item, SqlNodeList selected) {
    if (item.getKind() == SqlKind.GROUPING_SETS) {
      SqlCall sets = (SqlCall) item;
      for (int i = 0; i < sets.operandCount(); i++) {
        sets.setOperand(i, writtenOut(sets.operand(i), selected));
      }
    } else if (item.getKind() == SqlKind.ROLLUP || item.getKind() == SqlKind.CUBE) {
      List<SqlNode> keys = ((SqlCall) item).getOperandList();
      Set<String> known = new HashSet<>();
      if (!columns(keys).map(key -> meanings(key, selected)).allMatch(m -> isNew(m, known))) {
        return writtenOut(keys, item.getKind(), item.getParserPosition());
      }
    }
    return item;
  }

  private static SqlNode writtenOut(List<SqlNode> keys, SqlKind kind, SqlParserPos pos) {
    int all = keys.size();
    int count = kind == SqlKind.ROLLUP ? all + 1 : 1 << all;
    if (count > MOST) {
      throw new HelpCrunchException(
          ErrorCode.TOO_COMPLEX,
          "%s with a key that is there twice makes %s groupings; at most %s are possible"
              .formatted(kind, count, MOST));
    }
    Stream<List<SqlNode>> sets =
        kind == SqlKind.ROLLUP
            ? IntStream.range(0, count).mapToObj(left -> keys.subList(0, all - left))
            : IntStream.range(0, count)
                .mapToObj(set -> IntStream.range(0, all).filter(i -> (set >> i & 1) == 0))
                .map(chosen -> chosen.mapToObj(keys::get).toList());
    return SqlStdOperatorTable.GROUPING_SETS.createCall(
        pos,
        sets.map(
                set ->
                    set.isEmpty()
                        ? new SqlNodeList(pos)
                        : SqlStdOperatorTable.ROW.createCall(pos, columns(set).toList()))
            .toList());
  }

  /** Returns the keys, with those in brackets one by one. */
  private static Stream<SqlNode> columns(List<SqlNode> keys) {
    return keys.stream()
        .flatMap(
            key ->
                key.getKind() == SqlKind.ROW
                    ? columns(((SqlCall) key).getOperandList())
                    : Stream.of(key));
  }

  private static boolean isNew(Set<String> meanings, Set<String> known) {
    boolean isNew = Collections.disjoint(meanings, known);
    known.addAll(meanings);
    return isNew;
  }

  /**
   * Returns a key as text, and the items of SELECT that it may mean by their number or alias, all
   * without the names of tables.
   */
  private static Set<String> meanings(SqlNode key, SqlNodeList selected) {
    String own = text(key);
    Set<String> meanings = new HashSet<>(Set.of(own));
    for (int i = 0; i < selected.size(); i++) {
      SqlNode item = selected.get(i);
      String alias = item.getKind() == SqlKind.AS ? text(((SqlCall) item).operand(1)) : "";
      if (own.equals(alias) || own.equals(String.valueOf(i + 1))) {
        meanings.add(text(SqlUtil.stripAs(item)));
      }
    }
    return meanings;
  }

  private static String text(SqlNode node) {
    SqlNode plain =
        node.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlIdentifier name) {
                return name.getComponent(name.names.size() - 1);
              }
            });
    return String.valueOf(plain).toUpperCase(Locale.ROOT);
  }
}
