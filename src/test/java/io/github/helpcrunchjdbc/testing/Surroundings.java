package io.github.helpcrunchjdbc.testing;

import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** Default time zones and locales that drivers break on. Not for tests that run side by side. */
public enum Surroundings {
  USUAL("UTC", Locale.ROOT),
  FAR_EAST("Pacific/Chatham", Locale.forLanguageTag("ar-EG-u-nu-arab")),
  NEW_YORK("America/New_York", Locale.US),
  TURKISH("Europe/Istanbul", Locale.forLanguageTag("tr-TR"));

  /** What a test does. */
  @FunctionalInterface
  public interface Body {
    void run() throws Exception;
  }

  private final String zone;
  private final Locale locale;

  Surroundings(String zone, Locale locale) {
    this.zone = zone;
    this.locale = locale;
  }

  /** Runs a test with these defaults and restores what was before. */
  public void run(Body body) throws Exception {
    TimeZone zoneBefore = TimeZone.getDefault();
    Locale localeBefore = Locale.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    Locale.setDefault(locale);
    try {
      body.run();
    } finally {
      TimeZone.setDefault(zoneBefore);
      Locale.setDefault(localeBefore);
    }
  }

  /** Runs a test with each. */
  public static void runInAll(Body body) throws Exception {
    for (Surroundings each : List.of(values())) {
      each.run(body);
    }
  }
}
