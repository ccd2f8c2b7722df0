package io.github.helpcrunchjdbc.plan.calcite.value;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Decides which types may be cast to which: all casts that either of Calcite's two rules allows,
 * except casts between a TIMESTAMP and a number. The standard does not have these, nor a cast of a
 * number to a DATE. The lenient rule, which came with CALCITE-5662, forgets that an interval of one
 * unit may be cast to a whole number. Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class Casts implements SqlTypeMappingRule {
  private static final List<SqlTypeName> TIMES = SqlTypeName.DATETIME_TYPES;

  private final Map<SqlTypeName, ImmutableSet<SqlTypeName>> allowed =
      new EnumMap<>(SqlTypeCoercionRule.lenientInstance().getTypeMapping());

  public Casts() {
    SqlTypeCoercionRule.instance()
        .getTypeMapping()
        .forEach(
            (type, from) ->
                allowed.merge(
                    type,
                    from,
                    (lenient, strict) ->
                        ImmutableSet.<SqlTypeName>builder()
                            .addAll(lenient)
                            .addAll(strict)
                            .build()));
    allowed.replaceAll(
        (to, all) -> ImmutableSet.copyOf(Sets.filter(all, from -> !isNumberAndTime(to, from))));
  }

  private static boolean isNumberAndTime(SqlTypeName one, SqlTypeName other) {
    return (TIMES.contains(one) && SqlTypeName.NUMERIC_TYPES.contains(other))
        || (TIMES.contains(other) && SqlTypeName.NUMERIC_TYPES.contains(one));
  }

  @Override
  public Map<SqlTypeName, ImmutableSet<SqlTypeName>> getTypeMapping() {
    return allowed;
  }
}
