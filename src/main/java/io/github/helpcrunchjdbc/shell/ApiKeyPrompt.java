package io.github.helpcrunchjdbc.shell;

import java.io.Console;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Asks the user for the API key if no key is given and a terminal is there. */
final class ApiKeyPrompt {
  private static final String PROPERTY = "apiKey";
  private static final String VARIABLE = "HELPCRUNCH_API_KEY";

  private ApiKeyPrompt() {}

  /**
   * Returns the properties to connect with.
   *
   * @param console null without a terminal; then the driver reports that the key is missing
   */
  static Properties propertiesFor(String url, @Nullable Console console) throws SQLException {
    Properties properties = new Properties();
    // The driver decides which URLs may have the variable's key.
    if (console != null && System.getenv(VARIABLE) == null && lacksKey(url)) {
      char[] typed = console.readPassword("HelpCrunch API key: ");
      if (typed != null && typed.length > 0) {
        properties.setProperty(PROPERTY, new String(typed));
      }
    }
    return properties;
  }

  /** Returns the key that was typed, or null. */
  static @Nullable String keyIn(Properties properties) {
    return properties.getProperty(PROPERTY);
  }

  private static boolean lacksKey(String url) throws SQLException {
    for (DriverPropertyInfo info :
        DriverManager.getDriver(url).getPropertyInfo(url, new Properties())) {
      if (info.name.equals(PROPERTY)) {
        return info.required;
      }
    }
    return false;
  }
}
