package io.github.helpcrunchjdbc.plan.knowledge;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of an account's customers by which its service's comparison can be told, one a field. */
final class Specimens {
  private final Map<Column, Specimen> byColumn = new HashMap<>();
  private final Map<Column, Specimen> companions = new HashMap<>();

  /** The columns that specimens are taken of, the id first. */
  static List<Column> columns() {
    List<Column> columns = new ArrayList<>(List.of(CustomerColumns.ID));
    CustomerColumns.all().stream()
        .filter(c -> c.type() == ColumnType.STRING && c.isSearchable() && !c.isSearchOnly())
        .forEach(columns::add);
    return columns;
  }

  static Specimens of(Page page) {
    Specimens specimens = new Specimens();
    List<Column> columns = columns();
    for (int i = 1; i < columns.size(); i++) {
      List<Specimen> found = found(page, columns.get(i), i);
      Specimen best = rarest(found, found);
      if (best != null) {
        specimens.byColumn.put(columns.get(i), best);
        Specimen companion = rarest(found.stream().filter(best::isUnrelatedTo).toList(), found);
        if (companion != null) {
          specimens.companions.put(columns.get(i), companion);
        }
      }
    }
    return specimens;
  }

  /** The one whose piece is in the fewest values, so that an answer about it is short. */
  private static @Nullable Specimen rarest(List<Specimen> choice, List<Specimen> all) {
    return choice.stream()
        .min(
            Comparator.<Specimen>comparingLong(one -> all.stream().filter(one::isIn).count())
                .thenComparing(one -> -one.piece().length()))
        .orElse(null);
  }

  private static List<Specimen> found(Page page, Column column, int index) {
    List<Specimen> found = new ArrayList<>();
    for (@Nullable Object[] row : page.rows()) {
      if (row[0] instanceof Long id && row[index] instanceof String value) {
        Specimen specimen = Specimen.of(column, id, value);
        if (specimen != null) {
          found.add(specimen);
        }
      }
    }
    return found;
  }

  @Nullable Specimen of(Column column) {
    return byColumn.get(column);
  }

  /** A specimen that no copy of the column's own finds, null if there is none. */
  @Nullable Specimen companionOf(Column column) {
    return companions.get(column);
  }
}
