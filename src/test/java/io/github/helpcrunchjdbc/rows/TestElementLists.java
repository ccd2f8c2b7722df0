package io.github.helpcrunchjdbc.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.TagColumns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a customer has several of, in each form that answers have it in. */
class TestElementLists {
  private static Object decoded(ColumnDef column, String key, String json) throws IOException {
    String body = "{\"data\":[{\"" + key + "\":" + json + ",\"id\":7}]}";
    return new PageDecoder(List.of(column), 1, Undecodable.ERROR)
        .decode(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
        .rows()
        .get(0)[0];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{'name':'a','color':'#f00'},{'color':null,'id':5,'name':'b'}]|[[a, #f00], [b, null]]",
        "[{'name':'a','color':'#f00'},{'name':'a','color':'#0f0'}]|[[a, #f00]]",
        "['a',{'name':7,'color':{'r':1}}]|[[a, null], [7, {'r':1}]]",
        "{'0':{'name':'a'},'2':{'name':'A '}}|[[a, null], [A , null]]",
        "[{'name':''}]|[[, null]]",
        "[]|[]",
        "{}|[]",
        "null|[]",
        "''|[]"
      })
  void tags(String json, String expected) throws IOException {
    String list = (String) decoded(TagColumns.LIST, "tags", json.replace('\'', '"'));
    assertThat(rows(ElementLists.tags(list))).hasToString(expected.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{'color':'#f00'}]", "[null]", "5", "{'a':{'name':'x'}}"})
  void whatIsNoListOfTagsIsAnError(String json) {
    assertThatThrownBy(() -> decoded(TagColumns.LIST, "tags", json.replace('\'', '"')))
        .isInstanceOf(HelpCrunchException.class)
        .hasMessageContaining("customer_tags of customer 7");
  }

  @Test
  void attributesOfBothForms() throws IOException {
    String expected =
        "[[plan, pro, VARCHAR], [n, 5, BIGINT], [x, 1.50, DECIMAL], [ok, true, BOOLEAN],"
            + " [since, 2020-09-01 00:40:00, TIMESTAMP], [none, null, null],"
            + " [list, [1,\"a\"], VARCHAR]]";
    String object =
        "{\"plan\":\"x\",\"plan\":\"pro\",\"n\":5,\"x\":1.50,\"ok\":true,"
            + "\"since\":\"2020-09-01 00:40:00\",\"none\":null,\"list\":[1, \"a\"]}";
    assertThat(attributes(object)).hasToString(expected);
    String properties = "[{\"property\":\"n\",\"value\":5},{\"value\":null,\"property\":\"none\"}]";
    assertThat(attributes(properties)).hasToString("[[n, 5, BIGINT], [none, null, null]]");
    assertThat(attributes("[]")).isEmpty();
    assertThat(attributes("null")).isEmpty();
  }

  private static List<List<Object>> attributes(String json) throws IOException {
    String data = (String) decoded(CustomerColumns.CUSTOM_DATA, "customData", json);
    return rows(ElementLists.attributes(data));
  }

  private static List<List<Object>> rows(List<Object[]> elements) {
    return elements.stream().map(Arrays::asList).toList();
  }
}
