package io.github.helpcrunchjdbc.plan.rex;

import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.type.SqlTypeName;

/** The SQL types of this driver: text in any script, times to the millisecond. */
public final class CustomerTypes extends JavaTypeFactoryImpl {
  /** Milliseconds; the API knows seconds, in places with a fraction. */
  public static final int TIME_PRECISION = 3;

  static final RelDataTypeSystem SYSTEM = new CustomerTypeSystem();

  public CustomerTypes() {
    super(SYSTEM);
  }

  @Override
  public Charset getDefaultCharset() {
    // Calcite's own default can't hold most names.
    return StandardCharsets.UTF_8;
  }

  /** A row of the given columns. */
  public static RelDataType rowType(RelDataTypeFactory factory, List<Column> columns) {
    RelDataTypeFactory.Builder row = factory.builder();
    for (Column column : columns) {
      RelDataType type =
          switch (column.type()) {
            case INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
            case STRING, TAGS, ATTRIBUTES -> factory.createSqlType(SqlTypeName.VARCHAR);
            case DATE -> factory.createSqlType(SqlTypeName.TIMESTAMP, TIME_PRECISION);
            case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
          };
      boolean nullable = !column.equals(CustomerColumns.ID);
      row.add(column.name(), factory.createTypeWithNullability(type, nullable));
    }
    return row.build();
  }
}
