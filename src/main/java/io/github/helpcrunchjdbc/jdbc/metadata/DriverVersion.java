package io.github.helpcrunchjdbc.jdbc.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The driver's name and version. The version comes only from the POM, which the build copies into a
 * resource.
 */
public final class DriverVersion {
  public static final String NAME = "HelpCrunch JDBC Driver";
  public static final String VERSION = read();

  private DriverVersion() {}

  public static int major() {
    return number(0);
  }

  public static int minor() {
    return number(1);
  }

  private static int number(int position) {
    return Integer.parseInt(VERSION.split("[.-]", -1)[position]);
  }

  private static String read() {
    // The path is relative to this class, so that it is right where the jar's classes are
    // relocated.
    try (InputStream resource = DriverVersion.class.getResourceAsStream("driver.properties")) {
      if (resource == null) {
        throw new IllegalStateException("driver.properties is missing from the jar");
      }
      Properties properties = new Properties();
      properties.load(resource);
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
