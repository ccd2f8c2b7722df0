package io.github.helpcrunchjdbc.plan.catalog;

import com.google.common.collect.ImmutableMultimap;
import com.google.common.collect.Multimap;
import io.github.helpcrunchjdbc.plan.exec.ScanContext;
import io.github.helpcrunchjdbc.plan.rel.CustomersTable;
import io.github.helpcrunchjdbc.plan.rex.HasTag;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.Function;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;

/** The schema of the account's tables, and the functions that go with them. */
public final class HelpCrunchSchema {
  private HelpCrunchSchema() {}

  public static CalciteSchema root(ScanContext scans, List<TableDef> tables) {
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    SchemaPlus schema = root.plus().add(TableDef.SCHEMA, new AbstractSchema());
    fill(schema, scans, tables);
    Catalog.addTo(root.plus(), scans.tables().get(), scans.knowledge());
    return root;
  }

  /**
   * The schema for another Calcite's model. It does without the hidden columns, which can only be
   * searched, since nothing there refuses a predicate on them that can't be sent.
   */
  public static Schema create(ScanContext scans) {
    // Another Calcite makes no second plan once parameters have values.
    scans.knowledge().expectAnyValue();
    Map<String, Table> tables = new LinkedHashMap<>();
    for (TableDef table : scans.tables().get()) {
      tables.put(table.name(), new CustomersTable(scans, table.withColumns(table.visible())));
    }
    Multimap<String, Function> functions = ImmutableMultimap.of(HasTag.NAME, hasTag());
    return new AbstractSchema() {
      @Override
      protected Map<String, Table> getTableMap() {
        return tables;
      }

      @Override
      protected Multimap<String, Function> getFunctionMultimap() {
        return functions;
      }
    };
  }

  private static void fill(SchemaPlus schema, ScanContext scans, List<TableDef> tables) {
    for (TableDef table : tables) {
      schema.add(table.name(), new CustomersTable(scans, table));
    }
    schema.add(HasTag.NAME, hasTag());
  }

  private static Function hasTag() {
    return ScalarFunctionImpl.create(HasTag.class, "hasTag");
  }
}
