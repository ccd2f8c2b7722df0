package io.github.helpcrunchjdbc.plan.calcite.value;

import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.BasicSqlType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Makes flags, such as the unit of an EXTRACT or a FLOOR, of which no two are equal. The code of a
 * branch of a CASE reuses the variables of earlier literals, and forgets which flags they hold, so
 * that the call in the branch fails. Calcite 1.42.0; no issue is known on 2026-11-28. This class is
 * a builder, because only builders make literals of a given type.
 */
final class OwnFlags extends RexBuilder {
  private int count;

  OwnFlags(RelDataTypeFactory types) {
    super(types);
  }

  /** Returns the flag with a type that no other literal has. */
  RexLiteral unique(RexLiteral flag) {
    return makeLiteral(flag.getValue(), new OwnType(++count), SqlTypeName.SYMBOL);
  }

  private static final class OwnType extends BasicSqlType {
    private final int number;

    OwnType(int number) {
      super(RelDataTypeSystem.DEFAULT, SqlTypeName.SYMBOL);
      this.number = number;
      computeDigest();
    }

    @Override
    protected void generateTypeString(StringBuilder text, boolean withDetail) {
      text.append("SYMBOL ").append(number);
    }
  }
}
