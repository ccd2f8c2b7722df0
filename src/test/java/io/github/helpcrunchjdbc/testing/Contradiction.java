package io.github.helpcrunchjdbc.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.ApiRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** A way in which answers are at odds with what was asked for, or with each other. */
public enum Contradiction {
  NONE,
  /** Pages behind the first are empty; the total is right. */
  LATER_PAGES_EMPTY,
  /** Pages behind the first have every second of their customers. */
  LATER_PAGES_HALVED,
  /** Every page comes a second time in the place of the one behind it. */
  PAGES_REPEATED,
  /** Every second customer of a page is the one in front of him once more. */
  CUSTOMERS_TWICE,
  /** Pages behind the first are a 404. */
  LATER_PAGES_NOT_FOUND,
  /** Pages behind the first are empty, and filters are a 400. */
  LATER_PAGES_EMPTY_FILTERS_REFUSED,
  /** The second page is empty. */
  SECOND_PAGE_EMPTY,
  /** Pages end anywhere before what was asked for. */
  PAGES_OF_ANY_SIZE,
  /** Pages have fifty customers at the most. */
  PAGES_OF_FIFTY,
  /** Pages behind the first begin with some of its customers, beside those asked for. */
  PAGES_BEGIN_WITH_FIRST,
  /** Customers whose id leaves 5 when divided by 97 never come, and are counted. */
  SOME_NEVER_COME,
  /** Behind offset 150 offsets begin anew. */
  OFFSET_MODULO,
  /** Nobody comes, though the total says that there are some. */
  NOBODY_COMES,
  /** The total is that of the search and 150 more. */
  TOTAL_TOO_LARGE,
  /** The total of every search is 400. */
  TOTAL_CONSTANT,
  /** The total of every search is more than there are people. */
  TOTAL_OF_BILLIONS,
  /** The total is half of what it should be. */
  TOTAL_TOO_SMALL,
  /** The total is that of the page. */
  TOTAL_OF_PAGE,
  /** The total is that of the page, and pages behind the first are empty. */
  TOTAL_OF_PAGE_OFFSETS_END,
  /** The total is that of the page, and pages behind the first are a 404. */
  TOTAL_OF_PAGE_NOT_FOUND,
  /** Whatever is asked for, full pages of ids that nobody has seen come, and a total of 250. */
  ENDLESS,
  /** The total is the limit of the request. */
  TOTAL_IS_LIMIT,
  /** The total is 0 whatever comes. */
  TOTAL_ZERO,
  /** The offset is taken and not obeyed. */
  OFFSET_IGNORED,
  /** The offset is rounded down to a whole page of a hundred. */
  OFFSET_ROUNDED,
  /** Customers are in order within a page, and pages are not. */
  SORTED_WITHIN_PAGES,
  /** Filters are taken and not obeyed. */
  FILTERS_IGNORED,
  /** Whatever is asked for, the first page of all comes. */
  SAME_ANSWER,
  /** The answer is the request. */
  ECHO;

