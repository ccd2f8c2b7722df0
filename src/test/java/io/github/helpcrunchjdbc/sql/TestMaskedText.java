package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.plan.sql.dialect.MaskedText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a statement asks for can be read in logs, and nothing of a customer can. */
class TestMaskedText {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "SELECT id FROM customers WHERE name = 'Ann' AND id > 17 | "
            + "SELECT id FROM customers WHERE name = ? AND id > ?",
        "SELECT 1.5e3, -.5, 0xAF, X'AF', U&'\\0041nn', N'Ann', E'it\\'s Ann' | "
            + "SELECT ?.?, -.?, ?, X?, U&?, N?, E?",
        "SELECT id FROM customers -- of Ann | SELECT id FROM customers",
        "SELECT /* Ann */ id FROM customers # Ann | SELECT id FROM customers",
        "SELECT JSON_VALUE(customData, '$.Ann') FROM customers | "
            + "SELECT JSON_VALUE(customData, ?) FROM customers",
        "SELECT \"c\".\"id\" FROM customers AS \"c\" JOIN t ON \"c\".\"id\" = \"t\".\"n\" | "
            + "SELECT \"c\".\"id\" FROM customers AS \"c\" JOIN t ON \"c\".\"id\" = \"t\".\"n\"",
        "SELECT id FROM customers WHERE name = \"Ann Lee\" OR name LIKE `Ann` | "
            + "SELECT id FROM customers WHERE name = ? OR name LIKE ?",
        "SELECT id FROM customers WHERE name IN (\"Ann\", \"Bea\", 'Cy') AND \"id\" IN (SELECT"
            + " \"n\") | SELECT id FROM customers WHERE name IN (?, ?, ?) AND \"id\" IN (SELECT"
            + " \"n\")",
        "SELECT id FROM customers WHERE name LIKE 'E%' ESCAPE '\\' | "
            + "SELECT id FROM customers WHERE name LIKE ? ESCAPE ?",
        "SELECT id FROM customers WHERE at >= {ts '2026-01-01 00:00:00'} | "
            + "SELECT id FROM customers WHERE at >= {ts ?}",
        "SELECT \u0456\u043C\u044F, caf\u00E9 FROM t | SELECT \u0456\u043C\u044F, caf\u00E9 FROM t",
        "SELECT DATE '2026-01-01' + INTERVAL '1' DAY | SELECT DATE ? + INTERVAL ? DAY"
      })
  void isWithoutLiterals(String sql, String masked) {
    assertThat(MaskedText.of(sql)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT $$Ann Lee$$",
        "SELECT $who$Ann Lee$who$",
        "SELECT $$ Ann Lee $$",
        "SELECT 'it\\'s Ann', 'Ann\\'s'",
        "SELECT id FROM customers WHERE name = \u2018Ann\u2019",
        "SELECT id FROM customers WHERE name = \u201CAnn\u201D",
        "SELECT id FROM customers WHERE name = \u201EAnn\u201C",
        "SELECT id FROM customers WHERE name = \u00ABAnn\u00BB",
        "SELECT id FROM customers WHERE name = \u00B4Ann\u00B4",
        "SELECT id FROM customers WHERE name = \u2032Ann\u2032",
        "SELECT id FROM customers WHERE name = \u02BCAnn\u02BC",
        "SELECT id FROM customers WHERE name = \u300CAnn\u300D",
        "SELECT id FROM customers WHERE name = \uFF02Ann\uFF02",
        "SELECT 'Ann",
        "SELECT id FROM customers // Ann",
        "SELECT \"Ann",
        "SELECT 1 /* Ann"
      })
  void isNoneWhereItCannotBeRead(String sql) {
    assertThat(MaskedText.of(sql)).isEqualTo("(not shown: can't be read)");
  }
}
