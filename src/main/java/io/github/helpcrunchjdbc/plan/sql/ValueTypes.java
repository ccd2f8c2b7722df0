package io.github.helpcrunchjdbc.plan.sql;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The types that the values of parameters bring with them; one that is NULL has none.
 *
 * @param types by the parameter's index
 */
record ValueTypes(Map<Integer, RelDataType> types) {
  /** The type of the value of one parameter, that of its place if it brings none. */
  RelDataType typeOr(int index, RelDataType place) {
    return types.getOrDefault(index, place);
  }

  /** The type of the first value that parameters alone were given. */
  @Nullable RelDataType first(List<SqlNode> nodes) {
    return of(nodes).findFirst().orElse(null);
  }

  /**
   * The same where the values must be alike.
   *
   * @throws UnlikeParametersException if they are not
   */
  @Nullable RelDataType common(List<SqlNode> nodes) {
    RelDataType first = first(nodes);
    if (first != null && !of(nodes).allMatch(type -> SqlTypeUtil.inSameFamily(first, type))) {
      throw new UnlikeParametersException();
    }
    return first;
  }

  private Stream<RelDataType> of(List<SqlNode> nodes) {
    return nodes.stream()
        .flatMap(AlikeOperands::parameters)
        .map(parameter -> types.get(parameter.getIndex()))
        .filter(Objects::nonNull);
  }
}
