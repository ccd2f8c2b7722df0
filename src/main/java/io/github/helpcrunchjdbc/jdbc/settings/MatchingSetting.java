package io.github.helpcrunchjdbc.jdbc.settings;

import io.github.helpcrunchjdbc.plan.pushdown.MatchingNames;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the service compares text, as the property {@code stringMatching} says.
 *
 * @param all how all columns are compared; null if the driver is to find out
 * @param columns how single columns are compared
 */
public record MatchingSetting(
    @Nullable StringMatching all, Map<ColumnDef, StringMatching> columns) {
  public MatchingSetting {
    columns = Map.copyOf(columns);
  }

  /** Returns how a column is compared; null if the driver is to find out. */
  public @Nullable StringMatching of(ColumnDef column) {
    return columns.getOrDefault(column, all);
  }

  /**
   * Reads one word for all columns, or a list {@code name:word,name:word}; empty if the text is
   * neither.
   */
  static Optional<MatchingSetting> read(String text) {
    return Arrays.stream(StringMatchingSetting.values())
        .filter(choice -> choice.name().equalsIgnoreCase(text))
        .findFirst()
        .map(choice -> Optional.of(new MatchingSetting(matching(choice), Map.of())))
        .orElseGet(() -> ofColumns(text));
  }

  private static @Nullable StringMatching matching(StringMatchingSetting choice) {
    return switch (choice) {
      case AUTO -> null;
      case STRICT -> StringMatching.STRICT;
      case SERVER -> StringMatching.SERVER;
    };
  }

  private static Optional<MatchingSetting> ofColumns(String text) {
    Map<ColumnDef, StringMatching> columns = new HashMap<>();
    for (String entry : text.split(",", -1)) {
      int colon = entry.indexOf(':');
      ColumnDef column = colon < 0 ? null : column(entry.substring(0, colon).strip());
      StringMatching given =
          colon < 0 ? null : MatchingNames.ofWord(entry.substring(colon + 1).strip());
      if (column == null || given == null || columns.put(column, given) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new MatchingSetting(null, columns));
  }

  private static @Nullable ColumnDef column(String name) {
    return CustomerColumns.all().stream()
        .filter(column -> column.isSearchableText() && !column.isSearchOnly())
        .filter(column -> column.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }
}
