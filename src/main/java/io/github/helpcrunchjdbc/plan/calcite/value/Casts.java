package io.github.helpcrunchjdbc.plan.calcite.value;

import com.google.common.collect.ImmutableSet;
import java.util.EnumMap;
import java.util.Map;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * What may be cast to what: all that either of Calcite's two rules allows. Its lenient rule, which
 * came with CALCITE-5662, forgets that an interval of one unit may be cast to a whole number.
 * Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class Casts implements SqlTypeMappingRule {
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
  }

  @Override
  public Map<SqlTypeName, ImmutableSet<SqlTypeName>> getTypeMapping() {
    return allowed;
  }
}