  /** Numbers are told as the account writes them. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  /** The answer to a request of an account that is honest but for this. */
  ApiAnswer answer(Api honest, ApiRequest request) {
    if (this == NONE) {
      return honest.answer(request);
    } else if (this == ECHO) {
      return new ApiAnswer(200, request.body());
    }
    try {
      ObjectNode body =
          request.body().isEmpty()
              ? JSON.createObjectNode()
              : (ObjectNode) JSON.readTree(request.body());
      long offset = body.path("offset").asLong();
      if (this == LATER_PAGES_EMPTY_FILTERS_REFUSED && body.has("filter")) {
        return new ApiAnswer(400, "{\"errors\":[{\"code\":\"filter[0]\",\"message\":\"-\"}]}");
      }
      if (this == ENDLESS) {
        return strangers(body, offset);
      }
      boolean isNotFound = this == LATER_PAGES_NOT_FOUND || this == TOTAL_OF_PAGE_NOT_FOUND;
      if (isNotFound && offset > 0) {
        return new ApiAnswer(404, "{\"errors\":[{\"code\":\"not_found\",\"message\":\"-\"}]}");
      }
      ApiAnswer answer = honest.answer(asked(request, body, offset));
      if (answer.status() != 200) {
        return answer;
      }
      ObjectNode told = told(answer, offset);
      if (this == SORTED_WITHIN_PAGES) {
        sort((ArrayNode) told.get("data"), request.body());
      } else if (this == TOTAL_IS_LIMIT) {
        told.put("total", body.path("limit").asInt(100));
      } else if (this == PAGES_BEGIN_WITH_FIRST && offset > 0) {
        ArrayNode first = (ArrayNode) JSON.readTree(first(honest, request, body)).get("data");
        for (int i = 0; i < Math.min(10, first.size()); i++) {
          ((ArrayNode) told.get("data")).insert(i, first.get(i));
        }
      }
      return new ApiAnswer(200, answer.headers(), told.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A full page of customers who are somewhere in the order, and in no account. */
  private static ApiAnswer strangers(ObjectNode body, long offset) {
    boolean descending = body.path("order").asText().equalsIgnoreCase("DESC");
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode data = answer.putArray("data");
    for (int i = 0; i < body.path("limit").asInt(100); i++) {
      long place = offset + i;
      String time = Long.toString(descending ? 1_600_000_000L - place : 1_400_000_000L + place);
      data.addObject().put("id", 1 + place).put("firstSeen", time).put("lastSeen", time);
    }
    answer.put("total", 250);
    return new ApiAnswer(200, answer.toString());
  }

  private static void sort(ArrayNode data, String body) throws JsonProcessingException {
    String sort = JSON.readTree(body).path("sort").asText().replace("customers.", "");
    boolean descending = JSON.readTree(body).path("order").asText().equalsIgnoreCase("DESC");
    List<JsonNode> rows = new ArrayList<>();
    data.forEach(rows::add);
    rows.sort(Comparator.comparing(row -> row.path(sort).asLong(Long.MAX_VALUE)));
    if (descending) {
      Collections.reverse(rows);
    }
    data.removeAll();
    data.addAll(rows);
  }

  private String first(Api honest, ApiRequest request, ObjectNode body) {
    return honest.answer(asked(request, body.put("offset", 0), 0)).body();
  }

  private ApiRequest asked(ApiRequest request, ObjectNode body, long offset) {
    if (this == OFFSET_IGNORED || this == SAME_ANSWER) {
      body.put("offset", 0);
    } else if (this == PAGES_REPEATED && offset > 0) {
      long limit = body.path("limit").asLong(100);
      body.put("offset", offset / limit % 2 == 1 ? offset - limit : offset);
    }
    if (this == OFFSET_ROUNDED) {
      body.put("offset", offset / 100 * 100);
    }
    if (this == SORTED_WITHIN_PAGES) {
      body.remove("sort");
      body.remove("order");
    }
    if (this == OFFSET_MODULO) {
      body.put("offset", offset % 150);
    }
    if (this == FILTERS_IGNORED || this == SAME_ANSWER) {
      body.remove("filter");
      body.remove("comparison");
    }
    return new ApiRequest(
        request.method(), request.path(), request.query(), request.headers(), body.toString());
  }

  private ObjectNode told(ApiAnswer answer, long offset) throws JsonProcessingException {
    ObjectNode told = (ObjectNode) JSON.readTree(answer.body());
    ArrayNode data = (ArrayNode) told.get("data");
    long total = told.path("total").asLong();
    boolean isEmpty =
        this == NOBODY_COMES
            || (this == LATER_PAGES_EMPTY && offset > 0)
            || (this == TOTAL_OF_PAGE_OFFSETS_END && offset > 0)
            || (this == LATER_PAGES_EMPTY_FILTERS_REFUSED && offset > 0)
            || (this == SECOND_PAGE_EMPTY && offset == 100);
    if (isEmpty) {
      data.removeAll();
    } else if (this == PAGES_OF_ANY_SIZE || this == PAGES_OF_FIFTY) {
      long most = this == PAGES_OF_FIFTY ? 50 : 1 + (37 * offset + 41) % 100;
      while (data.size() > most) {
        data.remove(data.size() - 1);
      }
    } else if (this == SOME_NEVER_COME) {
      for (int i = data.size() - 1; i >= 0; i--) {
        if (data.get(i).get("id").asLong() % 97 == 5) {
          data.remove(i);
        }
      }
    } else if (this == LATER_PAGES_HALVED && offset > 0) {
      for (int i = data.size() - 1; i >= 0; i -= 2) {
        data.remove(i);
      }
    } else if (this == CUSTOMERS_TWICE) {
      for (int i = 1; i < data.size(); i += 2) {
        data.set(i, data.get(i - 1));
      }
    }
    switch (this) {
      case TOTAL_TOO_LARGE -> told.put("total", total + 150);
      case TOTAL_CONSTANT -> told.put("total", 400);
      case TOTAL_OF_BILLIONS -> told.put("total", 900_000_000_000L);
      case TOTAL_TOO_SMALL -> told.put("total", total / 2);
      case TOTAL_OF_PAGE, TOTAL_OF_PAGE_OFFSETS_END, TOTAL_OF_PAGE_NOT_FOUND ->
          told.put("total", data.size());
      case TOTAL_ZERO -> told.put("total", 0);
      default -> {}
    }
    return told;
  }
}
