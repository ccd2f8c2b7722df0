package io.github.helpcrunchjdbc.plan.knowledge;

import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The altered copies of a sample that one search asks for, and what the returned rows prove. */
final class ProbeVariants {
  /** How many altered copies there are at the most. */
  static final int MOST = 10;

  private final ProbeSample sample;
  private final @Nullable ProbeSample companion;
  private final List<String> values;
  private final List<String> pieces;

  ProbeVariants(ProbeSample sample, @Nullable ProbeSample companion) {
    this.sample = sample;
    this.companion = companion;
    this.values = sample.alteredValues();
    this.pieces = new ArrayList<>(sample.alteredPieces());
    if (companion != null) {
      pieces.add(ProbeSample.swapCase(companion.piece()));
    }
  }

  /** Returns one filter for each copy. The search combines them with OR. */
  List<SearchFilter> filters() {
    List<SearchFilter> filters = new ArrayList<>();
    values.forEach(value -> filters.add(new SearchFilter(sample.column(), Operator.EQ, value)));
    pieces.forEach(
        piece -> filters.add(new SearchFilter(sample.column(), Operator.CONTAINS, piece)));
    return filters;
  }

  /** Whether a row literally has a copy in its text. Any service would return that row. */
  boolean isLiterallyIn(@Nullable Object[] row) {
    return row[1] instanceof String found
        && (values.contains(found) || pieces.stream().anyMatch(found::contains));
  }

  /** Whether a row is the companion's, in whose text the piece is in another case than sought. */
  boolean isCompanionInOtherCase(@Nullable Object[] row) {
    return companion != null
        && row[0] instanceof Long id
        && id == companion.id()
        && !isLiterallyIn(row);
  }
}
