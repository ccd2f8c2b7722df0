package io.github.helpcrunchjdbc.plan.calcite.json;

import io.github.helpcrunchjdbc.plan.rex.Calls;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Makes JSON_ARRAYAGG and JSON_OBJECTAGG take times as text. Calcite writes the numbers by which it
 * stores times. Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class JsonAggregates {
  private JsonAggregates() {}

  /** Returns the plan with the times of such aggregates cast below them. */
  public static RelNode of(RelNode root) {
    return Expressions.replace(
        root, rel -> rel instanceof Aggregate aggregate ? withTexts(aggregate) : rel);
  }

  private static RelNode withTexts(Aggregate aggregate) {
    RexBuilder rexBuilder = aggregate.getCluster().getRexBuilder();
    RelNode input = aggregate.getInput();
    List<RexNode> columns = new ArrayList<>(rexBuilder.identityProjects(input.getRowType()));
    int width = columns.size();
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      SqlKind kind = call.getAggregation().getKind();
      boolean json = kind == SqlKind.JSON_ARRAYAGG || kind == SqlKind.JSON_OBJECTAGG;
      calls.add(json ? withTexts(call, columns, rexBuilder) : call);
    }
    if (columns.size() == width) {
      return aggregate;
    }
    RelNode project =
        RelFactories.DEFAULT_PROJECT_FACTORY.createProject(
            input, List.of(), columns, (List<String>) null, Set.of());
    return Calls.with(aggregate, project, calls);
  }

  private static AggregateCall withTexts(
      AggregateCall call, List<RexNode> columns, RexBuilder rexBuilder) {
    List<Integer> arguments = new ArrayList<>();
    for (int argument : call.getArgList()) {
      RexNode column = columns.get(argument);
      RexNode text = JsonConvertlets.asJson(rexBuilder, column);
      if (text.equals(column)) {
        arguments.add(argument);
      } else {
        arguments.add(columns.size());
        columns.add(text);
      }
    }
    return call.withArgList(arguments);
  }
}
