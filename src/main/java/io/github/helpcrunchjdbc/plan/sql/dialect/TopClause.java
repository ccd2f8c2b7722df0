package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.plan.sql.dialect.Token.Kind;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Rewrites T-SQL's TOP. It passes Calcite's parser as a hint and then becomes a FETCH FIRST. */
final class TopClause {
  /** The name of this hint. */
  private static final String HINT = "HELPCRUNCH_TOP";

  private TopClause() {}

  /**
   * Rewrites the TOP of a SELECT, if it has one.
   *
   * @throws DialectException for a TOP of anything but a number of rows, or beside another limit
   */
  static void rewrite(Tokens tokens, int select, EditedText text) {
    int i = select + 1;
    if (tokens.at(i).isAny("ALL", "DISTINCT")) {
      i++;
    }
    if (!tokens.at(i).is("TOP")) {
      return;
    }
    boolean bracketed = tokens.at(i + 1).is("(");
    Token count = tokens.at(bracketed ? i + 2 : i + 1);
    int last = bracketed ? i + 3 : i + 1;
    if (count.is("?")) {
      throw new DialectException(
          count.start(), "TOP takes a number; write FETCH FIRST ? ROWS ONLY at the end");
    }
    if (count.kind() != Kind.NUMBER || (bracketed && !tokens.at(last).is(")"))) {
      return;
    }
    if (tokens.at(last + 1).isAny(".", "PERCENT", "WITH")) {
      throw new DialectException(
          tokens.at(last + 1).start(),
          "TOP takes a whole number of rows only; write ORDER BY .. FETCH FIRST n ROWS ONLY at the"
              + " end");
    }
    refuseSecondLimit(tokens, last + 1);
    if (isLimitedTwice(tokens, select)) {
      // The parser drops brackets around a query.
      text.insert(tokens.at(select - 1).start(), "SELECT * FROM ");
    }
    text.insert(tokens.at(select).end(), " /*+ " + HINT + "(" + count.text() + ") */");
    for (int blank = i; blank <= last; blank++) {
      text.blank(tokens.at(blank));
    }
  }

  /** Returns whether a query stands in brackets only because an order or a limit follows them. */
  private static boolean isLimitedTwice(Tokens tokens, int select) {
    int open = select - 1;
    Token before = tokens.at(open - 1);
    return tokens.at(open).is("(")
        && (open == 0 || before.is("("))
        && tokens.at(tokens.closing(open) + 1).isAny("ORDER", "LIMIT", "OFFSET", "FETCH");
  }

  /** Refuses a second limit, because it is unclear which of the two is meant. */
  private static void refuseSecondLimit(Tokens tokens, int from) {
    int depth = 0;
    for (int i = from; i < tokens.size() && depth >= 0; i++) {
      Token token = tokens.at(i);
      if (token.isAny("(", "[", "{")) {
        depth++;
      } else if (token.isAny(")", "]", "}")) {
        depth--;
      } else if (depth == 0 && token.isAny("UNION", "INTERSECT", "EXCEPT", "MINUS", ";")) {
        return;
      } else if (depth == 0 && isLimit(tokens, i)) {
        throw new DialectException(
            token.start(), "TOP and " + token.text() + " in one query; leave one of them out");
      }
    }
  }

  private static boolean isLimit(Tokens tokens, int i) {
    Token token = tokens.at(i);
    Token next = tokens.at(i + 1);
    boolean counts = next.kind() == Kind.NUMBER || next.isAny("?", "ALL");
    boolean limit = token.is("LIMIT") && counts;
    boolean fetch = token.is("FETCH") && next.isAny("FIRST", "NEXT");
    return (limit || fetch) && !tokens.at(i - 1).isAny("AS", ".");
  }

  /** Returns the query, limited by the TOP of its SELECT if it has one. */
  static SqlOrderBy limit(SqlOrderBy sorted) {
    SqlNode body = sorted.query instanceof SqlWith with ? with.body : sorted.query;
    SqlLiteral top = body instanceof SqlSelect select ? take(select) : null;
    return top == null
        ? sorted
        : new SqlOrderBy(
            sorted.getParserPosition(), sorted.query, sorted.orderList, sorted.offset, top);
  }

  /** Limits a query by its own TOP if it has one. */
  static void limit(SqlSelect select) {
    SqlLiteral top = take(select);
    if (top != null) {
      select.setFetch(top);
    }
  }

  private static @Nullable SqlLiteral take(SqlSelect select) {
    SqlNodeList hints = select.getHints();
    if (hints == null) {
      return null;
    }
    for (SqlNode node : hints) {
      if (node instanceof SqlHint hint && hint.getName().equals(HINT)) {
        select.setHints(SqlNodeList.EMPTY);
        return SqlLiteral.createExactNumeric(hint.getOptionList().get(0), SqlParserPos.ZERO);
      }
    }
    return null;
  }
}
