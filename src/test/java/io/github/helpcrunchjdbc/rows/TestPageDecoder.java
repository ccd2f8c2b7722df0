package io.github.helpcrunchjdbc.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.CustomField;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("everywhere")
class TestPageDecoder {
  private static final String NOW =
      """
      {"data":[{"id":542335,"name":"John Doe","email":"john@example.com","userId":"user_1",
      "company":"Example Inc.","phone":"+10233456781","firstSeen":"1603885746",
      "lastSeen":"1603885747","location":{"regionCode":"Kyyivs'ka Oblast","countryCode":"UA",
      "city":"Kyiv"},"device":{"id":542336,"ip":"192.168.1.1","timezone":"Europe/Kiev",
      "platform":"desktop","userAgent":"Mozilla/5.0"},"unsubscribed":false,"blocked":true,
      "source":"https://a","referer":"https://b","lastPage":"https://c","locale":"uk",
      "createdFrom":"telegram","integrationId":"465847687","notes":"Lorem ipsum",
      "tags":[{"name":"vip","color":"#ff0000"},{"color":"red","name":"a \\"b\\""}],
      "customData":{"subscription status":"active","n":15,"paid":15.990,"Big":1e400,
      "ok":true,"none":null}}],"total":256}
      """;

  @Test
  void wholeCustomerOfToday() throws IOException {
    Page page = decode(NOW, CustomerColumns.all());
    assertThat(page.total()).isEqualTo(256);
    assertThat(page.rows()).hasSize(1);
    assertThat(page.rows().get(0))
        .containsExactly(
            542335L,
            "John Doe",
            "john@example.com",
            "user_1",
            "Example Inc.",
            "+10233456781",
            1603885746000L,
            1603885747000L,
            "Kyyivs'ka Oblast",
            "UA",
            "Kyiv",
            542336L,
            "192.168.1.1",
            "Europe/Kiev",
            "desktop",
            "Mozilla/5.0",
            false,
            true,
            "https://a",
            "https://b",
            "https://c",
            "uk",
            "telegram",
            "465847687",
            "Lorem ipsum",
            "[\"vip\",\"a \\\"b\\\"\"]",
            "{\"subscription status\":\"active\",\"n\":15,\"paid\":15.990,\"Big\":1e400,"
                + "\"ok\":true,\"none\":null}",
            null,
            null,
            null,
            null,
            null);
  }

  @Test
  void onlyAskedColumnsInTheirOrder() throws IOException {
    Page page =
        decode(
            NOW,
            List.of(
                CustomerColumns.CITY,
                CustomerColumns.TELEGRAM_ID,
                CustomerColumns.ID,
                CustomerColumns.DEVICE_ID));
    assertThat(page.rows().get(0)).containsExactly("Kyiv", null, 542335L, 542336L);
    assertThat(decode(NOW, List.of()).rows().get(0)).isEmpty();
  }

  @Test
  void oneKeyServesSeveralColumns() throws IOException {
    ColumnDef again = CustomerColumns.CITY.named("town", "The city once more");
    assertThat(decode(NOW, List.of(CustomerColumns.CITY, again)).rows().get(0))
        .containsExactly("Kyiv", "Kyiv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':1,'customData':{'a b.c':'x','n':1.50,'o':{'p':[1]}}}",
        "{'customData':[{'value':'x','property':'a b.c'},{'property':'n','value':1.50},"
            + "{'property':'o','value':{'p':[1]}}],'id':1}"
      })
  void columnBelowAnother(String customer) throws IOException {
    List<ColumnDef> columns =
        List.of(
            below("a b.c", ColumnType.ANY_TEXT),
            CustomerColumns.CUSTOM_DATA,
            below("n", ColumnType.DECIMAL),
            below("o", ColumnType.ANY_TEXT),
            below("missing", ColumnType.WHOLE));
    String body = json("{'data':[" + customer + "]}");
    assertThat(decode(body, columns).rows().get(0))
        .containsExactly(
            "x",
            json("{'a b.c':'x','n':1.50,'o':{'p':[1]}}"),
            new BigDecimal("1.500000000000000000"),
            json("{'p':[1]}"),
            null);
    assertThat(decode(body, columns.subList(2, 3)).rows().get(0))
        .containsExactly(new BigDecimal("1.500000000000000000"));
  }

