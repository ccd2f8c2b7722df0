package io.github.helpcrunchjdbc.bench;

import java.util.List;
import java.util.Locale;

/** Bars of wall times as SVG, readable on light and on dark pages. */
final class ScanPlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int LEFT = 56;
  private static final int TOP = 24;
  private static final int FLOOR = 264;
  private static final int GROUP = 112;
  private static final int BAR = 40;

  private ScanPlot() {}

  static String svg(List<Integer> inFlight, List<Double> driver, List<Double> ideal, double plain) {
    double most = Math.max(plain, driver.stream().mapToDouble(Double::doubleValue).max().orElse(1));
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\">\n"
            .formatted(WIDTH, HEIGHT));
    svg.append("<title>Seconds to read 20,000 customers at 150 ms latency</title>\n");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    for (int seconds = 0; seconds <= most; seconds += 5) {
      double y = y(seconds, most);
      line(svg, LEFT, y, WIDTH - 16, y, "#dddddd");
      text(svg, LEFT - 8, y + 4, "end", seconds + " s");
    }
    int x = LEFT + 16;
    bar(svg, x + 20, plain, most, "#8a8a8a");
    text(svg, x + 40, FLOOR + 18, "middle", "plain reader");
    for (int i = 0; i < inFlight.size(); i++) {
      x += GROUP;
      bar(svg, x, driver.get(i), most, "#1f6feb");
      bar(svg, x + BAR + 4, ideal.get(i), most, "#9ec5fe");
      text(svg, x + BAR + 2, FLOOR + 18, "middle", inFlight.get(i) + " in flight");
    }
    legend(svg, 200, "#1f6feb", "driver");
    legend(svg, 300, "#9ec5fe", "pages / in flight x latency");
    return svg.append("</svg>\n").toString();
  }

  private static double y(double seconds, double most) {
    return FLOOR - seconds / most * (FLOOR - TOP);
  }

  private static void bar(StringBuilder svg, int x, double seconds, double most, String color) {
    double y = y(seconds, most);
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"/>\n",
            x,
            y,
            BAR,
            FLOOR - y,
            color));
    text(svg, x + BAR / 2.0, y - 4, "middle", String.format(Locale.ROOT, "%.1f", seconds));
  }

  private static void line(
      StringBuilder svg, double x1, double y1, double x2, double y2, String color) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n",
            x1,
            y1,
            x2,
            y2,
            color));
  }

  private static void legend(StringBuilder svg, int x, String color, String words) {
    svg.append(
        "<rect x=\"%d\" y=\"296\" width=\"12\" height=\"12\" fill=\"%s\"/>\n".formatted(x, color));
    text(svg, x + 18, 307, "start", words);
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String words) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222222\">%s</text>\n",
            x,
            y,
            anchor,
            words));
  }
}
