package io.github.helpcrunchjdbc.plan.rel.chain;

import com.google.common.collect.Iterables;
import io.github.helpcrunchjdbc.plan.exec.join.ExpansionShape;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomersTable;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.ReplacedFields;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.TableDef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A query that reads customers once, with some of their lists taken apart. Its expressions are over
 * one wide row: the customer's columns first, then for each list that is taken apart the columns of
 * an element and how many count. Immutable.
 *
 * @param source the table as Calcite knows it
 * @param parts the lists, in the order in which they are taken apart
 * @param conditions all of which hold
 * @param outputs what is given
 */
record CustomerChain(
    RelOptCluster cluster,
    RelOptTable source,
    CustomersTable table,
    List<Part> parts,
    List<RexNode> conditions,
    List<RexNode> outputs) {
  RexBuilder rexBuilder() {
    return cluster.getRexBuilder();
  }

  /**
   * A list that is taken apart.
   *
   * @param first the place of an element's first column in the wide row
   * @param conditions which elements count where the mode is not INNER; else the chain's say that
   */
  record Part(
      TableDef.Rows elements, ExpansionShape.Mode mode, int first, List<RexNode> conditions) {
    int size() {
      return ExpansionShape.columns(elements).size();
    }

    /** The place that says how many elements count, where the mode is not INNER. */
    int count() {
      return first + size();
    }

    RexNode count(RexBuilder rexBuilder) {
      return new RexInputRef(
          count(), rexBuilder.getTypeFactory().createSqlType(SqlTypeName.BIGINT));
    }

    /** Whether an element counts. */
    RexNode isThere(RexBuilder rexBuilder) {
      return rexBuilder.makeCall(
          SqlStdOperatorTable.GREATER_THAN,
          count(rexBuilder),
          rexBuilder.makeExactLiteral(BigDecimal.ZERO, count(rexBuilder).getType()));
    }

    int end() {
      return count() + 1;
    }

    boolean isUsedBy(RexNode node) {
      return InputFinder.bits(node).intersects(ImmutableBitSet.range(first, end()));
    }

    Part with(UnaryOperator<RexNode> change, int newFirst) {
      return new Part(elements, mode, newFirst, conditions.stream().map(change).toList());
    }
  }

  CustomerChain {
    parts = List.copyOf(parts);
    conditions = List.copyOf(conditions);
    outputs = List.copyOf(outputs);
  }

  static CustomerChain of(RelOptCluster cluster, RelOptTable source, CustomersTable table) {
    List<ColumnDef> customers = table.customers();
    RelDataType row = CustomerTypes.rowType(cluster.getTypeFactory(), customers);
    List<RexNode> outputs = new ArrayList<>();
    if (table.rows() == TableDef.Rows.CUSTOMERS) {
      for (int i = 0; i < table.columns().size(); i++) {
        outputs.add(RexInputRef.of(i, row));
      }
      return new CustomerChain(cluster, source, table, List.of(), List.of(), outputs);
    }
    Part part = new Part(table.rows(), ExpansionShape.Mode.INNER, customers.size(), List.of());
    outputs.add(RexInputRef.of(id(customers), row));
    RelDataType element =
        CustomerTypes.rowType(cluster.getTypeFactory(), ExpansionShape.columns(table.rows()));
    for (int i = 0; i < part.size(); i++) {
      outputs.add(new RexInputRef(part.first() + i, element.getFieldList().get(i).getType()));
    }
    return new CustomerChain(cluster, source, table, List.of(part), List.of(), outputs);
  }

  CustomerChain with(List<Part> newParts, List<RexNode> newConditions, List<RexNode> newOutputs) {
    return new CustomerChain(cluster, source, table, newParts, newConditions, newOutputs);
  }

  /** Whether an expression may move into a chain: each time that it is computed it is the same. */
  static boolean isPlain(RexNode node) {
    return RexUtil.isDeterministic(node)
        && !RexUtil.containsCorrelation(node)
        && RexUtil.SubQueryFinder.find(node) == null;
  }

  /** The rows that meet a condition, which is over the outputs. */
  CustomerChain filtered(RexNode condition) {
    List<RexNode> all = new ArrayList<>(conditions);
    all.addAll(RelOptUtil.conjunctions(condition.accept(new ReplacedFields(outputs::get))));
    return with(parts, all, outputs);
  }

  /** The same rows with other outputs, which are over those that it has. */
  CustomerChain projected(List<RexNode> projects) {
    ReplacedFields replace = new ReplacedFields(outputs::get);
    return with(parts, conditions, replace.visitList(projects));
  }

  /** The same chain with the tags taken apart once more, of which it gives the names alone. */
  CustomerChain withTagNames() {
    Part part = new Part(TableDef.Rows.TAGS, ExpansionShape.Mode.INNER, end(), List.of());
    List<Part> all = new ArrayList<>(parts);
    all.add(part);
    RelDataType element =
        CustomerTypes.rowType(cluster.getTypeFactory(), ExpansionShape.columns(TableDef.Rows.TAGS));
    return with(
        all,
        conditions,
        List.of(new RexInputRef(part.first(), element.getFieldList().get(0).getType())));
  }

  /** The same chain with a row for each customer of whom an element of an INNER part counts. */
  CustomerChain counting(Part part) {
    List<RexNode> ofElement = conditions.stream().filter(part::isUsedBy).toList();
    Part counted = new Part(part.elements(), ExpansionShape.Mode.COUNT, part.first(), ofElement);
    List<Part> newParts = new ArrayList<>(parts);
    newParts.remove(part);
    newParts.add(counted);
    List<RexNode> newConditions = new ArrayList<>(conditions);
    newConditions.removeAll(ofElement);
    newConditions.add(counted.isThere(rexBuilder()));
    return with(newParts, newConditions, outputs);
  }

  /** All its expressions. */
  Stream<RexNode> expressions() {
    return Stream.of(
            conditions.stream(),
            outputs.stream(),
            parts.stream().flatMap(part -> part.conditions().stream()))
        .flatMap(each -> each);
  }

  /** The same with each expression changed. */
  CustomerChain map(UnaryOperator<RexNode> change) {
    return with(
        parts.stream().map(part -> part.with(change, part.first())).toList(),
        conditions.stream().map(change).toList(),
        outputs.stream().map(change).toList());
  }

  /** Whether rows show all columns that it uses, so that all its expressions can be computed. */
  boolean isShown() {
    return expressions()
        .flatMap(node -> InputFinder.bits(node).asList().stream())
        .noneMatch(
            field ->
                field < table.customers().size() && table.customers().get(field).isSearchOnly());
  }

  /** The first place behind all that is in the wide row. */
  int end() {
    return parts.stream().mapToInt(Part::end).max().orElse(table.customers().size());
  }

  /** The first list that makes several rows of a customer, null if there is none. */
  @Nullable Part multiplying() {
    return parts.stream()
        .filter(part -> part.mode() != ExpansionShape.Mode.COUNT)
        .findFirst()
        .orElse(null);
  }

  /** Whether one list at most makes several rows, and can be taken apart after all others. */
  boolean canBeCounted() {
    Part several = multiplying();
    return several == null
        || (several.mode() == ExpansionShape.Mode.INNER
            && parts.stream()
                .filter(part -> !part.equals(several))
                .allMatch(
                    part ->
                        part.mode() == ExpansionShape.Mode.COUNT
                            && part.conditions().stream().noneMatch(several::isUsedBy)));
  }

  boolean isId(RexNode node) {
    return node instanceof RexInputRef ref && ref.getIndex() == id(table.customers());
  }

  /** Whether an expression is over the customer's own columns alone. */
  boolean isOfCustomer(RexNode node) {
    ImmutableBitSet used = InputFinder.bits(node);
    return used.isEmpty() || used.length() <= table.customers().size();
  }

  private static int id(List<ColumnDef> customers) {
    return Iterables.indexOf(customers, ColumnDef::isId);
  }
}
