package io.github.helpcrunchjdbc.search;

import java.util.List;

/** The columns of {@code customer_tags}, which has one row for each tag that a customer has. */
public final class TagColumns {
  public static final ColumnDef CUSTOMER_ID =
      CustomerColumns.ID.named("customerId", "Id of the customer who has the tag");
  public static final ColumnDef NAME =
      ColumnDef.shown(
          "name",
          ColumnType.STRING,
          List.of("tags", "*", "name"),
          "Name of the tag, in its case; each once a customer");
  public static final ColumnDef COLOR =
      ColumnDef.shown(
          "color",
          ColumnType.STRING,
          List.of("tags", "*", "color"),
          "Colour, as the service has it");

  /** All tags of a customer as one list, from which the rows are made. Error messages name it. */
  public static final ColumnDef LIST =
      ColumnDef.shown(
          "customer_tags", ColumnType.TAG_OBJECTS, List.of("tags"), "The tags with their colours");

  public static final TableDef TABLE =
      new TableDef(
          "customer_tags",
          List.of(CUSTOMER_ID, NAME, COLOR),
          List.of(CUSTOMER_ID, NAME),
          CUSTOMER_ID,
          TableDef.Rows.TAGS,
          "The tags of the customers, one row a tag");

  private TagColumns() {}
}
