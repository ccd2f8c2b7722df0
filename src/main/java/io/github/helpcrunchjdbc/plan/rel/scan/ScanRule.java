package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import org.apache.calcite.rel.RelNode;

/** A rule for a node that stands directly above a scan. */
public abstract class ScanRule extends ConstructedRule {
  protected ScanRule(String name, Class<? extends RelNode> above) {
    super(
        name, top -> top.operand(above).oneInput(in -> in.operand(CustomerScan.class).noInputs()));
  }

  protected ScanRule(String name, OperandTransform operands) {
    super(name, operands);
  }
}
