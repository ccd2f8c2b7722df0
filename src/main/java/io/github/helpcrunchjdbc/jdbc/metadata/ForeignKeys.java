package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.TableDef;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The references of tables to the customers, as rows of metadata. */
final class ForeignKeys {
  private ForeignKeys() {}

  /** The references between tables of some names, in the order of the referring tables. */
  static List<@Nullable Object[]> between(
      List<TableDef> tables, Predicate<String> parent, Predicate<String> referring) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    Stream<TableDef> found =
        parent.test(TableDef.CUSTOMERS.name())
            ? tables.stream().filter(table -> referring.test(table.name()))
            : Stream.empty();
    found
        .sorted(Comparator.comparing(TableDef::name))
        .forEach(
            table -> {
              ColumnDef reference = table.reference();
              if (reference != null) {
                rows.add(row(table, reference));
              }
            });
    return rows;
  }

  private static @Nullable Object[] row(TableDef table, ColumnDef reference) {
    return new @Nullable Object[] {
      null,
      TableDef.SCHEMA,
      TableDef.CUSTOMERS.name(),
      CustomerColumns.ID.name(),
      null,
      TableDef.SCHEMA,
      table.name(),
      reference.name(),
      (short) 1,
      (short) DatabaseMetaData.importedKeyNoAction,
      (short) DatabaseMetaData.importedKeyCascade,
      table.name() + "_fk",
      null,
      (short) DatabaseMetaData.importedKeyNotDeferrable
    };
  }
}
