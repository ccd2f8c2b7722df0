package io.github.helpcrunchjdbc.plan.rel.chain;

import io.github.helpcrunchjdbc.plan.exec.join.ExpansionShape;
import io.github.helpcrunchjdbc.plan.exec.join.ExpansionShape.Mode;
import io.github.helpcrunchjdbc.plan.rel.chain.CustomerChain.Part;
import io.github.helpcrunchjdbc.plan.rel.join.Expansion;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * Writes a chain as a plan: one scan of customers with all predicates that it can answer, then an
 * expansion for each list, with the predicates on its elements. An instance is used once.
 */
final class ChainWriter {
  private final CustomerChain chain;
  private final @Nullable Partner partner;
  private final RexBuilder rexBuilder;

  /** The field in the plan written so far, by the field in the wide row. */
  private final Map<Integer, Integer> fields = new HashMap<>();

  /**
   * The rows of another relation that is joined with the customers before lists are expanded.
   *
   * @param first the index of its first field in the wide row
   * @param type INNER, or SEMI if the rows only decide which customers count
   */
  record Partner(RelNode rows, int first, JoinRelType type) {}

  ChainWriter(CustomerChain chain) {
    this(chain, null);
  }

  /**
   * Creates a writer of a chain with a partner; the chain's conditions include those of the join.
   *
   * @param partner null for none
   */
  ChainWriter(CustomerChain chain, @Nullable Partner partner) {
    this.chain = chain;
    this.partner = partner;
    this.rexBuilder = chain.rexBuilder();
  }

  RelNode write(RelDataType rowType) {
    RelNode written = joined(customers());
    for (Part part : chain.parts()) {
      written = expanded(written, part);
    }
    List<RexNode> outputs = new ArrayList<>();
    for (int i = 0; i < chain.outputs().size(); i++) {
      RexNode output = moved(chain.outputs().get(i));
      RelDataType type = rowType.getFieldList().get(i).getType();
      outputs.add(
          output.getType().equals(type)
              ? output
              : rexBuilder.makeAbstractCast(type, output, false));
    }
    return Expressions.project(written, outputs, rowType.getFieldNames());
  }

  private RelNode customers() {
    RelNode scan = CustomerScan.ofCustomers(chain.cluster(), chain.source(), chain.table());
    List<RexNode> conditions = new ArrayList<>();
    chain.conditions().stream().filter(chain::isOfCustomer).forEach(conditions::add);
    conditions.addAll(implied());
    RelNode filtered = filtered(scan, conditions);
    Set<Integer> used = usedOfCustomer();
    List<RexNode> projects = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int column : used) {
      fields.put(column, projects.size());
      projects.add(rexBuilder.makeInputRef(scan, column));
      names.add(scan.getRowType().getFieldNames().get(column));
    }
    return Expressions.project(filtered, projects, names);
  }

  private RelNode joined(RelNode customers) {
    if (partner == null) {
      return customers;
    }
    int width = customers.getRowType().getFieldCount();
    for (int i = 0; i < partner.rows().getRowType().getFieldCount(); i++) {
      fields.put(partner.first() + i, width + i);
    }
    List<RexNode> conditions =
        chain.conditions().stream()
            .filter(condition -> !chain.isOfCustomer(condition) && last(condition) == null)
            .map(this::moved)
            .toList();
    return LogicalJoin.create(
        customers,
        partner.rows(),
        List.of(),
        RexUtil.composeConjunction(rexBuilder, conditions),
        Set.of(),
        partner.type());
  }

  private Set<Integer> usedOfCustomer() {
    Set<Integer> used = new LinkedHashSet<>();
    chain.parts().forEach(part -> used.add(list(part)));
    Stream.of(
            chain.outputs().stream(),
            chain.conditions().stream().filter(node -> !chain.isOfCustomer(node)),
            chain.parts().stream().flatMap(part -> part.conditions().stream()))
        .flatMap(nodes -> nodes)
        .forEach(node -> InputFinder.bits(node).forEach(used::add));
    used.removeIf(place -> place >= chain.table().customers().size());
    if (used.isEmpty()) {
      // A row needs at least one column.
      used.add(0);
    }
    return used;
  }

  private int list(Part part) {
    return chain.table().customers().indexOf(ExpansionShape.listColumn(part.elements()));
  }

  /** Returns what the predicates on elements imply for the customer. */
  private List<RexNode> implied() {
    TagPredicates predicates = new TagPredicates(chain);
    List<RexNode> implied = new ArrayList<>();
    for (Part part : chain.parts()) {
      for (RexNode condition : needed(part)) {
        RexNode one = predicates.implied(part, condition);
        if (one != null) {
          implied.add(one);
        }
      }
    }
    return implied;
  }

  /** Returns the conditions on an element without which the customer has no row. */
  private List<RexNode> needed(Part part) {
    boolean isNeeded =
        part.mode() == Mode.COUNT && chain.conditions().contains(part.isThere(rexBuilder));
    if (isNeeded) {
      return part.conditions();
    }
    return part.mode() == Mode.INNER
        ? chain.conditions().stream().filter(part::isUsedBy).toList()
        : List.of();
  }

  private RelNode expanded(RelNode input, Part part) {
    List<RexNode> above = new ArrayList<>();
    for (RexNode condition : chain.conditions()) {
      if (part.equals(last(condition))) {
        above.add(condition);
      }
    }
    boolean inner = part.mode() == Mode.INNER;
    int width = input.getRowType().getFieldCount();
    for (int i = 0; i < part.size(); i++) {
      fields.put(part.first() + i, width + i);
    }
    RexNode counted =
        RexUtil.composeConjunction(
            rexBuilder, (inner ? above : part.conditions()).stream().map(this::moved).toList());
    Expansion expansion =
        new Expansion(
            input,
            new ExpansionShape(
                part.elements(),
                fields.getOrDefault(list(part), 0),
                part.mode(),
                counted.isAlwaysTrue() ? null : counted));
    fields.put(part.count(), expansion.getRowType().getFieldCount() - 1);
    return inner ? expansion : filtered(expansion, above.stream().map(this::moved).toList());
  }

  /** Returns the last list that a condition needs to be expanded; null if it needs none. */
  private @Nullable Part last(RexNode condition) {
    Part last = null;
    for (Part part : chain.parts()) {
      if (part.isUsedBy(condition)) {
        last = part;
      }
    }
    return last;
  }

  private RelNode filtered(RelNode input, List<RexNode> conditions) {
    RexNode condition = RexUtil.composeConjunction(rexBuilder, conditions);
    return condition.isAlwaysTrue() ? input : LogicalFilter.create(input, condition);
  }

  private RexNode moved(RexNode node) {
    return node.accept(
        new MovedFields(
            place -> {
              Integer field = fields.get(place);
              if (field == null) {
                throw new IllegalStateException("nothing gives field " + place);
              }
              return field;
            }));
  }
}
