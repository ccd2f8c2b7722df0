package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.NullLists;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLambdaRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * CAST of an ARRAY or MULTISET, which casts each item as {@link SoundCasts} casts one value.
 * Calcite casts items by methods of its own: these neither cut text nor look whether a number fits.
 * Calcite 1.42.0; no issue known on 2026-11-26.
 */
final class ItemCasts extends ExpressionWriter {
  private final RexShuttle sound;

  /**
   * Creates one.
   *
   * @param sound what makes a sound expression of the CAST of an item
   */
  ItemCasts(RexBuilder rexBuilder, RexShuttle sound) {
    super(rexBuilder);
    this.sound = sound;
  }

  /** The same list by such casts; the call itself if it is another. */
  RexNode rewrite(RexCall call) {
    if (call.getKind() != SqlKind.CAST) {
      return call;
    }
    RexNode list = call.getOperands().get(0);
    RelDataType from = list.getType().getComponentType();
    RelDataType to = call.getType().getComponentType();
    if (to != null && SqlTypeUtil.isCharacter(list.getType())) {
      throw refusal(
          "a text to a list",
          "STRING_TO_ARRAY(text, ',') makes a list of its pieces, TAG_NAMES(tags) one of names");
    } else if (from == null || to == null || SqlTypeUtil.equalSansNullability(types, from, to)) {
      return call;
    } else if (from.isStruct() || to.isStruct()) {
      throw refusal("a list of rows", "cast the fields before the list is made of them");
    }
    RexLambdaRef item = new RexLambdaRef(0, "item", types.createTypeWithNullability(from, true));
    RexNode cast =
        rexBuilder.makeCast(types.createTypeWithNullability(to, true), item).accept(sound);
    return rexBuilder.makeCall(
        call.getType(),
        JavaFunction.of(NullLists.class, "each"),
        List.of(list, rexBuilder.makeLambdaCall(cast, List.of(item))));
  }

  private static HelpCrunchException refusal(String what, String advice) {
    return new HelpCrunchException(
        ErrorCode.NOT_SUPPORTED, "CAST of " + what + " is not supported; " + advice);
  }
}
