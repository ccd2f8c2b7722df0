package io.github.helpcrunchjdbc.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.http.quota.ConnectionLimit;
import io.github.helpcrunchjdbc.http.quota.HostQuota;
import io.github.helpcrunchjdbc.http.quota.Priority;
import io.github.helpcrunchjdbc.http.quota.Quota;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The picture of docs/cost.md: when the requests of a scan go out and its rows come in, by the
 * quota itself and simulated time. With {@code -Ddocs.write=true} it is drawn anew.
 */
class TestScanInTime {
  private static final Path PICTURE = Path.of("docs", "scan-in-time.svg");
  private static final int PAGES = 300;
  private static final int ROWS_A_PAGE = 100;
  private static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final VirtualTime time = new VirtualTime();
  private final Quota quota = new Quota(time, () -> 0.5, HostQuota.NONE);
  private final ConnectionLimit limit = new ConnectionLimit(120, 4, false, 120_000_000_000L);
  private final List<Double> sent = new ArrayList<>();
  private final List<Double> answered = new ArrayList<>();

  private double seconds() {
    return time.elapsed() / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private void scan() {
    for (int page = 0; page < PAGES; page++) {
      var unused =
          quota
              .acquire(limit, Priority.NOW, quota.nextPlace(), () -> Long.MAX_VALUE)
              .thenAccept(
                  permit -> {
                    sent.add(seconds());
                    time.schedule(
                        () -> {
                          answered.add(seconds());
                          permit.end();
                        },
                        ANSWER_NANOS);
                  });
    }
    while (answered.size() < PAGES) {
      assertThat(time.step()).isTrue();
    }
  }

  @Test
  void thePictureShowsWhatTheQuotaDoes() throws IOException {
    scan();
    // A minute's worth at once, then as answers turn a minute old.
    assertThat(sent.get(119)).isLessThan(10);
    assertThat(sent.get(120)).isBetween(60.0, 61.0);
    assertThat(sent.get(240)).isBetween(120.0, 122.0);
    String picture = picture();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PICTURE, picture);
    }
    assertThat(Files.readString(PICTURE)).isEqualTo(picture);
  }

  private String picture() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 330\""
            + " font-family=\"sans-serif\" font-size=\"13\" role=\"img\">\n"
            + "<title>A scan of 30,000 customers in time: requests, waits for the quota,"
            + " rows</title>\n"
            + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    for (int[] wait : List.of(new int[] {119, 120}, new int[] {239, 240})) {
      double from = x(sent.get(wait[0]));
      double until = x(sent.get(wait[1]));
      svg.append(rect(from, 20, until - from, 260, "#f3efe0"))
          .append(text((from + until) / 2, 36, "middle", "quota full: waits"));
    }
    for (int rows = 0; rows <= PAGES * ROWS_A_PAGE; rows += 10_000) {
      svg.append(line(60, y(rows), 620, y(rows), "#dddddd"))
          .append(text(54, y(rows) + 4, "end", String.format(Locale.ROOT, "%,d", rows)));
    }
    for (int second = 0; second <= 120; second += 30) {
      svg.append(text(x(second), 318, "middle", second + " s"));
    }
    for (double moment : sent) {
      svg.append(line(x(moment), 284, x(moment), 298, "#8a8a8a"));
    }
    svg.append("<polyline fill=\"none\" stroke=\"#1f6feb\" stroke-width=\"2\" points=\"");
    svg.append(point(0, 0));
    for (int page = 0; page < PAGES; page++) {
      svg.append(' ').append(point(answered.get(page), page * ROWS_A_PAGE));
      svg.append(' ').append(point(answered.get(page), (page + 1) * ROWS_A_PAGE));
    }
    svg.append("\"/>\n")
        .append(text(66, 62, "start", "rows that have come"))
        .append(text(620, 310, "end", "each stroke: a request"))
        .append("</svg>\n");
    return svg.toString();
  }

  private static double x(double second) {
    return 60 + second * 560 / 126;
  }

  private static double y(double rows) {
    return 280 - rows * 230 / (PAGES * ROWS_A_PAGE);
  }

  private static String point(double second, double rows) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x(second), y(rows));
  }

  private static String rect(double x, double y, double width, double height, String fill) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n",
        x,
        y,
        width,
        height,
        fill);
  }

  private static String line(double x1, double y1, double x2, double y2, String stroke) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n",
        x1,
        y1,
        x2,
        y2,
        stroke);
  }

  private static String text(double x, double y, String anchor, String words) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222222\">%s</text>\n",
        x,
        y,
        anchor,
        words);
  }
}
