package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.search.TableDef;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What tools ask of a session when they connect, in the words of PostgreSQL and MySQL. Nothing of
 * it can be set; each has the value that is so.
 */
final class SessionVariables {
  private static final Map<String, String> POSTGRESQL =
      new Values()
          .with("search_path", TableDef.SCHEMA)
          .with("server_version", "0")
          .with("server_version_num", "0")
          .with("server_encoding", "UTF8")
          .with("client_encoding", "UTF8")
          .with("datestyle", "ISO, YMD")
          .with("intervalstyle", "sql_standard")
          .with("standard_conforming_strings", "on")
          .with("bytea_output", "hex")
          .with("transaction_isolation", "read committed")
          .with("default_transaction_isolation", "read committed")
          .with("transaction_read_only", "on")
          .with("default_transaction_read_only", "on")
          .with("is_superuser", "off")
          .with("integer_datetimes", "on")
          .with("max_identifier_length", "128")
          .with("statement_timeout", "0")
          .with("lc_collate", "C")
          .with("lc_ctype", "C")
          .with("application_name", "")
          .all();

  private static final Map<String, String> MYSQL =
      new Values()
          .with("autocommit", "ON")
          .with("auto_increment_increment", "1")
          .with("character_set_client", "utf8mb4")
          .with("character_set_connection", "utf8mb4")
          .with("character_set_results", "utf8mb4")
          .with("character_set_server", "utf8mb4")
          .with("collation_connection", "utf8mb4_bin")
          .with("collation_server", "utf8mb4_bin")
          .with("init_connect", "")
          .with("interactive_timeout", "28800")
          .with("license", "Apache-2.0")
          .with("lower_case_table_names", "2")
          .with("max_allowed_packet", "67108864")
          .with("net_write_timeout", "60")
          .with("performance_schema", "OFF")
          .with("read_only", "ON")
          .with("sql_mode", "ANSI")
          .with("sql_select_limit", "18446744073709551615")
          .with("system_time_zone", "SYSTEM")
          .with("time_zone", "SYSTEM")
          .with("transaction_isolation", "READ-COMMITTED")
          .with("transaction_read_only", "ON")
          .with("tx_isolation", "READ-COMMITTED")
          .with("version", FunctionDialect.PRODUCT)
          .with("version_comment", FunctionDialect.PRODUCT)
          .with("wait_timeout", "28800")
          .all();

  private SessionVariables() {}

  /** MySQL's table of all its variables. */
  static String table() {
    return MYSQL.entrySet().stream()
        .map(entry -> "(" + text(entry.getKey()) + ", " + text(entry.getValue()) + ")")
        .collect(
            Collectors.joining(
                ", ",
                "SELECT \"Variable_name\", CAST(\"Value\" AS VARCHAR) AS \"Value\" FROM (VALUES ",
                ") AS \"variables\"(\"Variable_name\", \"Value\")"));
  }

  /** The query for one variable of PostgreSQL's, null if there is none of that name. */
  static @Nullable String one(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    String value = POSTGRESQL.get(key);
    return value == null ? null : "SELECT " + text(value) + " AS \"" + key + "\"";
  }

  /**
   * Puts the value of MySQL's {@code @@name} or {@code @@session.name} in its place.
   *
   * @param i the token before the name
   */
  static void rewrite(Tokens tokens, int i, EditedText text) {
    boolean scoped = tokens.at(i + 1).isAny("GLOBAL", "SESSION") && tokens.at(i + 2).is(".");
    int name = scoped ? i + 3 : i + 1;
    String value = MYSQL.get(tokens.at(name).text().toLowerCase(Locale.ROOT));
    if (value == null) {
      ForeignClauses.checkSymbol(tokens, i);
      return;
    }
    for (int at = i; at < name; at++) {
      text.replace(tokens.at(at), " ");
    }
    text.replace(tokens.at(name), text(value));
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** Gathers variables in the order in which they are shown. */
  private static final class Values {
    private final Map<String, String> values = new LinkedHashMap<>();

    Values with(String name, String value) {
      values.put(name, value);
      return this;
    }

    Map<String, String> all() {
      return Map.copyOf(values);
    }
  }
}
