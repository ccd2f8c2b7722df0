package io.github.helpcrunchjdbc.plan.sql;

import com.google.common.base.Suppliers;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.calcite.aggregate.NamedWindows;
import io.github.helpcrunchjdbc.plan.calcite.aggregate.RepeatedGroupings;
import io.github.helpcrunchjdbc.plan.calcite.query.WithNames;
import io.github.helpcrunchjdbc.plan.calcite.value.RetypedFunctions;
import io.github.helpcrunchjdbc.plan.catalog.HelpCrunchSchema;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.PlanningThread;
import io.github.helpcrunchjdbc.plan.sql.dialect.DialectException;
import io.github.helpcrunchjdbc.plan.sql.dialect.DialectText;
import io.github.helpcrunchjdbc.plan.sql.dialect.NodeDialect;
import io.github.helpcrunchjdbc.search.TableDef;
import java.io.IOException;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.sql.validate.SqlMoniker;
import org.apache.calcite.sql.validate.SqlMonikerType;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.SourceStringReader;

/** Parses and validates SQL. Thread-safe. */
public final class SqlFrontEnd {
  /** The dialect: what tools and people type, as far as one parser can accept all of it. */
  private static final SqlConformance DIALECT =
      new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
        @Override
        public SelectAliasLookup isSelectAlias() {
          // A misspelt column must be reported as such, not as an alias that depends on itself.
          return SelectAliasLookup.UNSUPPORTED;
        }

        @Override
        public boolean allowExplicitRowValueConstructor() {
          return true;
        }

