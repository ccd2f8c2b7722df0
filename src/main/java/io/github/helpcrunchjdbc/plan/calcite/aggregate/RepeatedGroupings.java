package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
      List<Meaning> known = new ArrayList<>();
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

  private static boolean isNew(List<Meaning> meanings, List<Meaning> known) {
    boolean isNew = meanings.stream().noneMatch(one -> known.stream().anyMatch(one::mayBe));
    known.addAll(meanings);
    return isNew;
  }

  /** Returns a key, and the items of SELECT that it may mean by their number or alias. */
  private static List<Meaning> meanings(SqlNode key, SqlNodeList selected) {
    Meaning own = Meaning.of(key);
    List<Meaning> meanings = new ArrayList<>(List.of(own));
    for (int i = 0; i < selected.size(); i++) {
      SqlNode item = selected.get(i);
      String alias =
          item.getKind() == SqlKind.AS ? Meaning.of(((SqlCall) item).operand(1)).bare() : "";
      if (own.bare().equals(alias) || own.bare().equals(String.valueOf(i + 1))) {
        meanings.add(Meaning.of(SqlUtil.stripAs(item)));
      }
    }
    return meanings;
  }

  /**
   * A key as text.
   *
   * @param written with the names of tables where they are written
   * @param bare without the names of tables
   */
  private record Meaning(String written, String bare) {
    static Meaning of(SqlNode node) {
      SqlNode plain =
          node.accept(
              new SqlShuttle() {
                @Override
                public SqlNode visit(SqlIdentifier name) {
                  return name.getComponent(name.names.size() - 1);
                }
              });
      return new Meaning(text(node), text(plain));
    }

    /**
     * Returns whether the keys may be one: {@code t.b} may be {@code b}, and is not {@code u.b}.
     */
    boolean mayBe(Meaning other) {
      return written.equals(other.written)
          || (bare.equals(other.bare)
              && (written.equals(bare) || other.written.equals(other.bare)));
    }

    private static String text(SqlNode node) {
      return node.toString().toUpperCase(Locale.ROOT);
    }
  }
}
