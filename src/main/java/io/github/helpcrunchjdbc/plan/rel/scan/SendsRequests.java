package io.github.helpcrunchjdbc.plan.rel.scan;

import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.rel.RelNode;

/** A node of an executable plan that sends requests for its rows. */
public interface SendsRequests extends RelNode {
  /** Whether a plan sends requests, for rows or for totals. */
  static boolean in(RelNode plan) {
    return plan instanceof SendsRequests || plan.getInputs().stream().anyMatch(SendsRequests::in);
  }

  /** Returns the cost of a node. Requests are scarce: one costs as much as a thousand rows. */
  static RelOptCost cost(RelOptPlanner planner, double rows, double requests) {
    double cost = rows + requests * 1000;
    return planner.getCostFactory().makeCost(cost, cost, cost);
  }
}
