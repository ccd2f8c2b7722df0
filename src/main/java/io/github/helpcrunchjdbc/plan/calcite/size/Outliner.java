package io.github.helpcrunchjdbc.plan.calcite.size;

import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Sarg;

/**
 * Moves parts of large expressions into functions of their own. Calcite 1.42.0 writes a whole
 * expression into one method, and the JVM accepts no more than 64 KB of code per method
 * (CALCITE-6465).
 */
public final class Outliner extends RexShuttle {
  /** The most calls and operands that one method computes. */
  private static final int LARGE = 200;

  /** The most calls and operands of one expression, if many expressions share a method. */
  private static final int LARGE_AMONG_MANY = 20;

  /** With more calls and operands together, expressions count as many. */
  private static final int MANY = 1500;

  private final RexBuilder rexBuilder;
  private final Map<String, Object> outlined;
  private final int large;

  private Outliner(RexBuilder rexBuilder, Map<String, Object> outlined, int large) {
    this.rexBuilder = rexBuilder;
    this.outlined = outlined;
    this.large = large;
  }

  /**
   * Returns the plan without large expressions.
   *
   * @param outlined receives the objects that the code refers to, under the names by which it finds
   *     them
   */
  public static RelNode rewrite(RelNode root, Map<String, Object> outlined) {
    RexBuilder rexBuilder = root.getCluster().getRexBuilder();
    return Expressions.rewrite(
        root,
        rel -> {
          List<RexNode> own = rel instanceof Project project ? project.getProjects() : List.of();
          return new Outliner(rexBuilder, outlined, most(own));
        });
  }

  /** Returns the expressions, none of them large. */
  public static List<RexNode> rewrite(
      RexBuilder rexBuilder, List<RexNode> expressions, Map<String, Object> outlined) {
    return new Outliner(rexBuilder, outlined, most(expressions)).apply(expressions);
  }

  private static int most(List<RexNode> expressions) {
    int all = expressions.stream().mapToInt(RexNode::nodeCount).sum();
    return all > MANY && expressions.size() > 1 ? LARGE_AMONG_MANY : LARGE;
  }

  @Override
  public RexNode visitCall(RexCall call) {
    if (call.getKind() == SqlKind.SEARCH) {
      RexNode lookup = ListLookup.ofSearch(rexBuilder, call, outlined);
      return lookup == null ? search(call) : lookup.accept(this);
    }
    boolean isCondition = call.isA(SqlKind.AND) || call.isA(SqlKind.OR);
    List<RexNode> terms =
        isCondition ? ListLookup.inCondition(rexBuilder, call, outlined) : call.getOperands();
    List<RexNode> operands = apply(terms);
    if (isCondition && operands.size() == 1) {
      return operands.get(0);
    }
    if (weight(operands) < large) {
      return operands.equals(call.getOperands()) ? call : call.clone(call.getType(), operands);
    }
    return switch (call.getKind()) {
      case AND, OR -> condition(call, operands);
      case CASE -> cases(call, operands);
      default -> other(call, operands);
    };
  }

  private static int weight(List<RexNode> nodes) {
    return nodes.stream().mapToInt(RexNode::nodeCount).sum();
  }

  /** Outlines a search, because in code a search of many ranges is a comparison for each range. */
  private RexNode search(RexCall call) {
    Sarg<?> sarg =
        call.getOperands().get(1) instanceof RexLiteral literal
            ? literal.getValueAs(Sarg.class)
            : null;
    boolean isLong = sarg != null && sarg.rangeSet.asRanges().size() > large / 4;
    RexNode shown = isLong ? RexUtil.expandSearch(rexBuilder, null, call) : call;
    return shown.getKind() == SqlKind.SEARCH ? call : shown.accept(this);
  }

  private RexNode condition(RexCall call, List<RexNode> operands) {
    List<RexNode> terms = operands;
    while (weight(terms) >= large) {
      List<RexNode> groups = new ArrayList<>();
      List<RexNode> group = new ArrayList<>();
      for (RexNode term : terms) {
        if (!group.isEmpty() && weight(group) + term.nodeCount() > large) {
          groups.add(together(call, group));
          group = new ArrayList<>();
        }
        group.add(term);
      }
      groups.add(together(call, group));
      if (groups.size() >= terms.size() && weight(groups) >= weight(terms)) {
        break;
      }
      terms = groups;
    }
    return terms.size() == 1 ? terms.get(0) : call.clone(call.getType(), terms);
  }

  private RexNode together(RexCall call, List<RexNode> group) {
    return outline(
        group.size() == 1 ? group.get(0) : rexBuilder.makeCall(call.getOperator(), group));
  }

  /** Outlines the last branches of a CASE as the ELSE of the first ones. */
  private RexNode cases(RexCall call, List<RexNode> operands) {
    List<RexNode> tail = new ArrayList<>(List.of(operands.get(operands.size() - 1)));
    for (int i = operands.size() - 3; i >= 0; i -= 2) {
      List<RexNode> branch = operands.subList(i, i + 2);
      if (weight(tail) + weight(branch) > large) {
        RexNode rest =
            tail.size() == 1 ? tail.get(0) : call.clone(call.getType(), List.copyOf(tail));
        tail = new ArrayList<>(List.of(outline(rest)));
      }
      tail.addAll(0, branch);
    }
    return call.clone(call.getType(), tail);
  }

  /** Outlines the largest operands first. */
  private RexNode other(RexCall call, List<RexNode> operands) {
    RexNode[] smaller = operands.toArray(RexNode[]::new);
    List<Integer> byWeight = new ArrayList<>();
    for (int i = 0; i < smaller.length; i++) {
      byWeight.add(i);
    }
    byWeight.sort(Comparator.comparingInt(i -> -smaller[i].nodeCount()));
    for (int i : byWeight) {
      if (weight(Arrays.asList(smaller)) >= large) {
        smaller[i] = outline(smaller[i]);
      }
    }
    return call.clone(call.getType(), Arrays.asList(smaller));
  }

  private RexNode outline(RexNode part) {
    return OutlinedFunction.call(rexBuilder, part, outlined);
  }
}
