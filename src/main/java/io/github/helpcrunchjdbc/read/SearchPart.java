package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.search.Search;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One of the searches that make up an answer.
 *
 * @param residual what its rows must also satisfy, null for nothing
 */
public record SearchPart(Search search, @Nullable Predicate<@Nullable Object[]> residual) {}
