package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.calcite.size.LongConditions;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/**
 * Makes the driver's functions evaluate what Calcite's functions get wrong, wherever code is made
 * from expressions: on rows, and while planning. Plans keep Calcite's functions until then, because
 * its rules know them. Each class that rewrites calls says what it mends.
 */
public final class OwnFunctions extends RexShuttle {
  private final List<Function<RexCall, RexNode>> rewrites;
  private final OwnFlags flags;
  private int cases;

  public OwnFunctions(RexBuilder rexBuilder) {
    this.flags = new OwnFlags(rexBuilder.getTypeFactory());
    SoundArithmetic arithmetic = new SoundArithmetic(rexBuilder);
    this.rewrites =
        List.of(
            call -> LongConditions.shown(rexBuilder, call),
            // Calcite's code for a list of DOUBLEs compares as Java does.
            call ->
                call.getKind() == SqlKind.SEARCH
                        && SqlTypeUtil.isApproximateNumeric(call.getOperands().get(0).getType())
                    ? RexUtil.expandSearch(rexBuilder, null, call).accept(this)
                    : call,
            new TriedCasts(rexBuilder, this::rewritten)::rewrite,
            new ItemCasts(rexBuilder, this)::rewrite,
            arithmetic::rewrite,
            new SoundCasts(rexBuilder, arithmetic)::rewrite,
            new TimeFormats(rexBuilder)::rewrite,
            new SoundTimes(rexBuilder, arithmetic)::rewrite,
            new SoundText(rexBuilder)::rewrite,
            new SoundPatterns(rexBuilder)::rewrite,
            call -> JsonConstructors.rewrite(rexBuilder, call),
            call -> ComparableRows.rewrite(rexBuilder, call),
            new ParsedJson(rexBuilder)::rewrite);
  }

  /** Returns the plan with such calls rewritten, except within the scans. */
  public static RelNode rewrite(RelNode root) {
    RexBuilder rexBuilder = root.getCluster().getRexBuilder();
    OwnFunctions rewrite = new OwnFunctions(rexBuilder);
    return Expressions.rewrite(
        root,
        rel ->
            rel instanceof Join join && !(rel instanceof EnumerableNestedLoopJoin)
                ? besideKeys(join, rewrite)
                : rewrite);
  }

  /** Leaves the keys of a join as they are: it compares them as groups compare theirs. */
  private static RexShuttle besideKeys(Join join, OwnFunctions rewrite) {
    int left = join.getLeft().getRowType().getFieldCount();
    return new RexShuttle() {
      @Override
      public RexNode visitCall(RexCall call) {
        boolean isKey =
            call.getKind() == SqlKind.EQUALS
                && call.getOperands().get(0) instanceof RexInputRef one
                && call.getOperands().get(1) instanceof RexInputRef other
                && !ComparableRows.holdsRow(one.getType())
                && (one.getIndex() < left) != (other.getIndex() < left);
        return call.getKind() == SqlKind.AND
            ? super.visitCall(call)
            : isKey ? call : call.accept(rewrite);
      }
    };
  }

  @Override
  public RexNode visitCall(RexCall call) {
    int within = call.getKind() == SqlKind.CASE ? 1 : 0;
    cases += within;
    RexNode visited = super.visitCall(call);
    cases -= within;
    if (!(visited instanceof RexCall result)
        || result.getOperator() instanceof SqlUserDefinedFunction) {
      return visited;
    }
    return rewritten(result);
  }

  @Override
  public RexNode visitLiteral(RexLiteral literal) {
    boolean isFlag = literal.getTypeName() == SqlTypeName.SYMBOL;
    return isFlag && cases > 0 ? flags.unique(literal) : literal;
  }

  private RexNode rewritten(RexNode call) {
    for (Function<RexCall, RexNode> rewrite : rewrites) {
      RexNode rewritten = rewrite.apply((RexCall) call);
      if (!rewritten.equals(call)) {
        return rewritten;
      }
    }
    return call;
  }
}
