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
 * A query that reads customers once, with some of their lists expanded. Its expressions are over
 * one wide row: first the customer's columns, then for each expanded list the columns of an element
 * and the number of elements that count. Immutable.
 *
 * @param source the table as Calcite knows it
 * @param parts the expanded lists, in the order of their expansion
 * @param conditions all of which must hold
 * @param outputs the expressions that a row of the result consists of
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
   * A list that is expanded.
   *
   * @param first the index of an element's first column in the wide row
   * @param conditions the conditions on an element that counts, unless the mode is INNER: then they
   *     are among those of the chain
   */
  record Part(
      TableDef.Rows elements, ExpansionShape.Mode mode, int first, List<RexNode> conditions) {
    int size() {
      return ExpansionShape.columns(elements).size();
    }

    /** Returns the index of the number of elements that count, unless the mode is INNER. */
    int count() {
      return first + size();
    }

    RexNode count(RexBuilder rexBuilder) {
      return new RexInputRef(
          count(), rexBuilder.getTypeFactory().createSqlType(SqlTypeName.BIGINT));
    }

    /** Returns the condition that at least one element counts. */
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

  /** Whether an expression may move into a chain: it always has the same value. */
  static boolean isPlain(RexNode node) {
    return RexUtil.isDeterministic(node)
        && !RexUtil.containsCorrelation(node)
        && RexUtil.SubQueryFinder.find(node) == null;
  }

  /** Returns the chain's rows that meet a condition, which is over the outputs. */
  CustomerChain filtered(RexNode condition) {
    List<RexNode> all = new ArrayList<>(conditions);
    all.addAll(RelOptUtil.conjunctions(condition.accept(new ReplacedFields(outputs::get))));
    return with(parts, all, outputs);
  }

  /** Returns the chain with other outputs, which are over its present ones. */
  CustomerChain projected(List<RexNode> projects) {
    ReplacedFields replace = new ReplacedFields(outputs::get);
    return with(parts, conditions, replace.visitList(projects));
  }

  /** Returns the chain with the tags expanded once more; the names are its only output. */
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

  /** Returns the chain with one row for each customer with an element of an INNER part. */
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

  /** Returns all expressions of the chain. */
  Stream<RexNode> expressions() {
    return Stream.of(
            conditions.stream(),
            outputs.stream(),
            parts.stream().flatMap(part -> part.conditions().stream()))
        .flatMap(each -> each);
  }

  /** Returns the chain with each expression changed. */
  CustomerChain map(UnaryOperator<RexNode> change) {
    return with(
        parts.stream().map(part -> part.with(change, part.first())).toList(),
        conditions.stream().map(change).toList(),
        outputs.stream().map(change).toList());
  }

  /** Whether rows show all columns of the chain, so that all its expressions can be computed. */
  boolean isShown() {
    return expressions()
        .flatMap(node -> InputFinder.bits(node).asList().stream())
        .noneMatch(
            field ->
                field < table.customers().size() && table.customers().get(field).isSearchOnly());
  }

  /** Returns the first index behind the fields of the wide row. */
  int end() {
    return parts.stream().mapToInt(Part::end).max().orElse(table.customers().size());
  }

  /** Returns the first list that makes several rows of a customer, null if there is none. */
  @Nullable Part multiplying() {
    return parts.stream()
        .filter(part -> part.mode() != ExpansionShape.Mode.COUNT)
        .findFirst()
        .orElse(null);
  }

  /** Whether at most one list makes several rows, and it can be expanded after all others. */
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

  /** Whether an expression uses only the customer's own columns. */
  boolean isOfCustomer(RexNode node) {
    ImmutableBitSet used = InputFinder.bits(node);
    return used.isEmpty() || used.length() <= table.customers().size();
  }

  private static int id(List<ColumnDef> customers) {
    return Iterables.indexOf(customers, ColumnDef::isId);
  }
}
