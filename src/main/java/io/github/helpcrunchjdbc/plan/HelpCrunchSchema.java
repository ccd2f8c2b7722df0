package io.github.helpcrunchjdbc.plan;

import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;

/** The schema {@code helpcrunch}: the customers, and the functions that go with them. */
public final class HelpCrunchSchema {
  public static final String NAME = "helpcrunch";

  private HelpCrunchSchema() {}

  static CalciteSchema root(ScanContext scans) {
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    SchemaPlus schema = root.plus().add(NAME, new AbstractSchema());
    fill(schema, scans);
    return root;
  }

  private static void fill(SchemaPlus schema, ScanContext scans) {
    schema.add(CustomersTable.NAME, new CustomersTable(scans));
    schema.add(HasTag.NAME, ScalarFunctionImpl.create(HasTag.class, "hasTag"));
  }
}
