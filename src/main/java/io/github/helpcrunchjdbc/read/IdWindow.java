package io.github.helpcrunchjdbc.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All customers of a search whose ids stand in a window.
 *
 * @param last the window's last place, null if it has no end
 * @param rows in the order of their ids
 */
record IdWindow(@Nullable Long last, List<@Nullable Object[]> rows) {}
