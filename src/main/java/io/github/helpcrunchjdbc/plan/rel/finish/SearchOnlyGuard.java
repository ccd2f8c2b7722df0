package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.calcite.size.LongConditions;
import io.github.helpcrunchjdbc.plan.pushdown.Branch;
import io.github.helpcrunchjdbc.plan.rel.join.Expansion;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.PinnedValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Refuses predicates on search-only columns that could not be pushed. The service never shows the
 * values of these columns, so the driver would evaluate such a predicate wrongly.
 */
public final class SearchOnlyGuard {
  /** For each correlation, the row's fields as {@link #hiddenColumns} returns them. */
  private final Map<CorrelationId, List<@Nullable String>> outer = new HashMap<>();

  private SearchOnlyGuard() {}

  /**
   * Checks a plan whose scans have taken in what they can.
   *
   * @throws HelpCrunchException NOT_SUPPORTED naming the column and what works
   */
  public static void check(RelNode root) {
    new SearchOnlyGuard().hiddenColumns(root);
  }

  /** Returns for each field of {@code rel} the search-only column that it lacks, else null. */
  private List<@Nullable String> hiddenColumns(RelNode rel) {
    if (rel instanceof CustomerScan scan) {
      return ofScan(scan);
    }
    List<List<@Nullable String>> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      inputs.add(hiddenColumns(input));
      if (rel instanceof Correlate correlate) {
        outer.put(correlate.getCorrelationId(), inputs.get(0));
      }
    }
    if (rel instanceof Filter filter) {
      checkPredicates(filter.getCondition(), inputs.get(0));
      return inputs.get(0);
    }
    if (rel instanceof Project project) {
      project.getProjects().forEach(node -> checkPredicates(node, inputs.get(0)));
      return project.getProjects().stream().map(node -> hidden(node, inputs.get(0))).toList();
    }
    if (rel instanceof Join || rel instanceof Correlate) {
      List<@Nullable String> both =
          Stream.concat(inputs.get(0).stream(), inputs.get(1).stream()).toList();
      if (rel instanceof Join join) {
        checkPredicates(join.getCondition(), both);
      }
      return both;
    }
    if (rel instanceof Aggregate aggregate) {
      List<@Nullable String> result = noneHidden(rel);
      int field = 0;
      for (int key : aggregate.getGroupSet()) {
        result.set(field++, inputs.get(0).get(key));
      }
      for (AggregateCall call : aggregate.getAggCallList()) {
        result.set(
            field++,
            call.getArgList().stream()
                .map(inputs.get(0)::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
      }
      return result;
    }
    if (rel instanceof Expansion expansion) {
      List<@Nullable String> fields = noneHidden(rel);
      for (int field = 0; field < inputs.get(0).size(); field++) {
        fields.set(field, inputs.get(0).get(field));
      }
      RexNode condition = expansion.shape().condition();
      if (condition != null) {
        checkPredicates(condition, fields);
      }
      return fields;
    }
    if (rel instanceof SetOp set) {
      return ofSets(set, inputs);
    }
    if (rel instanceof Sort) {
      return inputs.get(0);
    }
    return noneHidden(rel);
  }

  /**
   * Returns the hidden columns of a set operation: a field lacks its value if that of one input
   * does. INTERSECT and EXCEPT compare values, so they are refused.
   */
  private static List<@Nullable String> ofSets(SetOp set, List<List<@Nullable String>> inputs) {
    List<@Nullable String> fields = noneHidden(set);
    for (List<@Nullable String> input : inputs) {
      for (int field = 0; field < fields.size(); field++) {
        if (fields.get(field) == null) {
          fields.set(field, input.get(field));
        }
      }
    }
    fields.stream()
        .filter(column -> column != null && !(set instanceof Union))
        .findFirst()
        .ifPresent(
            column -> {
              throw refusal(column, set.kind);
            });
    return fields;
  }

  private List<@Nullable String> ofScan(CustomerScan scan) {
    Map<Integer, RexNode> pins = PinnedValues.of(scan.spec().cover(), scan.columns());
    List<@Nullable String> table = new ArrayList<>();
    for (int i = 0; i < scan.columns().size(); i++) {
      boolean hidden = scan.columns().get(i).isSearchOnly() && !pins.containsKey(i);
      table.add(hidden ? scan.columns().get(i).name() : null);
    }
    scan.spec().cover().residual().forEach(node -> checkPredicates(node, table));
    for (Branch branch : scan.spec().cover().branches()) {
      branch.residual().forEach(node -> checkPredicates(node, table));
    }
    return scan.spec().projection().stream().map(table::get).toList();
  }

  private static List<@Nullable String> noneHidden(RelNode rel) {
    return new ArrayList<>(Collections.nCopies(rel.getRowType().getFieldCount(), null));
  }

  /** Returns the first column whose value an expression lacks, null if there is none. */
  private @Nullable String hidden(RexNode node, List<@Nullable String> columns) {
    List<String> found = new ArrayList<>();
    node.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public @Nullable Void visitInputRef(RexInputRef ref) {
            return add(columns, ref.getIndex());
          }

          @Override
          public @Nullable Void visitFieldAccess(RexFieldAccess access) {
            return access.getReferenceExpr() instanceof RexCorrelVariable variable
                ? add(outer.getOrDefault(variable.id, List.of()), access.getField().getIndex())
                : super.visitFieldAccess(access);
          }

          private @Nullable Void add(List<@Nullable String> fields, int index) {
            String column = index < fields.size() ? fields.get(index) : null;
            if (column != null) {
              found.add(column);
            }
            return null;
          }
        });
    return found.isEmpty() ? null : found.get(0);
  }

  private void checkPredicates(RexNode node, List<@Nullable String> columns) {
    node.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public @Nullable Void visitCall(RexCall call) {
            boolean predicate =
                call.getType().getSqlTypeName() == SqlTypeName.BOOLEAN
                    && !call.isA(List.of(SqlKind.AND, SqlKind.OR, SqlKind.NOT))
                    && !LongConditions.isCondition(call);
            if (predicate) {
              refuseHidden(call, columns);
            }
            return super.visitCall(call);
          }
        });
  }

  private void refuseHidden(RexCall predicate, List<@Nullable String> columns) {
    String column = hidden(predicate, columns);
    if (column != null) {
      throw refusal(column, predicate.getKind());
    }
  }

  private static HelpCrunchException refusal(String column, SqlKind kind) {
    return HelpCrunchException.notSupported(
        ("column %s can only be searched, as the service never shows its value, and this"
                + " %s can't be sent to it: what works is %s = 'x', IN ('x', 'y') and LIKE"
                + " '%%x%%', and with stringMatching=server also <> and NOT LIKE '%%x%%',"
                + " joined to any other predicates")
            .formatted(column, kind.lowerName, column));
  }
}