  @ParameterizedTest
  @CsvSource({
    "WHOLE, 15, 15",
    "WHOLE, 15.0, 15",
    "WHOLE, '\"15\"', 15",
    "WHOLE, null, ",
    "DECIMAL, 1e3, 1000.000000000000000000",
    "DECIMAL, 0.30000000000000004, 0.300000000000000040",
    "DECIMAL, '\"-7.5\"', -7.500000000000000000",
    "TIME, '\"2020-09-01 00:40:00\"', 1598920800000",
    "TIME, '\"2020-09-01 00:40:00.5\"', 1598920800500",
    "BOOLEAN, true, true",
    "ANY_TEXT, 15.50, 15.50",
    "ANY_TEXT, '[1, \"a\"]', '[1,\"a\"]'"
  })
  void customValues(ColumnType type, String value, @Nullable String expected) throws IOException {
    String body = "{\"data\":[{\"id\":1,\"customData\":{\"k\":" + value + "}}]}";
    Object decoded = decode(body, List.of(below("k", type))).rows().get(0)[0];
    assertThat(decoded == null ? null : decoded.toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "WHOLE, 15.5",
    "WHOLE, 9223372036854775808",
    "WHOLE, '\"015\"'",
    "WHOLE, true",
    "DECIMAL, 1e400",
    "DECIMAL, 1e-19",
    "DECIMAL, '\"1,5\"'",
    "TIME, 1598920800",
    "TIME, '\"2020-09-31 00:40:00\"'",
    "TIME, '\"2020-09-01\"'",
    "BOOLEAN, 2"
  })
  void customValuesThatDoNotFit(ColumnType type, String value) {
    String body = "{\"data\":[{\"customData\":{\"k\":" + value + "},\"id\":7}]}";
    assertThatThrownBy(() -> decode(body, List.of(below("k", type))))
        .isInstanceOf(HelpCrunchException.class)
        .hasMessageContaining("column k of customer 7")
        .hasMessageContaining(type.holds());
  }

  @Test
  void wholeSecondsAreShownOnTheClockOfADeclaredTime() throws IOException {
    ColumnDef declared =
        new ColumnDef(
            "t",
            ColumnType.TIME,
            List.of("customData", "t"),
            null,
            null,
            false,
            CustomField.declared("t", ColumnType.TIME, ZoneId.of("Europe/Kyiv")),
            "");
    String body = "{\"data\":[{\"id\":1,\"customData\":{\"t\":1598920800}}]}";
    assertThat(decode(body, List.of(declared)).rows().get(0)).containsExactly(1598931600000L);
  }

  private static ColumnDef below(String key, ColumnType type) {
    return ColumnDef.shown(key, type, List.of("customData", key), "");
  }

