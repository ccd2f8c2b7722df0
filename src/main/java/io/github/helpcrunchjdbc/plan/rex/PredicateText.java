package io.github.helpcrunchjdbc.plan.rex;

import com.google.common.collect.Lists;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.rel2sql.SqlImplementor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Writes expressions as SQL for people. */
public final class PredicateText {
  private static final SqlDialect DIALECT =
      new AnsiSqlDialect(AnsiSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString(null)) {
        /** Writes text as people do: without a character set, and in any script. */
        @Override
        public void quoteStringLiteral(StringBuilder text, @Nullable String charset, String value) {
          text.append('\'').append(value.replace("'", "''")).append('\'');
        }

        @Override
        public boolean supportsCharSet() {
          return false;
        }
      };

  private PredicateText() {}

  private static final Pattern QUOTED_OR_SPACES = Pattern.compile("('[^']*+'|\"[^\"]*+\")|\\s++");

  /**
   * Returns an expression over a table's row as SQL.
   *
   * @param columns the columns of that row
   */
  public static String of(RexNode expression, List<ColumnDef> columns) {
    return of(node(expression, names("", Lists.transform(columns, ColumnDef::name))));
  }

  /** Returns columns as SQL nodes, each name behind a prefix for its table. */
  public static List<SqlNode> names(String table, List<String> columns) {
    return Lists.transform(columns, column -> new SqlIdentifier(table + column, SqlParserPos.ZERO));
  }

  /** Returns a node as SQL in one line. */
  public static String of(SqlNode node) {
    String sql =
        node.toSqlString(config -> config.withDialect(DIALECT).withAlwaysUseParentheses(false))
            .getSql();
    return QUOTED_OR_SPACES.matcher(sql).replaceAll(part -> part.group(1) == null ? " " : "$1");
  }

  /**
   * Returns an expression as an SQL node.
   *
   * @param fields the fields that the expression refers to
   */
  public static SqlNode node(RexNode expression, List<SqlNode> fields) {
    return shown(() -> context(fields).toSql(null, expression), expression);
  }

  public static SqlNode node(AggregateCall aggregate, List<SqlNode> fields) {
    return shown(() -> context(fields).toSql(aggregate), aggregate);
  }

  private static SqlNode shown(Supplier<SqlNode> sql, Object planned) {
    try {
      SqlNode node = sql.get();
      of(node);
      return node;
    } catch (RuntimeException e) {
      // An expression that this dialect can't write is shown in the planner's notation.
      return new SqlIdentifier(planned.toString(), SqlParserPos.ZERO);
    }
  }

  private static SqlImplementor.Context context(List<SqlNode> fields) {
    return new SqlImplementor.SimpleContext(DIALECT, fields::get);
  }
}
