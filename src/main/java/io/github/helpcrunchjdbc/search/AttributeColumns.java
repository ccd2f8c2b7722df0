package io.github.helpcrunchjdbc.search;

import java.util.List;

/** The columns of {@code customer_attributes}, which has one row for each attribute. */
public final class AttributeColumns {
  public static final ColumnDef CUSTOMER_ID =
      CustomerColumns.ID.named("customerId", "Id of the customer who has the attribute");
  public static final ColumnDef NAME =
      ColumnDef.shown(
          "name",
          ColumnType.STRING,
          List.of("customData", "*", "name"),
          "Name of the attribute, in its case");
  public static final ColumnDef VALUE =
      ColumnDef.shown(
          "value",
          ColumnType.ANY_TEXT,
          List.of("customData", "*", "value"),
          "The value as text, JSON if it is a list or an object");
  public static final ColumnDef TYPE =
      ColumnDef.shown(
          "type",
          ColumnType.STRING,
          List.of("customData", "*", "type"),
          "SQL type that holds the value, such as BIGINT; NULL for a NULL value");

  public static final TableDef TABLE =
      new TableDef(
          "customer_attributes",
          List.of(CUSTOMER_ID, NAME, VALUE, TYPE),
          List.of(CUSTOMER_ID, NAME),
          CUSTOMER_ID,
          TableDef.Rows.ATTRIBUTES,
          "The customers' own attributes, one row an attribute");

  private AttributeColumns() {}
}
