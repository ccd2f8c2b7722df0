package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.plan.calcite.aggregate.JoinedTexts;
import io.github.helpcrunchjdbc.plan.calcite.json.EmptyJson;
import io.github.helpcrunchjdbc.plan.calcite.json.NestedJson;
import io.github.helpcrunchjdbc.plan.calcite.query.OrderedOuterQuery;
import io.github.helpcrunchjdbc.plan.calcite.query.RowPredicates;
import io.github.helpcrunchjdbc.plan.calcite.value.ConstantFactors;
import io.github.helpcrunchjdbc.plan.calcite.value.RetypedFunctions;
import io.github.helpcrunchjdbc.plan.calcite.value.ShorteningCast;
import io.github.helpcrunchjdbc.plan.calcite.value.TimestampDifference;
import io.github.helpcrunchjdbc.plan.calcite.value.WrittenTimeLiteral;
import io.github.helpcrunchjdbc.plan.function.LikeSigns;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/** Rewrites words of other dialects in a parsed statement in Calcite's words. */
public final class NodeDialect extends SqlShuttle {
  /** The functions that Calcite knows as {@code {fn ..}}. */
  private static final List<String> JDBC_FUNCTIONS =
      List.of(
          String.join(
                  ",",
                  SqlJdbcFunctionCall.getNumericFunctions(),
                  SqlJdbcFunctionCall.getStringFunctions(),
                  SqlJdbcFunctionCall.getTimeDateFunctions(),
                  SqlJdbcFunctionCall.getSystemFunctions())
              .split(",", -1));

  private final ZoneId zone;

  private NodeDialect(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * Returns the statement in Calcite's words.
   *
   * @param zone the zone in which times with an offset are shown
   */
  public static SqlNode rewrite(SqlNode statement, ZoneId zone) {
    SqlNode rewritten = statement.accept(new NodeDialect(zone));
    return rewritten == null ? statement : rewritten;
  }

  @Override
  public SqlNode visit(SqlLiteral literal) {
    if (literal instanceof SqlCharStringLiteral text
        && text.getValueAs(NlsString.class).getCharset() != null) {
      // All text is Unicode. A literal with a charset of its own, as U&'..' has, could be compared
      // with no other text.
      return SqlLiteral.createCharString(
          text.getValueAs(NlsString.class).getValue(), literal.getParserPosition());
    }
    return literal instanceof SqlUnknownLiteral unknown
        ? WrittenTimeLiteral.of(unknown, zone)
        : literal;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call instanceof SqlOrderBy sorted) {
      return super.visit(TopClause.limit(OrderedOuterQuery.nest(sorted)));
    }
    if (call instanceof SqlSelect select) {
      TopClause.limit(select);
      EmptyJson.mend(select);
    }
    if (!(super.visit(call) instanceof SqlCall visited)) {
      return call;
    }
    RefusedAggregates.check(visited);
    SortedAggregates.putNullsLast(visited);
    String jdbcName =
        visited.getOperator() instanceof SqlJdbcFunctionCall jdbc ? plainName(jdbc) : null;
    SqlCall plain =
        jdbcName != null
            ? function(jdbcName, visited)
            : withoutEscape(
                Percentiles.rewrite(
                    FilteredAggregates.rewrite(
                        RowPredicates.rewrite(ShorteningCast.rewrite(withList(visited))))));
    SqlNode said =
        Stream.<Function<SqlCall, @Nullable SqlNode>>of(
                FunctionDialect::rewrite, FormatDialect::rewrite)
            .map(dialect -> dialect.apply(plain))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(
                jdbcName != null && JDBC_FUNCTIONS.contains(jdbcName)
                    ? new SqlJdbcFunctionCall(jdbcName)
                        .createCall(visited.getParserPosition(), visited.getOperandList())
                    : plain);
    return said instanceof SqlCall function
        ? NestedJson.rewrite(
            ConstantFactors.rewrite(
                TimestampDifference.rewrite(
                    RetypedFunctions.withOwn(JoinedTexts.rewrite(function)))))
        : said;
  }

  /**
   * Rewrites {@code = ANY (ARRAY['a', 'b'])}, which PostgreSQL's clients write for an IN, as a
   * comparison with the list of its elements.
   */
  private static SqlCall withList(SqlCall call) {
    return call.getOperator() instanceof SqlQuantifyOperator
            && call.operand(1) instanceof SqlNodeList list
            && list.size() == 1
            && list.get(0) instanceof SqlCall array
            && array.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR
        ? call.getOperator()
            .createCall(
                call.getParserPosition(),
                call.operand(0),
                new SqlNodeList(array.getOperandList(), array.getParserPosition()))
        : call;
  }

  /**
   * Removes the escape from {@code LIKE p ESCAPE ''}, which PostgreSQL and H2 know and Hibernate
   * writes. It means that the pattern has no escape, and LIKE without ESCAPE means the same here.
   */
  private static SqlCall withoutEscape(SqlCall call) {
    boolean isEmpty =
        call.getOperator() instanceof SqlLikeOperator
            && call.operandCount() == 3
            && call.operand(2) instanceof SqlCharStringLiteral escape
            && LikeSigns.escapeOf(escape.toValue()) == LikeSigns.NO_ESCAPE;
    if (!isEmpty) {
      return call;
    }
    SqlNode text = call.operand(0);
    SqlNode pattern = call.operand(1);
    return call.getOperator().createCall(call.getParserPosition(), text, pattern);
  }

  /**
   * Returns the function's name. Calcite's name of a {@code {fn ..}} includes the words of the
   * escape, and may be in any case.
   */
  private static String plainName(SqlJdbcFunctionCall function) {
    return function.getName().replaceAll("(?i)^\\{fn |\\}$", "").strip().toUpperCase(Locale.ROOT);
  }

  private static SqlCall function(String name, SqlCall call) {
    return new SqlUnresolvedFunction(
            new SqlIdentifier(name, call.getParserPosition()),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(call.getParserPosition(), call.getOperandList());
  }
}
