package io.github.helpcrunchjdbc.plan.rel.finish;

import com.google.common.collect.Lists;
import io.github.helpcrunchjdbc.plan.calcite.size.LongConditions;
import io.github.helpcrunchjdbc.plan.exec.join.ExpansionShape;
import io.github.helpcrunchjdbc.plan.exec.join.JoinShape;
import io.github.helpcrunchjdbc.plan.rel.finish.ReadingProfiles.Explained;
import io.github.helpcrunchjdbc.plan.rel.join.Expansion;
import io.github.helpcrunchjdbc.plan.rel.join.KeyedJoin;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.totals.EnumerableCustomerTotals;
import io.github.helpcrunchjdbc.plan.rex.PredicateText;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Collects the predicates above a plan's scans, over the columns of tables. Not thread-safe. */
final class DriverPredicates {
  /** A longer expression, which could double with each sub-query, is shown as the field's name. */
  private static final int LONGEST = 1_000;

  private final Map<String, Explained> predicates = new LinkedHashMap<>();
  private int scans;

  private DriverPredicates() {}

  /** Returns HAVING, QUALIFY, ON and the like with verdicts, in the order that rows meet them. */
  static Collection<Explained> of(RelNode plan) {
    DriverPredicates all = new DriverPredicates();
    all.fields(plan);
    return all.predicates.values();
  }

  /** Returns the predicates for which a plan reads rows that it drops, each with its verdict. */
  static List<String> reasons(RelNode plan, RelNode filtered) {
    return isChecked(plan)
        ? of(filtered).stream()
            .map(one -> "%s (%s)".formatted(beginning(one.sql()), one.verdict()))
            .toList()
        : List.of();
  }

  /** Returns a predicate as a message shows it: no list of thousands of values. */
  private static String beginning(String sql) {
    if (sql.length() <= LONGEST) {
      return sql;
    }
    boolean splits = Character.isHighSurrogate(sql.charAt(LONGEST - 1));
    return sql.substring(0, splits ? LONGEST - 1 : LONGEST) + "..";
  }

  /**
   * Whether rows of a sub-query or a join are checked. If rows are grouped, or the first of an
   * order are taken, all of them are needed.
   */
  private static boolean isChecked(RelNode plan) {
    boolean needsAll =
        plan instanceof Aggregate
            || (plan instanceof EnumerableLimit limit
                && limit.fetch != null
                && limit.getInput() instanceof Sort);
    boolean checksHere =
        plan instanceof Calc calc
            ? calc.getProgram().getCondition() != null
                && !(calc.getInput() instanceof Aggregate)
                && !(calc.getInput() instanceof EnumerableCustomerTotals)
            : plan instanceof Join || plan instanceof Correlate;
    return !needsAll
        && (checksHere || plan.getInputs().stream().anyMatch(DriverPredicates::isChecked));
  }

  /** Returns the expressions of a node's fields. Notes the predicates of the node and below it. */
  private List<SqlNode> fields(RelNode rel) {
    // The row of a join may have the fields of its left side only.
    List<SqlNode> input =
        rel.getInputs().stream()
            .flatMap(in -> fields(in).stream().limit(in.getRowType().getFieldCount()))
            .toList();
    if (rel instanceof CustomerScan scan) {
      return columns(scan);
    } else if (rel instanceof Filter filter) {
      add(filter.getCondition(), input, filter.getInput());
    } else if (rel instanceof Project project) {
      return project.getNamedProjects().stream()
          .map(field -> shown(PredicateText.node(field.left, input), field.right))
          .toList();
    } else if (rel instanceof Aggregate aggregate) {
      return both(
          aggregate.getGroupSet().asList().stream().map(input::get).toList(),
          aggregate.getAggCallList().stream()
              .map(call -> PredicateText.node(call, input))
              .toList());
    } else if (rel instanceof Join join) {
      add(join.getCondition(), input, join);
    } else if (rel instanceof KeyedJoin join) {
      return joined(join, input);
    } else if (rel instanceof Expansion expansion) {
      return elements(expansion, input);
    } else if (rel instanceof Uncollect lists
        && input.size() + (lists.withOrdinality ? 1 : 0) == rel.getRowType().getFieldCount()) {
      return both(
          Lists.transform(
              input, list -> SqlStdOperatorTable.UNNEST.createCall(SqlParserPos.ZERO, list)),
          PredicateText.names("", lists.withOrdinality ? List.of("ORDINALITY") : List.of()));
    } else if (rel instanceof SetOp
        || rel instanceof Uncollect
        || input.size() < rel.getRowType().getFieldCount()) {
      return PredicateText.names("", rel.getRowType().getFieldNames());
    }
    return input;
  }

