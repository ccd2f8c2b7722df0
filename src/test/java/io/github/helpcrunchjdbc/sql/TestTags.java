package io.github.helpcrunchjdbc.sql;

import static io.github.helpcrunchjdbc.sql.OperatorCase.and;
import static io.github.helpcrunchjdbc.sql.OperatorCase.bodies;
import static io.github.helpcrunchjdbc.sql.OperatorCase.filter;
import static io.github.helpcrunchjdbc.sql.OperatorCase.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestTags {
  private AskedAccount account;

  @BeforeEach
  void connect() throws SQLException {
    account = AskedAccount.of(People.few(), "stringMatching=strict");
  }

  @AfterEach
  void close() throws SQLException {
    account.close();
  }

  private void assertSent(String... searches) throws Exception {
    account.assertSent(bodies(List.of(searches), "tagsData"));
  }

  @Test
  void namesAreCaseSensitiveAndWhole() throws Exception {
    assertThat(account.ids("HAS_TAG(tags, 'Lead')")).containsExactly(1L, 2L);
    assertThat(account.ids("HAS_TAG(tags, 'lead')")).isEmpty();
    assertThat(account.ids("has_tag(TAGS, 'Lead ')")).containsExactly(5L);
    assertThat(account.ids("HAS_TAG(tags, 'a\"b')")).containsExactly(5L);
  }

  @Test
  void severalUnderAndAreOneFilter() throws Exception {
    assertThat(account.ids("HAS_TAG(tags, 'Lead') AND id < 9 AND HAS_TAG(tags, 'vip')"))
        .containsExactly(1L);
    assertSent(
        and(
            filter("=", "[{\"name\":\"Lead\"},{\"name\":\"vip\"}]"),
            filter("<", 9).replace("{f}", "id")));
    assertThat(account.ids("HAS_TAG(tags, 'vip') AND HAS_TAG(tags, 'vip')"))
        .containsExactly(1L, 4L);
    assertSent(one("=", "[{\"name\":\"vip\"}]"));
  }

  @Test
  void aNameThatIsNullSelectsNobody() throws Exception {
    assertThat(account.ids("HAS_TAG(tags, CAST(NULL AS VARCHAR))")).isEmpty();
    assertSent();
    assertThat(account.ids("HAS_TAG(tags, ?) AND id > 1", (Object) null)).isEmpty();
    assertSent();
    assertThat(account.ids("HAS_TAG(tags, ?) OR id = 3", (Object) null)).containsExactly(3L);
    assertSent(one("=", 3).replace("customers.{f}", "customers.id"));
  }

  /** The service refuses a blank name, which a tag can have nonetheless. */
  @Test
  void aBlankNameIsNotSent() throws Exception {
    assertThat(account.ids("HAS_TAG(tags, '')")).isEmpty();
    assertThat(account.ids("HAS_TAG(tags, ?)", "")).isEmpty();
  }

  @Test
  void isEvaluatedWhereItCannotBeSent() throws Exception {
    assertThat(account.ids("NOT HAS_TAG(tags, 'vip')")).containsExactly(2L, 5L, 7L);
    assertThat(account.ids("HAS_TAG(tags, name)")).isEmpty();
    assertThat(account.ids("HAS_TAG('[\"Bob\"]', name)")).containsExactly(2L, 7L);
    assertThat(account.ids("HAS_TAG(tags, 'vip') IS NULL")).containsExactly(3L, 6L, 8L);
    assertThat(
            account
                .ask("SELECT id, HAS_TAG(tags, 'vip') FROM customers WHERE id IN (1, 3, 7)")
                .rows())
        .containsExactlyInAnyOrder(
            Arrays.asList(1L, true), Arrays.asList(3L, null), Arrays.asList(7L, false));
  }

  @Test
  void areShownAsJson() throws Exception {
    assertThat(account.ask("SELECT tags FROM customers WHERE id = 5").rows())
        .containsExactly(List.of("[\"a\\\"b\",\"Lead \"]"));
    assertThat(account.ask("SELECT tags FROM customers WHERE id = 7").rows())
        .containsExactly(List.of("[]"));
  }
}
