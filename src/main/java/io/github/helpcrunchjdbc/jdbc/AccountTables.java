package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.rows.CustomFields;
import io.github.helpcrunchjdbc.search.AttributeColumns;
import io.github.helpcrunchjdbc.search.CustomColumns;
import io.github.helpcrunchjdbc.search.CustomField;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.TableDef;
import io.github.helpcrunchjdbc.search.TagColumns;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one connection, with columns for the account's own attributes. They are made when a
 * caller first asks for them, and don't change afterwards. If the sample can't be read, the caller
 * gets the error, and the next caller reads the sample again. Thread-safe.
 */
final class AccountTables implements Supplier<List<TableDef>> {
  private final Optional<List<CustomField>> declared;
  private final Supplier<@Nullable AccountSample> sample;
  private @Nullable List<TableDef> tables;

  /**
   * Creates the tables of a connection.
   *
   * @param declared the attributes; empty if they are to be found in the sample
   * @param sample gives customers of the account; null if none can be read
   */
  AccountTables(Optional<List<CustomField>> declared, Supplier<@Nullable AccountSample> sample) {
    this.declared = declared;
    this.sample = sample;
  }

  @Override
  public synchronized List<TableDef> get() {
    List<TableDef> known = tables;
    if (known == null) {
      known =
          List.of(
              CustomColumns.customers(declared.orElseGet(() -> found(sample.get()))),
              TagColumns.TABLE,
              AttributeColumns.TABLE);
      tables = known;
    }
    return known;
  }

  private static List<CustomField> found(@Nullable AccountSample sample) {
    CustomFields fields = new CustomFields();
    if (sample != null) {
      int column = sample.columns().indexOf(CustomerColumns.CUSTOM_DATA);
      sample.rows().forEach(row -> fields.add((String) row[column]));
    }
    return fields.found();
  }
}
