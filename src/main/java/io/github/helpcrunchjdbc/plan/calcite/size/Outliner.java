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
 * Has parts of large expressions computed by functions of their own. Calcite 1.42.0 writes the
 * whole of an expression into one method, and the JVM takes no more than 64 KB of code a method
 * (CALCITE-6465).
 */
public final class Outliner extends RexShuttle {
  /** Calls and operands that one method computes. */
  private static final int LARGE = 200;

  /** The same, where many expressions share a method. */
  private static final int LARGE_AMONG_MANY = 20;

  /** More than these are many. */
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
   * The same plan with no large expressions.
   *
   * @param outlined takes what the code refers to, by the names under which its context gives it
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

  /** The same expressions, none of them large. */
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

  /** A search of many ranges is a comparison of each in code. */
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

  /** The last branches are the ELSE of those before. */
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

  /** The largest operands first. */
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
