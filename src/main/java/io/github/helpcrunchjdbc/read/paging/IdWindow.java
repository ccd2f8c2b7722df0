package io.github.helpcrunchjdbc.read.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All customers of a search whose ids are in a window.
 *
 * @param last the window's last place, null if it has no end
 * @param rows the rows in the order of their ids
 */
public record IdWindow(@Nullable Long last, List<@Nullable Object[]> rows) {}