  /** Returns a field's expression, or the field's name if the expression is too long. */
  private static SqlNode shown(SqlNode of, String name) {
    return PredicateText.of(of).length() > LONGEST
        ? PredicateText.names("", List.of(name)).get(0)
        : of;
  }

  private void add(@Nullable RexNode condition, List<SqlNode> fields, RelNode below) {
    RexBuilder rexBuilder = below.getCluster().getRexBuilder();
    for (RexNode part : RelOptUtil.conjunctions(condition)) {
      add(
          PredicateText.node(LongConditions.unhideAll(rexBuilder, part), fields),
          "in the driver: known only after " + step(below));
    }
  }

  private void add(SqlNode predicate, String verdict) {
    String sql = PredicateText.of(predicate);
    predicates.putIfAbsent(sql, new Explained(sql, verdict));
  }

  private static String step(RelNode rel) {
    if (rel instanceof Aggregate) {
      return "grouping";
    }
    if (rel instanceof Project project && project.containsOver()) {
      return "the window";
    }
    if (rel instanceof Expansion) {
      return "taking the lists of customers apart";
    }
    if (rel instanceof BiRel || rel instanceof KeyedJoin) {
      return "joining";
    }
    return rel.getInputs().size() == 1 ? step(rel.getInput(0)) : "reading";
  }

  /** Returns the columns that a scan shows. From the second scan on, their table has a number. */
  private List<SqlNode> columns(CustomerScan scan) {
    scans++;
    String table = scans == 1 ? "" : "customers_" + scans + ".";
    return PredicateText.names(table, scan.getRowType().getFieldNames());
  }

  private List<SqlNode> joined(KeyedJoin join, List<SqlNode> input) {
    JoinShape shape = join.shape();
    List<SqlNode> customers = columns(join.customers());
    List<SqlNode> keys = new ArrayList<>(List.of(customers.get(shape.customerKey())));
    keys.add(shape.customersRight() ? 0 : 1, input.get(shape.inputKey()));
    add(
        (shape.nullsMatch() ? SqlStdOperatorTable.IS_NOT_DISTINCT_FROM : SqlStdOperatorTable.EQUALS)
            .createCall(SqlParserPos.ZERO, keys),
        "pushed, checked again: the keys of the rows are sent where they take fewer requests");
    List<SqlNode> fields = shape.customersRight() ? both(input, customers) : both(customers, input);
    add(shape.check(), fields, join);
    return fields;
  }

  private List<SqlNode> elements(Expansion expansion, List<SqlNode> input) {
    ExpansionShape shape = expansion.shape();
    List<String> columns =
        Lists.transform(ExpansionShape.columns(shape.elements()), ColumnDef::name);
    String table = "customer_" + shape.elements().name().toLowerCase(Locale.ROOT) + ".";
    List<SqlNode> fields = both(input, PredicateText.names(table, columns));
    add(shape.condition(), fields, expansion);
    return both(
        shape.mode() == ExpansionShape.Mode.COUNT ? input : fields,
        PredicateText.names("", List.of("COUNT(*)")));
  }

  private static List<SqlNode> both(List<SqlNode> left, List<SqlNode> right) {
    return Stream.concat(left.stream(), right.stream()).toList();
  }
}