        @Override
        public boolean isNonStrictGroupBy() {
          // A column that is neither grouped nor aggregated would show the value of an arbitrary
          // row.
          return false;
        }
      };

  private static final SqlParser.Config PARSER =
      SqlParser.config()
          .withParserFactory(SqlBabelParserImpl.FACTORY)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(false)
          .withConformance(DIALECT);

  private static final SqlOperatorTable OPERATORS =
      SqlOperatorTables.chain(
          RetypedFunctions.among(
              SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
                  EnumSet.of(SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL))),
          OtherFunctions.OPERATORS,
          OtherFunctions.STATISTICS);

  private final HiddenColumns hidden = new HiddenColumns(List.of(TableDef.CUSTOMERS));
  private final Supplier<CalciteSchema> shownColumns;
  private final Supplier<CalciteSchema> allColumns;
  private final ZoneId zone;

  /**
   * Creates a front end.
   *
   * @param scans gives the tables; it is asked once, when the first statement is validated
   * @param zone the zone in which times are shown
   */
  public SqlFrontEnd(ScanContext scans, ZoneId zone) {
    Supplier<List<TableDef>> tables = scans.tables();
    this.shownColumns =
        Suppliers.memoize(
            () -> HelpCrunchSchema.root(scans, () -> HiddenColumns.without(tables.get())));
    this.allColumns = Suppliers.memoize(() -> HelpCrunchSchema.root(scans, tables));
    this.zone = zone;
  }

  /** Returns whether a word without quotation marks means something else than a name. */
  public static boolean isReserved(String word) {
    if (SqlParser.create("").getMetadata().isReservedWord(word.toUpperCase(Locale.ROOT))) {
      return true;
    }
    try {
      SqlParser.create(DialectText.of("SELECT " + word + " FROM t").parsed(), PARSER).parseQuery();
      return false;
    } catch (DialectException | SqlParseException e) {
      return true;
    }
  }

  /**
   * Parses one query.
   *
   * @throws HelpCrunchException SYNTAX, or READ_ONLY for a statement that would write
   */
  public ParsedQuery parse(String sql) {
    SqlNodeList statements;
    DialectText text;
    try {
      text = DialectText.of(sql);
    } catch (DialectException e) {
      throw SyntaxErrors.notUnderstood(sql, e);
    }
    try {
      statements = SqlParser.create(reader(text.parsed()), PARSER).parseStmtList();
    } catch (SqlParseException e) {
      throw SyntaxErrors.of(text, e);
    } catch (IllegalArgumentException e) {
      throw SyntaxErrors.invalidLiteral(e);
    }
    if (statements.size() != 1) {
      throw new HelpCrunchException(
          ErrorCode.SYNTAX, "one statement at a time, please: found " + statements.size());
    }
    ExpandedSize.check(statements.get(0));
    SqlNode statement = BalancedConditions.of(rewritten(statements.get(0), text));
    WithNames.unify(statement);
    NamedWindows.writeOut(statement);
    if (!statement.isA(SqlKind.QUERY) && statement.getKind() != SqlKind.EXPLAIN) {
      throw SyntaxErrors.readOnly(text.words(), null);
    }
    GroupingSets.check(statement);
    RepeatedGroupings.writeOut(statement);
    return new ParsedQuery(statement, text);
  }

  /** Returns a reader of a statement's text that fails as soon as the planning is cancelled. */
  private static SourceStringReader reader(String sql) {
    return new SourceStringReader(sql) {
      @Override
      public int read(char[] buffer, int offset, int length) throws IOException {
        PlanningThread.checkWanted();
        return super.read(buffer, offset, length);
      }
    };
  }

  private SqlNode rewritten(SqlNode statement, DialectText text) {
    try {
      return NodeDialect.rewrite(statement, zone);
    } catch (CalciteContextException e) {
      throw SqlErrors.invalid(text, e, table -> List.of(), List.of(), schema -> "");
    }
  }

  public RexBuilder rexBuilder(CustomerTypes types) {
    return new TimeLiterals(types, zone);
  }

  /** Returns the zone in which times are shown. */
  public ZoneId zone() {
    return zone;
  }

  /**
   * Returns a validator for one statement.
   *
   * @param ofValues the types that the parameters' values bring with them, by the parameter's index
   */
  public CustomerValidator validator(
      CustomerTypes types, SqlNode query, Map<Integer, RelDataType> ofValues) {
    boolean named = hidden.areNamedIn(query);
    CalciteCatalogReader catalog = catalog(types, (named ? allColumns : shownColumns).get());
    return new CustomerValidator(
        SqlOperatorTables.chain(OPERATORS, catalog),
        catalog,
        types,
        SqlValidator.Config.DEFAULT
            .withConformance(DIALECT)
            .withDefaultNullCollation(NullCollation.LAST)
            .withIdentifierExpansion(true),
        ofValues,
        hidden);
  }

  private static CalciteCatalogReader catalog(CustomerTypes types, CalciteSchema root) {
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    return new CalciteCatalogReader(
        root, List.of(TableDef.SCHEMA), types, new CalciteConnectionConfigImpl(properties));
  }

  /**
   * Validates a copy of a parsed query.
   *
   * @throws HelpCrunchException for a name that does not exist, or a query that makes no sense
   */
  public static SqlNode validate(SqlValidator validator, SqlNode query, DialectText text) {
    try {
      return validator.validate(StatementCopy.of(query));
    } catch (CalciteContextException e) {
      throw SqlErrors.invalid(
          text,
          e,
          table -> NamesInScope.columns(validator, table),
          NamesInScope.tables(validator),
          schema ->
              validator.getCatalogReader().getAllSchemaObjectNames(List.of(schema)).stream()
                  .filter(name -> name.getType() == SqlMonikerType.TABLE)
                  .map(SqlMoniker::toString)
                  .collect(Collectors.joining(", ")));
    } catch (UnlikeParametersException e) {
      throw new HelpCrunchException(
          ErrorCode.INVALID_SQL, "parameters that are compared have values of unlike types", e);
    } catch (IllegalArgumentException e) {
      throw SyntaxErrors.invalidLiteral(e);
    } catch (RuntimeException e) {
      throw PlanErrors.of(e, query);
    } catch (AssertionError e) {
      throw PlanErrors.of(e, query);
    }
  }
}
