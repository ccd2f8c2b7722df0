package io.github.helpcrunchjdbc.bench;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.calcite.DataContext;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ScannableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Calcite as it comes, by its own driver, with the demo account's customers as a table in memory.
 */
final class StockCalcite {
  private static final List<CustomerField> FIELDS =
      List.of(CustomerField.values()).stream().filter(CustomerField::isShown).toList();

  /** Made in the background, as the demo account is. */
  private static final CompletableFuture<List<@Nullable Object[]>> ROWS =
      CompletableFuture.supplyAsync(
          () -> DemoAccount.customers(Instant.now()).stream().map(StockCalcite::row).toList());

  private StockCalcite() {}

  static Connection connect() throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:calcite:lex=JAVA;caseSensitive=false");
    connection.unwrap(CalciteConnection.class).getRootSchema().add("customers", new Customers());
    return connection;
  }

  private static @Nullable Object[] row(DemoCustomer customer) {
    @Nullable Object[] row = new @Nullable Object[FIELDS.size()];
    for (int i = 0; i < row.length; i++) {
      Object value = customer.get(FIELDS.get(i));
      row[i] =
          switch (FIELDS.get(i).kind()) {
            case DATE -> value == null ? null : ((Instant) value).toEpochMilli();
            case TAGS, ATTRIBUTES -> value == null ? null : value.toString();
            default -> value;
          };
    }
    return row;
  }

  private static final class Customers extends AbstractTable implements ScannableTable {
    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
      RelDataTypeFactory.Builder builder = types.builder();
      for (CustomerField field : FIELDS) {
        SqlTypeName type =
            switch (field.kind()) {
              case INTEGER -> SqlTypeName.BIGINT;
              case DATE -> SqlTypeName.TIMESTAMP;
              case BOOLEAN -> SqlTypeName.BOOLEAN;
              case STRING, TAGS, ATTRIBUTES -> SqlTypeName.VARCHAR;
            };
        builder.add(field.column(), type).nullable(field != CustomerField.ID);
      }
      return builder.build();
    }

    @Override
    public Enumerable<@Nullable Object[]> scan(DataContext root) {
      return Linq4j.asEnumerable(ROWS.join());
    }
  }
}
