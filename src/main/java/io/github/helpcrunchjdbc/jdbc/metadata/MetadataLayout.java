package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of DatabaseMetaData's results, in the order of the specification. A column is VARCHAR
 * unless {@code :int}, {@code :short}, {@code :long} or {@code :boolean} is said; {@code !} means
 * never null.
 */
enum MetadataLayout {
  ATTRIBUTES(
      "TYPE_CAT TYPE_SCHEM TYPE_NAME! ATTR_NAME! DATA_TYPE:int! ATTR_TYPE_NAME! ATTR_SIZE:int"
          + " DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int! REMARKS ATTR_DEF"
          + " SQL_DATA_TYPE:int SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int!"
          + " IS_NULLABLE! SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:short"),
  CATALOGS("TABLE_CAT!"),
  CLIENT_INFO("NAME! MAX_LEN:int! DEFAULT_VALUE DESCRIPTION"),
  COLUMNS(
      "TABLE_CAT TABLE_SCHEM TABLE_NAME! COLUMN_NAME! DATA_TYPE:int! TYPE_NAME! COLUMN_SIZE:int"
          + " BUFFER_LENGTH:int DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int! REMARKS"
          + " COLUMN_DEF SQL_DATA_TYPE:int SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int"
          + " ORDINAL_POSITION:int! IS_NULLABLE! SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE"
          + " SOURCE_DATA_TYPE:short IS_AUTOINCREMENT! IS_GENERATEDCOLUMN!"),
  COLUMN_PRIVILEGES(
      "TABLE_CAT TABLE_SCHEM TABLE_NAME! COLUMN_NAME! GRANTOR GRANTEE! PRIVILEGE! IS_GRANTABLE"),
  FOREIGN_KEYS(
      "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME! PKCOLUMN_NAME! FKTABLE_CAT FKTABLE_SCHEM"
          + " FKTABLE_NAME! FKCOLUMN_NAME! KEY_SEQ:short! UPDATE_RULE:short! DELETE_RULE:short!"
          + " FK_NAME PK_NAME DEFERRABILITY:short!"),
  FUNCTIONS(
      "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME! REMARKS FUNCTION_TYPE:short! SPECIFIC_NAME!"),
  FUNCTION_COLUMNS(
      "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME! COLUMN_NAME! COLUMN_TYPE:short! DATA_TYPE:int!"
          + " TYPE_NAME! PRECISION:int LENGTH:int SCALE:short RADIX:short NULLABLE:short! REMARKS"
          + " CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int! IS_NULLABLE! SPECIFIC_NAME!"),
  INDEX_INFO(
      "TABLE_CAT TABLE_SCHEM TABLE_NAME! NON_UNIQUE:boolean! INDEX_QUALIFIER INDEX_NAME TYPE:short!"
          + " ORDINAL_POSITION:short! COLUMN_NAME ASC_OR_DESC CARDINALITY:long PAGES:long"
          + " FILTER_CONDITION"),
  PRIMARY_KEYS("TABLE_CAT TABLE_SCHEM TABLE_NAME! COLUMN_NAME! KEY_SEQ:short! PK_NAME"),
  PROCEDURES(
      "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME! RESERVED1 RESERVED2 RESERVED3 REMARKS"
          + " PROCEDURE_TYPE:short! SPECIFIC_NAME!"),
  PROCEDURE_COLUMNS(
      "PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME! COLUMN_NAME! COLUMN_TYPE:short!"
          + " DATA_TYPE:int! TYPE_NAME! PRECISION:int LENGTH:int SCALE:short RADIX:short"
          + " NULLABLE:short! REMARKS COLUMN_DEF SQL_DATA_TYPE:int SQL_DATETIME_SUB:int"
          + " CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int! IS_NULLABLE! SPECIFIC_NAME!"),
  PSEUDO_COLUMNS(
      "TABLE_CAT TABLE_SCHEM TABLE_NAME! COLUMN_NAME! DATA_TYPE:int! COLUMN_SIZE:int"
          + " DECIMAL_DIGITS:int NUM_PREC_RADIX:int COLUMN_USAGE! REMARKS CHAR_OCTET_LENGTH:int"
          + " IS_NULLABLE!"),
  ROW_IDENTIFIERS(
      "SCOPE:short COLUMN_NAME! DATA_TYPE:int! TYPE_NAME! COLUMN_SIZE:int BUFFER_LENGTH:int"
          + " DECIMAL_DIGITS:short PSEUDO_COLUMN:short!"),
  SCHEMAS("TABLE_SCHEM! TABLE_CATALOG"),
  SUPER_TABLES("TABLE_CAT TABLE_SCHEM TABLE_NAME! SUPERTABLE_NAME!"),
  SUPER_TYPES("TYPE_CAT TYPE_SCHEM TYPE_NAME! SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME!"),
  TABLES(
      "TABLE_CAT TABLE_SCHEM TABLE_NAME! TABLE_TYPE! REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
          + " SELF_REFERENCING_COL_NAME REF_GENERATION"),
  TABLE_PRIVILEGES("TABLE_CAT TABLE_SCHEM TABLE_NAME! GRANTOR GRANTEE! PRIVILEGE! IS_GRANTABLE"),
  TABLE_TYPES("TABLE_TYPE!"),
  TYPE_INFO(
      "TYPE_NAME! DATA_TYPE:int! PRECISION:int LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS"
          + " NULLABLE:short! CASE_SENSITIVE:boolean! SEARCHABLE:short!"
          + " UNSIGNED_ATTRIBUTE:boolean! FIXED_PREC_SCALE:boolean! AUTO_INCREMENT:boolean!"
          + " LOCAL_TYPE_NAME MINIMUM_SCALE:short MAXIMUM_SCALE:short SQL_DATA_TYPE:int"
          + " SQL_DATETIME_SUB:int NUM_PREC_RADIX:int"),
  UDTS("TYPE_CAT TYPE_SCHEM TYPE_NAME! CLASS_NAME! DATA_TYPE:int! REMARKS BASE_TYPE:short");

  private final String columns;

  MetadataLayout(String columns) {
    this.columns = columns;
  }

  MemoryResult with(List<@Nullable Object[]> rows) {
    return new MemoryResult(columns(), rows);
  }

  MemoryResult empty() {
    return with(List.of());
  }

  private List<ResultColumn> columns() {
    List<ResultColumn> answer = new ArrayList<>();
    for (String column : columns.split(" ", -1)) {
      boolean nullable = !column.endsWith("!");
      String[] parts = column.replace("!", "").split(":", -1);
      answer.add(
          ResultColumn.of(
              parts[0], parts.length == 1 ? JDBCType.VARCHAR : type(parts[1]), nullable));
    }
    return answer;
  }

  private static JDBCType type(String word) {
    return switch (word) {
      case "int" -> JDBCType.INTEGER;
      case "short" -> JDBCType.SMALLINT;
      case "long" -> JDBCType.BIGINT;
      case "boolean" -> JDBCType.BOOLEAN;
      default -> throw new IllegalArgumentException(word);
    };
  }
}
