package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/** Translates a predicate over customers into the searches that answer it. */
public final class PredicateTranslator {
  private final ConditionParser parser;
  private final CoverChooser chooser;

  /**
   * Creates a translator.
   *
   * @param columns the columns that a predicate's input references count
   * @param knowledge what is known of the service
   */
  public PredicateTranslator(RexBuilder rexBuilder, List<ColumnDef> columns, Knowledge knowledge) {
    LeafFactory leaves = new LeafFactory(rexBuilder, knowledge);
    this.parser = new ConditionParser(rexBuilder, leaves, columns);
    this.chooser = new CoverChooser(new SearchOnlySplit(rexBuilder), leaves, knowledge.estimator());
  }

  /** Returns the cheapest sound cover of a filter, which drops rows that it is unknown for. */
  public Cover translate(RexNode predicate) {
    Condition condition = parser.parse(predicate);
    return chooser.choose(condition).withUnsent(condition.unsent().distinct().toList());
  }
}
