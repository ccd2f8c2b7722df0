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
 * The types that the values of parameters bring with them; a NULL brings none.
 *
 * @param types the types by the parameter's index
 */
record ValueTypes(Map<Integer, RelDataType> types) {
  /**
   * Returns the type of one parameter's value, or the type of its place if the value brings none.
   */
  RelDataType typeOr(int index, RelDataType place) {
    return types.getOrDefault(index, place);
  }

  /** Returns the type of the first value that was given to parameters among these nodes. */
  @Nullable RelDataType first(List<SqlNode> nodes) {
    return of(nodes).findFirst().orElse(null);
  }

  /**
   * Like {@link #first}, but the values must have one type.
   *
   * @throws UnlikeParametersException if they have several
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
        .flatMap(SameTypeOperands::parameters)
        .map(parameter -> types.get(parameter.getIndex()))
        .filter(Objects::nonNull);
  }
}
