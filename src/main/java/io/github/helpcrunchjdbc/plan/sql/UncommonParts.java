package io.github.helpcrunchjdbc.plan.sql;

import com.google.common.base.Splitter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** The parts of a statement that a planner may not be able to do, by the names they have in SQL. */
final class UncommonParts extends SqlBasicVisitor<@Nullable Void> {
  private static final Set<String> COMMON = Set.of("COUNT", "SUM", "MIN", "MAX", "UPPER", "LOWER");

  /** The kinds of calls that are clauses, by name. */
  private static final List<String> CLAUSES =
      Splitter.on(' ')
          .splitToList(
              "MATCH_RECOGNIZE TABLESAMPLE PIVOT UNPIVOT WITHIN_GROUP WITHIN_DISTINCT IGNORE_NULLS"
                  + " RESPECT_NULLS OVER UNNEST CUBE ROLLUP GROUPING_SETS ARRAY_VALUE_CONSTRUCTOR"
                  + " MAP_VALUE_CONSTRUCTOR MULTISET_VALUE_CONSTRUCTOR ARRAY_QUERY_CONSTRUCTOR"
                  + " MAP_QUERY_CONSTRUCTOR MULTISET_QUERY_CONSTRUCTOR SNAPSHOT LATERAL"
                  + " COLLECTION_TABLE SOME ALL");

  private static final int MOST_NAMED = 5;

  private final Set<String> names = new LinkedHashSet<>();

  private UncommonParts() {}

  /** Their names, such as {@code MATCH_RECOGNIZE, LAST}; empty if there are none. */
  static String of(SqlNode statement) {
    UncommonParts parts = new UncommonParts();
    statement.accept(parts);
    return String.join(", ", parts.names.stream().limit(MOST_NAMED).toList());
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    boolean function =
        call.getOperator() instanceof SqlFunction
            && !COMMON.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
    if (function || CLAUSES.contains(call.getKind().name())) {
      names.add(call.getOperator().getName().strip());
    }
    return super.visit(call);
  }
}
