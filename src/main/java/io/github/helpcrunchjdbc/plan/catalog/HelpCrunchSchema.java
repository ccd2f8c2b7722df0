package io.github.helpcrunchjdbc.plan.catalog;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableMultimap;
import com.google.common.collect.Multimap;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.rel.VolcanoRules;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomersTable;
import io.github.helpcrunchjdbc.plan.rex.HasTag;
import io.github.helpcrunchjdbc.plan.rex.TagNameArray;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.Function;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;

/** The schema of the account's tables, and the driver's functions on their columns. */
public final class HelpCrunchSchema {
  private HelpCrunchSchema() {}

  /**
   * Returns the schemas that a connection's statements see.
   *
   * @param tables gives the tables when a statement names one
   */
  public static CalciteSchema root(ScanContext scans, Supplier<List<TableDef>> tables) {
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    root.plus().add(TableDef.SCHEMA, schema(scans, tables));
    Catalog.addTo(root.plus(), scans);
    return root;
  }

  /**
   * Returns the schema for another Calcite's model. It has no search-only columns: nothing in
   * another Calcite refuses a predicate on them that can't be sent.
   */
  public static Schema create(ScanContext scans) {
    // Another Calcite does not plan again when parameters have values.
    scans.knowledge().expectForeignPlans();
    return schema(
        scans,
        () ->
            scans.tables().get().stream()
                .map(table -> table.withColumns(table.visible()))
                .toList());
  }

  private static Schema schema(ScanContext scans, Supplier<List<TableDef>> tables) {
    Supplier<Map<String, Table>> made = Suppliers.memoize(() -> tables(scans, tables.get()));
    Multimap<String, Function> functions =
        ImmutableMultimap.of(
            HasTag.NAME,
            ScalarFunctionImpl.create(HasTag.class, "hasTag"),
            TagNameArray.NAME,
            new TagNameArray());
    return new AbstractSchema() {
      @Override
      protected Map<String, Table> getTableMap() {
        return made.get();
      }

      @Override
      protected Multimap<String, Function> getFunctionMultimap() {
        return functions;
      }
    };
  }

  private static Map<String, Table> tables(ScanContext scans, List<TableDef> tables) {
    Map<String, Table> made = new LinkedHashMap<>();
    for (TableDef table : tables) {
      TableDef customers = table.rows() == TableDef.Rows.CUSTOMERS ? table : tables.get(0);
      made.put(table.name(), new CustomersTable(scans, table, customers, VolcanoRules::addForeign));
    }
    return made;
  }
}
