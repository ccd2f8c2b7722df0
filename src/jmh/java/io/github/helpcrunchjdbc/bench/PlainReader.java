package io.github.helpcrunchjdbc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** What a programmer writes who needs all customers once: page after page until one is empty. */
final class PlainReader {
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient http = new OkHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private final String url;
  private final String apiKey;

  PlainReader(String baseUrl, String apiKey) {
    this.url = baseUrl + "/customers/search";
    this.apiKey = apiKey;
  }

  /** Reads all; gives how many there are. */
  long readAll() throws IOException {
    long count = 0;
    long total = Long.MAX_VALUE;
    for (int offset = 0; offset < total; offset += 100) {
      JsonNode page = page(offset);
      total = page.get("total").asLong();
      for (JsonNode customer : page.get("data")) {
        if (customer.get("id").asLong() > 0) {
          count++;
        }
      }
    }
    return count;
  }

  private JsonNode page(int offset) throws IOException {
    String body =
        "{\"sort\":\"customers.firstSeen\",\"order\":\"DESC\",\"offset\":"
            + offset
            + ",\"limit\":100}";
    Request request =
        new Request.Builder()
            .url(url)
            .header("Authorization", "Bearer " + apiKey)
            .post(RequestBody.create(body, JSON))
            .build();
    try (Response response = http.newCall(request).execute()) {
      return mapper.readTree(response.body().byteStream());
    }
  }
}