  @Test
  void customerWithNothingButAnId() throws IOException {
    Page page = decode("{\"data\":[{\"id\":1}]}", CustomerColumns.all());
    assertThat(page.rows().get(0)[0]).isEqualTo(1L);
    assertThat(Arrays.asList(page.rows().get(0)).subList(1, CustomerColumns.all().size()))
        .containsOnlyNulls();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id|{'id':5000000000}|5000000000",
        "id|{'id':'5000000000'}|5000000000",
        "id|{'name':'x','id':-1}|-1",
        "id|{'id':1,'id':2}|2",
        "name|{'id':1,'name':''}|``",
        "name|{'id':1,'name':null}|",
        "name|{'id':1,'name':'Żółć 😀'}|Żółć 😀",
        "name|{'id':1,'new':{'id':9,'name':['y',{'name':'z'}]},'name':'x'}|x",
        "phone|{'id':1,'phone':123}|123",
        "phone|{'id':1,'phone':1.50}|1.50",
        "phone|{'id':1,'phone':true}|true",
        "city|{'id':1,'location':null}|",
        "city|{'id':1,'location':{}}|",
        "city|{'id':1,'location':[]}|",
        "city|{'id':1,'location':{'city':null}}|",
        "city|{'id':1,'location':{'countryCode':'UA'}}|",
        "city|{'id':1,'city':'not here','location':{'new':[1],'city':'Kyiv'}}|Kyiv",
        "deviceId|{'id':1,'device':null}|",
        "deviceId|{'id':1,'device':{'id':'77'}}|77",
        "deviceId|{'device':{'id':77},'id':1}|77",
        "deviceId|{'id':1,'device':{'id':77.0}}|77",
        "deviceId|{'id':1,'device':{'id':''}}|",
        "deviceId|{'id':1,'device':''}|",
        "city|{'id':1,'location':''}|",
        "firstSeen|{'id':1,'firstSeen':1603885746}|1603885746000",
        "firstSeen|{'id':1,'firstSeen':'1603885746'}|1603885746000",
        "firstSeen|{'id':1,'firstSeen':'1594139170.913'}|1594139170913",
        "firstSeen|{'id':1,'firstSeen':1594139170.913}|1594139170913",
        "firstSeen|{'id':1,'firstSeen':'1594139170.9139999'}|1594139170913",
        "firstSeen|{'id':1,'firstSeen':1.594e9}|1594000000000",
        "firstSeen|{'id':1,'firstSeen':'-0.0001'}|-1",
        "firstSeen|{'id':1,'firstSeen':-5}|-5000",
        "firstSeen|{'id':1,'firstSeen':''}|",
        "firstSeen|{'id':1,'firstSeen':null}|",
        "firstSeen|{'id':1,'firstSeen':'0'}|0",
        "firstSeen|{'id':1,'firstSeen':0}|0",
        "firstSeen|{'id':1,'firstSeen':253402300799}|253402300799000",
        "blocked|{'id':1,'blocked':true}|true",
        "blocked|{'id':1,'blocked':1}|true",
        "blocked|{'id':1,'blocked':0}|false",
        "blocked|{'id':1,'blocked':'true'}|true",
        "blocked|{'id':1,'blocked':'false'}|false",
        "blocked|{'id':1,'blocked':'1'}|true",
        "blocked|{'id':1,'blocked':'0'}|false",
        "blocked|{'id':1,'blocked':''}|",
        "blocked|{'id':1,'blocked':null}|",
        "tags|{'id':1,'tags':null}|",
        "tags|{'id':1,'tags':[]}|[]",
        "tags|{'id':1,'tags':['a',{'name':'b','color':null},7]}|['a','b','7']",
        "tags|{'id':1,'tags':{}}|[]",
        "tags|{'id':1,'tags':''}|",
        "tags|{'id':1,'tags':{'0':{'name':'b','color':null},'2':'a'}}|['b','a']",
        "customData|{'id':1,'customData':''}|",
        "customData|{'id':1,'customData':null}|",
        "customData|{'id':1,'customData':{}}|{}",
        "customData|{'id':1,'customData':[]}|{}",
        "customData|{'id':1,'customData':{ 'b' : 1, 'a' : [1, {'c':null}]"
            + " }}|{'b':1,'a':[1,{'c':null}]}",
        "customData|{'id':1,'customData':{'k':12345678901234567890.10}}|{'k':12345678901234567890.10}",
        "customData|{'id':1,'customData':{'a\\nb':'c\\\\d'}}|{'a\\nb':'c\\\\d'}",
        "customData|{'id':1,'customData':[{'property':'B"
            + " b','value':1.0},{'value':'y','property':'a'}]}|{'B b':1.0,'a':'y'}",
        "customData|{'id':1,'customData':[{'property':'a','value':1},{'property':'a','value':2}]}|{'a':2}",
        "customData|{'id':1,'customData':[{'property':'a'}]}|{'a':null}",
      })
  void valueOfColumn(String column, String customer, String expected) throws IOException {
    Page page = decode("{\"data\":[" + json(customer) + "]}", List.of(column(column)));
    Object value = page.rows().get(0)[0];
    assertThat(value == null ? null : value.toString())
        .isEqualTo(expected == null ? null : json(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id|{'id':'abc','name':'secret'}|text that is no whole number",
        "id|{'id':1.5}|a number with a fraction",
        "id|{'id':99999999999999999999}|a number beyond 64 bits",
        "id|{'id':'99999999999999999999'}|text that is no whole number of 64 bits",
        "id|{'id':true}|a boolean",
        "id|{'name':'secret'}|no id for customer number 1",
        "id|{'id':null,'name':'secret'}|no id for customer number 1",
        "name|{'name':'secret'}|no id for customer number 1",
        "name|{'id':77,'name':{'id':5,'x':['secret']}}|an object for column name of customer 77",
        "name|{'name':['secret',{'id':6}],'x':{'id':5},'id':77}|an array for column name of"
            + " customer 77",
        "city|{'location':{'city':['secret']},'device':{'id':4},'id':'77'}|an array for column city"
            + " of customer 77",
        "city|{'location':'secret','id':77}|text in the place of an object for column city of"
            + " customer 77",
        "city|{'location':['secret'],'id':77}|an array in the place of an object for column city of"
            + " customer 77",
        "firstSeen|{'id':77,'firstSeen':'18 Jun 2020'}|text that is no number of seconds for column"
            + " firstSeen of customer 77",
        "firstSeen|{'id':77,'firstSeen':1594139170913}|a time out of range",
        "firstSeen|{'id':77,'firstSeen':'1e999999999'}|a time out of range",
        "firstSeen|{'id':77,'firstSeen':'1e-999999999'}|a time out of range",
        "firstSeen|{'id':77,'firstSeen':'1e-99999999'}|a time out of range",
        "firstSeen|{'id':77,'firstSeen':99999999999999999999999}|a time out of range",
        "firstSeen|{'id':77,'firstSeen':true}|a boolean for column firstSeen of customer 77",
        "firstSeen|{'id':77,'firstSeen':{}}|an object for column firstSeen of customer 77",
        "id|{'id':''}|no id for customer number 1",
        "deviceId|{'id':77,'device':{'id':'secret'}}|text that is no whole number of 64 bits for"
            + " column deviceId of customer 77",
        "deviceId|{'id':77,'device':{'id':1e999999999}}|a number with a fraction or beyond 64 bits"
            + " for column deviceId of customer 77",
        "blocked|{'id':77,'blocked':2}|a whole number that is no boolean for column blocked of"
            + " customer 77",
        "blocked|{'id':77,'blocked':'secret'}|text that is no boolean for column blocked of"
            + " customer 77",
        "tags|{'id':77,'tags':'secret'}|text for column tags of customer 77",
        "tags|{'tags':[{'color':'secret'}],'id':77}|a tag without a name for column tags of"
            + " customer 77",
        "tags|{'tags':{'name':'secret'},'id':77}|an object for column tags of customer 77",
        "tags|{'tags':{'0':null},'id':77}|a tag without a name for column tags of customer 77",
        "tags|{'tags':[['secret']],'id':77}|an array for column tags of customer 77",
        "customData|{'id':77,'customData':'secret'}|text for column customData of customer 77",
        "customData|{'customData':['secret',{'id':5}],'id':77}|a list with text for column"
            + " customData of customer 77",
        "customData|{'customData':[{'value':'secret'}],'id':77}|a property without a name for"
            + " column customData of customer 77",
        "id|'secret'|text as customer number 1",
        "id|null|null as customer number 1",
      })
  void undecodableValue(String column, String customer, String message) {
    String body = "{\"data\":[" + json(customer) + "]}";
    HelpCrunchException failure =
        catchThrowableOfType(
            HelpCrunchException.class, () -> decode(body, List.of(column(column))));
    assertThat(failure.code()).isEqualTo(ErrorCode.UNDECODABLE);
    assertThat(failure).hasMessageContaining(message);
    assertThat(failure.getMessage()).doesNotContain("secret", "18 Jun", "1594139170913");
  }

  @ParameterizedTest
  @ValueSource(strings = {"firstSeen", "lastSeen"})
  @Timeout(60)
  void aValueTooLongIsRefusedBeforeItIsWorkedOn(String key) {
    String digits = "9".repeat(10_000_000);
    assertThatThrownBy(
            () ->
                decode(
                    "{\"data\":[" + json("{'id':7,'" + key + "':'" + digits + "'}") + "]}",
                    List.of(column(key))))
        .isInstanceOf(HelpCrunchException.class)
        .hasMessageContaining("10000000 characters");
  }

  /** The old form has names as values, which may be longer than the keys that they become. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"%s\":1}", "[{\"property\":\"%s\",\"value\":1}]"})
  void anAttributeOfALongNameIsRefused(String form) {
    String body =
        "{\"data\":[{\"id\":7,\"customData\":%s}]}".formatted(form.formatted("p".repeat(60_000)));
    assertThatThrownBy(() -> decode(body, List.of(column("customData"))))
        .isInstanceOf(HelpCrunchException.class)
        .extracting(e -> ((HelpCrunchException) e).code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  @Test
  void undecodableValuesShownAsNull() throws IOException {
    String body =
        json(
            "{'data':[{'name':{'x':[{'y':1}]},'city':1,'firstSeen':'18 Jun','id':1,'email':'a'},"
                + "{'id':2,'tags':[{'name':'a'},{'color':{'b':[]}},{'name':'c'}],'email':'b',"
                + "'location':[['x'],{}],'device':{'id':[],'ip':'c'}}],'total':2}");
    List<ColumnDef> columns =
        List.of(
            CustomerColumns.EMAIL,
            CustomerColumns.NAME,
            CustomerColumns.TAGS_COLUMN,
            CustomerColumns.CITY,
            CustomerColumns.DEVICE_ID,
            CustomerColumns.DEVICE_IP,
            CustomerColumns.FIRST_SEEN);
    Page page =
        new PageDecoder(columns, 6, Undecodable.NULL)
            .decode(new ByteArrayInputStream(body.getBytes(UTF_8)));
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.rows().get(0)).containsExactly("a", null, null, null, null, null, null);
    assertThat(page.rows().get(1)).containsExactly("b", null, null, null, null, "c", null);
    assertThat(page.undecoded())
        .containsExactly(
            new UndecodedValue(CustomerColumns.NAME, 1, "an object", true),
            new UndecodedValue(
                CustomerColumns.FIRST_SEEN, 1, "text that is no number of seconds", false),
            new UndecodedValue(CustomerColumns.TAGS_COLUMN, 2, "a tag without a name", true),
            new UndecodedValue(CustomerColumns.CITY, 2, "an array in the place of an object", true),
            new UndecodedValue(CustomerColumns.DEVICE_ID, 2, "an array", true));
  }

  @Test
  void undecodableValueThatOnlyReadingLooksAtIsNoError() throws IOException {
    Page page =
        new PageDecoder(
                List.of(CustomerColumns.NAME, CustomerColumns.FIRST_SEEN), 1, Undecodable.ERROR)
            .decode(
                new ByteArrayInputStream(
                    json("{'data':[{'id':1,'name':'a','firstSeen':'18 Jun'}]}").getBytes(UTF_8)));
    assertThat(page.rows().get(0)).containsExactly("a", null);
    assertThat(page.undecoded()).extracting(UndecodedValue::isAsked).containsExactly(false);
  }

  @Test
  void undecodableValueOfColumnNotAskedIsSkipped() throws IOException {
    String body = "{\"data\":[{\"id\":1,\"name\":{},\"firstSeen\":\"x\",\"location\":7}]}";
    assertThat(decode(body, List.of(CustomerColumns.EMAIL)).rows().get(0)).containsOnlyNulls();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'data':[],'total':7}|7",
        "{'total':7,'data':[]}|7",
        "{'total':'7','data':[]}|7",
        "{'meta':{'page':{'total':3},'total':7},'data':[]}|7",
        "{'data':[],'meta':{'total':'7'}}|7",
        "{'total':7,'meta':{'total':8},'data':[]}|7",
        "{'data':[]}|-1",
        "{'data':[],'total':null,'meta':null}|-1",
        "{'data':[],'total':'many'}|-1",
        "{'data':[],'total':-3}|-1",
        "{'data':[],'total':{'value':3}}|-1",
        "{'new':{'data':[1],'total':3},'data':[]}|-1",
      })
  void total(String body, long total) throws IOException {
    Page page = decode(json(body), CustomerColumns.all());
    assertThat(page.rows()).isEmpty();
    assertThat(page.total()).isEqualTo(total);
  }

  /** As PHP writes a list with gaps. */
  @Test
  void customersWhoseKeysAreTheirPlaces() throws IOException {
    String body = json("{'data':{'0':{'id':5},'2':{'id':7}},'total':2}");
    assertThat(decode(body, List.of(CustomerColumns.ID)).rows())
        .extracting(row -> row[0])
        .containsExactly(5L, 7L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>secret</html>",
        "secret",
        "[]",
        "{}",
        "null",
        "{'total':5}",
        "{'data':null}",
        "{'data':{}}",
        "{'data':{'0':{'id':1},'next':{'id':2}}}",
        "{'errors':[{'code':'x','message':'secret'}]}",
        "{'data':[],'data':[]}",
        "{'data':[]",
        "{'data':[{'id':1,'name':'secr",
        "{'data':[{'id':1,'name':'secret'",
        "{'data':[{'id':1,'name':'secret'},",
        "{'data':[{'id':1,'customData':[{'secret':",
        "{'data':[{'id':1,'name':secret}]}",
        "{'data':[{'id':1}]} x",
      })
  void brokenBody(String body) {
    assertThatThrownBy(() -> decode(json(body), CustomerColumns.all()))
        .isInstanceOf(IOException.class)
        .hasNoCause()
        .hasMessageContaining("the answer")
        .hasMessageNotContaining("secr");
  }

  @Test
  void everyCutOfAnAnswerIsBroken() {
    byte[] whole = NOW.strip().getBytes(UTF_8);
    PageDecoder decoder = new PageDecoder(CustomerColumns.all());
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> decoder.decode(new ByteArrayInputStream(cut)))
          .as("cut after %s bytes", length)
          .isInstanceOf(IOException.class);
    }
  }

  /** Single quotes stand for double ones: tables of JSON are unreadable otherwise. */
  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static ColumnDef column(String name) {
    return CustomerColumns.all().stream()
        .filter(c -> c.name().equals(name))
        .findAny()
        .orElseThrow();
  }

  private static Page decode(String body, List<ColumnDef> columns) throws IOException {
    return new PageDecoder(columns).decode(new ByteArrayInputStream(body.getBytes(UTF_8)));
  }
}
