package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.calcite.value.FixedRexBuilder;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.IsoTimes;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Turns a text in the place of a time into a time literal, which can be sent: {@code lastSeen >
 * '2024-01-01T00:00:00Z'}.
 */
final class TimeLiterals extends FixedRexBuilder {
  TimeLiterals(CustomerTypes types, ZoneId zone) {
    super(types, zone);
  }

  @Override
  public RexNode makeCast(
      SqlParserPos pos,
      RelDataType type,
      RexNode node,
      boolean matchNullability,
      boolean safe,
      RexLiteral format) {
    boolean text = node instanceof RexLiteral && SqlTypeUtil.isCharacter(node.getType());
    boolean time =
        type.getSqlTypeName() == SqlTypeName.TIMESTAMP || type.getSqlTypeName() == SqlTypeName.DATE;
    if (text && time && format.isNull()) {
      String value = ((RexLiteral) node).getValueAs(String.class);
      LocalDateTime parsed = value == null ? null : parsed(value, safe);
      if (parsed != null) {
        RexNode literal =
            makeTimestampLiteral(IsoTimes.timestamp(parsed), CustomerTypes.TIME_PRECISION);
        return super.makeCast(pos, type, literal, matchNullability, safe, format);
      }
    }
    return super.makeCast(pos, type, node, matchNullability, safe, format);
  }

  private @Nullable LocalDateTime parsed(String text, boolean safe) {
    try {
      return IsoTimes.parse(text, zone());
    } catch (HelpCrunchException e) {
      if (safe) {
        return null;
      }
      throw e;
    }
  }
}
