package io.github.helpcrunchjdbc.plan.rel.scan;

import org.apache.calcite.rel.RelNode;

/** A node of an executable plan that sends requests for its rows. */
public interface SendsRequests extends RelNode {
  /** Whether reading the rows of a plan sends requests. */
  static boolean in(RelNode plan) {
    return plan instanceof SendsRequests || plan.getInputs().stream().anyMatch(SendsRequests::in);
  }
}
