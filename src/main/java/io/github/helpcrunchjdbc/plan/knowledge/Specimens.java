package io.github.helpcrunchjdbc.plan.knowledge;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of an account's customers by which its service's comparison can be told, one a field. */
final class Specimens {
  private final Map<Column, Specimen> byColumn = new HashMap<>();

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
    for (@Nullable Object[] row : page.rows()) {
      for (int i = 1; i < columns.size(); i++) {
        if (row[0] instanceof Long id && row[i] instanceof String value) {
          Specimen specimen = Specimen.of(columns.get(i), id, value);
          if (specimen != null) {
            specimens.byColumn.merge(columns.get(i), specimen, Specimen::better);
          }
        }
      }
    }
    return specimens;
  }

  @Nullable Specimen of(Column column) {
    return byColumn.get(column);
  }
}
