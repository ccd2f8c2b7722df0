package io.github.helpcrunchjdbc.plan.rel.chain;

import io.github.helpcrunchjdbc.plan.rel.chain.CustomerChain.Part;
import io.github.helpcrunchjdbc.plan.rex.ReplacedFields;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Avoids the expansion of tags that are only compared with known names. The service searches for
 * these tags, so that all rules for searches of customers apply.
 */
record PinnedTags(CustomerChain chain) {
  private TagPredicates predicates() {
    return new TagPredicates(chain);
  }

  /** Returns the chain with as few lists expanded as possible. */
  CustomerChain unexpanded() {
    for (Part part : chain.parts()) {
      CustomerChain without =
          part.elements() != TableDef.Rows.TAGS
              ? null
              : switch (part.mode()) {
                case INNER -> pinned(part);
                case COUNT -> counted(part);
                case LEFT -> null;
              };
      if (without != null) {
        return new PinnedTags(without).unexpanded();
      }
    }
    return chain;
  }

  /** Replaces a list of one known name: a customer has it at most once, so no row multiplies. */
  private @Nullable CustomerChain pinned(Part part) {
    for (RexNode condition : chain.conditions()) {
      RexNode name = predicates().nameOf(part, condition);
      RexNode hasTag = name == null ? null : predicates().hasTag(name);
      if (name != null && hasTag != null) {
        List<RexNode> conditions = new ArrayList<>(chain.conditions());
        conditions.set(conditions.indexOf(condition), hasTag);
        CustomerChain without =
            chain
                .with(without(part), conditions, chain.outputs())
                .map(
                    node ->
                        node.accept(
                            new ReplacedFields(
                                at -> at == part.first() ? name(part, name) : null)));
        return without.expressions().anyMatch(part::isUsedBy) ? null : without;
      }
    }
    return null;
  }

  private RexNode name(Part part, RexNode value) {
    return chain.rexBuilder().makeAbstractCast(predicates().nameType(part), value, false);
  }

  /** Replaces a list of which it only matters whether there is an element. */
  private @Nullable CustomerChain counted(Part part) {
    RexNode exists =
        predicates()
            .exists(part, RexUtil.composeConjunction(chain.rexBuilder(), part.conditions()));
    if (exists == null) {
      return null;
    }
    RexNode isThere = part.isThere(chain.rexBuilder());
    RexNode hasTag = chain.rexBuilder().makeCall(SqlStdOperatorTable.IS_TRUE, exists);
    RexShuttle replace =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            return call.equals(isThere) ? hasTag : super.visitCall(call);
          }
        };
    CustomerChain without =
        chain
            .with(without(part), chain.conditions(), chain.outputs())
            .map(node -> node.accept(replace));
    return without.expressions().anyMatch(part::isUsedBy) ? null : without;
  }

  private List<Part> without(Part part) {
    return chain.parts().stream().filter(other -> !other.equals(part)).toList();
  }
}
