package io.github.helpcrunchjdbc.plan.calcite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Brings sub-queries into a form that Calcite decorrelates rightly. Where the inner of two nested
 * sub-queries asks for a value of the outermost query, Calcite takes that value from the inner
 * one's rows, which are NULL where it has none: {@code NOT EXISTS (.. NOT EXISTS ..)} is wrong.
 * Here the inner one takes the value from the query around it, and so does one whose value that
 * query asks for too, since Calcite does not say that both are the same. A total that is joined to
 * each row, as by LATERAL, fails an assertion unless the join keeps rows without a partner; a total
 * is always there. Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class DeepCorrelations extends RelHomogeneousShuttle {
  private DeepCorrelations() {}

  /** The same plan in such a form. */
  public static RelNode rewrite(RelNode root) {
    return root.accept(new DeepCorrelations());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    if (!(visited instanceof Correlate correlate)) {
      return visited;
    }
    return switch (correlate.getJoinType()) {
      case LEFT -> withoutOuterValues(correlate);
      case INNER ->
          isTotal(correlate.getRight())
              ? keepingRows(correlate)
              : bothAskOutside(correlate) ? withoutOuterValues(correlate) : correlate;
      default -> correlate;
    };
  }

  private static boolean isTotal(RelNode rel) {
    return rel instanceof Project project
        ? isTotal(project.getInput())
        : rel instanceof Aggregate aggregate
            && aggregate.getGroupCount() == 0
            && aggregate.getGroupSets().size() == 1;
  }

  private static RelNode keepingRows(Correlate correlate) {
    RelNode kept =
        withoutOuterValues(
            LogicalCorrelate.create(
                correlate.getLeft(),
                correlate.getRight(),
                List.of(),
                correlate.getCorrelationId(),
                correlate.getRequiredColumns(),
                JoinRelType.LEFT));
    RexBuilder rexBuilder = correlate.getCluster().getRexBuilder();
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < correlate.getRowType().getFieldCount(); i++) {
      RelDataType type = correlate.getRowType().getFieldList().get(i).getType();
      RexNode field = rexBuilder.makeInputRef(kept, i);
      fields.add(
          field.getType().equals(type) ? field : rexBuilder.makeAbstractCast(type, field, false));
    }
    return project(kept, fields, correlate.getRowType().getFieldNames());
  }

  /** Whether both sides ask for the same value of a query further out. */
  private static boolean bothAskOutside(Correlate correlate) {
    Set<RexFieldAccess> right = outerValues(correlate).keySet();
    boolean[] both = {false};
    everywhere(
        correlate.getLeft(),
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            both[0] |= right.contains(access);
            return super.visitFieldAccess(access);
          }
        });
    return both[0];
  }

  /** The left side brings along what the right side asks of queries further out. */
  private static RelNode withoutOuterValues(Correlate correlate) {
    Map<RexFieldAccess, Integer> outer = outerValues(correlate);
    if (outer.isEmpty()) {
      return correlate;
    }
    RelNode left = correlate.getLeft();
    int width = left.getRowType().getFieldCount();
    RexBuilder rexBuilder = correlate.getCluster().getRexBuilder();
    List<RexNode> fields = new ArrayList<>(rexBuilder.identityProjects(left.getRowType()));
    List<String> names = new ArrayList<>(left.getRowType().getFieldNames());
    for (RexFieldAccess value : outer.keySet()) {
      fields.add(value);
      names.add("outer" + names.size());
    }
    RelNode wider = project(left, fields, names);
    RelNode right =
        everywhere(
            correlate.getRight(),
            new RexShuttle() {
              @Override
              public RexNode visitFieldAccess(RexFieldAccess access) {
                Integer place = outer.get(access);
                if (place == null && !isOf(access, correlate.getCorrelationId())) {
                  return super.visitFieldAccess(access);
                }
                RexNode row =
                    rexBuilder.makeCorrel(wider.getRowType(), correlate.getCorrelationId());
                return rexBuilder.makeFieldAccess(
                    row, place == null ? access.getField().getIndex() : width + place);
              }
            });
    RelNode joined =
        LogicalCorrelate.create(
            wider,
            right,
            List.of(),
            correlate.getCorrelationId(),
            correlate
                .getRequiredColumns()
                .union(ImmutableBitSet.range(width, width + outer.size())),
            correlate.getJoinType());
    List<RexNode> result = new ArrayList<>();
    for (int i = 0; i < correlate.getRowType().getFieldCount(); i++) {
      result.add(RexInputRef.of(i < width ? i : i + outer.size(), joined.getRowType()));
    }
    return project(joined, result, correlate.getRowType().getFieldNames());
  }

  /** What the right side asks of queries further out, each with its number. */
  private static Map<RexFieldAccess, Integer> outerValues(Correlate correlate) {
    Set<CorrelationId> inner = new HashSet<>();
    inner.add(correlate.getCorrelationId());
    correlate
        .getRight()
        .accept(
            new RelHomogeneousShuttle() {
              @Override
              public RelNode visit(RelNode other) {
                inner.addAll(other.getVariablesSet());
                return super.visit(other);
              }
            });
    Map<RexFieldAccess, Integer> values = new LinkedHashMap<>();
    everywhere(
        correlate.getRight(),
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable variable
                && !inner.contains(variable.id)) {
              values.putIfAbsent(access, values.size());
            }
            return super.visitFieldAccess(access);
          }
        });
    return values;
  }

  private static boolean isOf(RexFieldAccess access, CorrelationId id) {
    return access.getReferenceExpr() instanceof RexCorrelVariable variable
        && variable.id.equals(id);
  }

  private static RelNode everywhere(RelNode rel, RexShuttle shuttle) {
    return rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return super.visit(other).accept(shuttle);
          }
        });
  }

  private static RelNode project(RelNode input, List<RexNode> fields, List<String> names) {
    return RexUtil.isIdentity(fields, input.getRowType())
        ? input
        : LogicalProject.create(input, List.of(), fields, names, Set.of());
  }
}
