package io.github.helpcrunchjdbc.http.transport;

import io.github.helpcrunchjdbc.http.settings.ApiKey;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.SearchJson;
import io.github.helpcrunchjdbc.search.SortOrder;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Makes the HTTP requests of one connection. Immutable. */
public final class RequestFactory {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final String USER_AGENT = userAgent();

  private final HttpUrl customers;
  private final HttpUrl search;
  private final ApiKey apiKey;

  public RequestFactory(ClientSettings settings) {
    HttpUrl base = HttpUrl.get(settings.baseUrl().toString());
    this.customers = base.newBuilder().addPathSegment("customers").build();
    this.search = customers.newBuilder().addPathSegment("search").build();
    this.apiKey = settings.apiKey();
  }

  private static String userAgent() {
    String version = RequestFactory.class.getPackage().getImplementationVersion();
    return "helpcrunch-jdbc/" + (version == null ? "unpackaged" : version);
  }

  /**
   * Makes a {@code POST /customers/search}.
   *
   * @param onSent runs when the request was sent
   */
  public Request search(PageRequest page, Runnable onSent) {
    return request(search, onSent).post(RequestBody.create(SearchJson.write(page), JSON)).build();
  }

  /**
   * Makes a {@code GET /customers}, which can't filter, for services that refuse a search without a
   * filter.
   */
  public Request list(PageRequest page, Runnable onSent) {
    HttpUrl.Builder url =
        customers
            .newBuilder()
            .addQueryParameter("limit", Integer.toString(page.limit()))
            .addQueryParameter("offset", Long.toString(page.offset()));
    SortOrder sort = page.search().sort();
    if (sort != null) {
      url.addQueryParameter("sort", sort.column().sortField());
      url.addQueryParameter("order", sort.descending() ? "DESC" : "ASC");
    }
    return request(url.build(), onSent).get().build();
  }

  private Request.Builder request(HttpUrl url, Runnable onSent) {
    return new Request.Builder()
        .url(url)
        .header("Authorization", apiKey.authorization())
        .header("Accept", "application/json")
        .header("User-Agent", USER_AGENT)
        .tag(SharedHttp.Progress.class, new SharedHttp.Progress(onSent));
  }
}
