package io.github.helpcrunchjdbc.plan.rel.chain;

import com.google.common.collect.Iterables;
import io.github.helpcrunchjdbc.plan.exec.join.ExpansionShape;
import io.github.helpcrunchjdbc.plan.rel.chain.CustomerChain.Part;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.HasTag;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Finds what predicates on the tags of a chain imply for its customers. */
record TagPredicates(CustomerChain chain) {
  /** Returns the type of a tag's name. */
  RelDataType nameType(Part part) {
    return CustomerTypes.rowType(
            chain.rexBuilder().getTypeFactory(), ExpansionShape.columns(part.elements()))
        .getFieldList()
        .get(0)
        .getType();
  }

  /** Returns the value that a condition requires of the tag's name, null if it requires none. */
  @Nullable RexNode nameOf(Part part, RexNode condition) {
    return part.elements() == TableDef.Rows.TAGS
        ? ImpliedTags.valueOf(part.first(), condition)
        : null;
  }

  /** Returns the condition that a customer has a tag; null if tags can't be searched. */
  @Nullable RexNode hasTag(RexNode name) {
    List<ColumnDef> columns = chain.table().customers();
    int tags = Iterables.indexOf(columns, ColumnDef::isSearchableTags);
    if (tags < 0) {
      return null;
    }
    RelDataType row = CustomerTypes.rowType(chain.rexBuilder().getTypeFactory(), columns);
    return HasTag.call(chain.rexBuilder(), RexInputRef.of(tags, row), name);
  }

  /** Returns the condition that a customer has a matching tag; null if there is none. */
  @Nullable RexNode exists(Part part, RexNode given) {
    RexNode condition = RexUtil.expandSearch(chain.rexBuilder(), null, given);
    if (condition.getKind() == SqlKind.OR) {
      return ImpliedTags.anyOf(
          chain.rexBuilder(), RelOptUtil.disjunctions(condition), one -> exists(part, one));
    }
    List<RexNode> parts = RelOptUtil.conjunctions(condition);
    List<RexNode> ofTag = parts.stream().filter(part::isUsedBy).toList();
    if (ofTag.size() != 1) {
      return null;
    }
    RexNode name = nameOf(part, ofTag.get(0));
    RexNode exists =
        name != null
            ? hasTag(name)
            : ofTag.get(0).getKind() == SqlKind.OR || ofTag.get(0).getKind() == SqlKind.SEARCH
                ? exists(part, ofTag.get(0))
                : null;
    if (exists == null) {
      return null;
    }
    List<RexNode> together = new ArrayList<>(parts);
    together.set(together.indexOf(ofTag.get(0)), exists);
    return RexUtil.composeConjunction(chain.rexBuilder(), together);
  }

  /** Returns what every customer with a matching tag satisfies; null for nothing. */
  @Nullable RexNode implied(Part part, RexNode given) {
    return new ImpliedTags(
            chain.rexBuilder(),
            condition -> chain.isOfCustomer(condition) ? condition : null,
            condition -> {
              RexNode name = nameOf(part, condition);
              return name == null ? null : hasTag(name);
            })
        .of(given);
  }
}
