package io.github.helpcrunchjdbc.plan.exec.join;

import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.rows.ElementLists;
import io.github.helpcrunchjdbc.search.AttributeColumns;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.TableDef;
import io.github.helpcrunchjdbc.search.TagColumns;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What an expansion makes of customers and the elements of one list of theirs. Immutable.
 *
 * @param elements which list: tags or attributes
 * @param list the index of the input's field with the list
 * @param mode which rows are returned
 * @param condition which elements count, over the fields of the input and of the element; null for
 *     all
 */
public record ExpansionShape(
    TableDef.Rows elements, int list, Mode mode, @Nullable RexNode condition) {
  private static final double ELEMENTS = 2;

  /** Which rows an expansion returns for a customer. */
  public enum Mode {
    /** A row for each element that counts. */
    INNER,
    /** A row for each counting element, or one of NULLs if there is none; then their number. */
    LEFT,
    /** One row. Behind it stands how many elements count. */
    COUNT
  }

  public static List<ColumnDef> columns(TableDef.Rows elements) {
    TableDef table = elements == TableDef.Rows.TAGS ? TagColumns.TABLE : AttributeColumns.TABLE;
    return table.columns().subList(1, table.columns().size());
  }

  /** Returns the column of customers that holds the list. */
  public static ColumnDef listColumn(TableDef.Rows elements) {
    return elements == TableDef.Rows.TAGS ? TagColumns.LIST : CustomerColumns.CUSTOM_DATA;
  }

  public ExpansionShape withCondition(@Nullable RexNode newCondition) {
    return new ExpansionShape(elements, list, mode, newCondition);
  }

  /** Returns the type of the row that the condition is evaluated on. */
  public RelDataType tried(RelDataTypeFactory types, RelDataType input) {
    return types
        .builder()
        .addAll(input.getFieldList())
        .addAll(CustomerTypes.rowType(types, columns(elements)).getFieldList())
        .uniquify()
        .build();
  }

  /** Returns the type of the rows that the expansion returns. */
  public RelDataType rowType(RelDataTypeFactory types, RelDataType input) {
    RelDataTypeFactory.Builder row = types.builder().addAll(input.getFieldList());
    RelDataType element = CustomerTypes.rowType(types, columns(elements));
    if (mode == Mode.INNER) {
      return row.addAll(element.getFieldList()).uniquify().build();
    }
    if (mode == Mode.LEFT) {
      element
          .getFieldList()
          .forEach(
              field ->
                  row.add(field.getName(), types.createTypeWithNullability(field.getType(), true)));
    }
    return row.add("elements", SqlTypeName.BIGINT).uniquify().build();
  }

  /** Estimates how many rows the expansion returns. */
  public double rows(double customers) {
    return mode == Mode.COUNT ? customers : customers * ELEMENTS;
  }

  /** Returns the elements of a customer's list. */
  List<@Nullable Object[]> of(@Nullable Object[] customer) {
    String value = (String) customer[list];
    return elements == TableDef.Rows.TAGS
        ? ElementLists.tags(value)
        : ElementLists.attributes(value);
  }
}
