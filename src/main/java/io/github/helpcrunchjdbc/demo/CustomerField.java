package io.github.helpcrunchjdbc.demo;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a customer of the demo account has, in the order of the table's columns.
 *
 * <p>Written from the vendor's page alone, not derived from the driver's column table: an account
 * that shared that table would share its mistakes.
 */
public enum CustomerField {
  ID("id", Kind.INTEGER, true, "id"),
  NAME("name", Kind.STRING, true, "name"),
  EMAIL("email", Kind.STRING, true, "email"),
  USER_ID("userId", Kind.STRING, true, "userId"),
  COMPANY("company", Kind.STRING, true, "company"),
  PHONE("phone", Kind.STRING, true, "phone"),
  FIRST_SEEN("firstSeen", Kind.DATE, false, "firstSeen"),
  LAST_SEEN("lastSeen", Kind.DATE, true, "lastSeen"),
  REGION_CODE("regionCode", Kind.STRING, true, "location.regionCode"),
  COUNTRY_CODE("countryCode", Kind.STRING, true, "location.countryCode"),
  CITY("city", Kind.STRING, true, "location.city"),
  DEVICE_ID("deviceId", Kind.INTEGER, false, "device.id"),
  DEVICE_IP("deviceIp", Kind.STRING, false, "device.ip"),
  DEVICE_TIMEZONE("deviceTimezone", Kind.STRING, false, "device.timezone"),
  DEVICE_PLATFORM("devicePlatform", Kind.STRING, false, "device.platform"),
  DEVICE_USER_AGENT("deviceUserAgent", Kind.STRING, false, "device.userAgent"),
  UNSUBSCRIBED("unsubscribed", Kind.BOOLEAN, false, "unsubscribed"),
  BLOCKED("blocked", Kind.BOOLEAN, false, "blocked"),
  SOURCE("source", Kind.STRING, false, "source"),
  REFERER("referer", Kind.STRING, false, "referer"),
  LAST_PAGE("lastPage", Kind.STRING, false, "lastPage"),
  LOCALE("locale", Kind.STRING, false, "locale"),
  CREATED_FROM("createdFrom", Kind.STRING, false, "createdFrom"),
  INTEGRATION_ID("integrationId", Kind.STRING, false, "integrationId"),
  NOTES("notes", Kind.STRING, false, "notes"),
  TAGS("tags", Kind.TAGS, true, "tags"),
  CUSTOM_DATA("customData", Kind.ATTRIBUTES, false, "customData"),
  TELEGRAM_ID("telegramId", Kind.STRING, true, ""),
  FACEBOOK_ID("facebookId", Kind.STRING, true, ""),
  INSTAGRAM_ID("instagramId", Kind.STRING, true, ""),
  VIBER_ID("viberId", Kind.STRING, true, ""),
  WHATSAPP_ID("whatsappId", Kind.STRING, true, "");

  /** The kind of value in a field, with the Java class in which the demo account keeps it. */
  public enum Kind {
    /** {@code Long}. */
    INTEGER,
    /** {@code String}. */
    STRING,
    /** {@code java.time.Instant}, to the millisecond. */
    DATE,
    /** {@code Boolean}. */
    BOOLEAN,
    /** {@code List<Tag>}. */
    TAGS,
    /** {@code Map<String, Object>} of String, Long, BigDecimal, Boolean and Instant. */
    ATTRIBUTES
  }

  private static final Map<String, CustomerField> SEARCHABLE =
      Arrays.stream(values())
          .filter(field -> field.searchable)
          .collect(Collectors.toUnmodifiableMap(CustomerField::filterName, Function.identity()));

  private final String column;
  private final Kind kind;
  private final boolean searchable;
  private final String path;

  CustomerField(String column, Kind kind, boolean searchable, String path) {
    this.column = column;
    this.kind = kind;
    this.searchable = searchable;
    this.path = path;
  }

  /** The public column's name. */
  public String column() {
    return column;
  }

  public Kind kind() {
    return kind;
  }

  /** Returns whether answers show the field; the ids of the channels can only be searched. */
  public boolean isShown() {
    return !path.isEmpty();
  }

  /**
   * Returns the name of the object inside the customer object that holds this field; {@code ""} if
   * the customer object holds it directly.
   */
  String object() {
    return path.substring(0, Math.max(0, path.indexOf('.')));
  }

  /** Returns the field's key in the customer object, or in the object named by {@link #object}. */
  String key() {
    return path.substring(path.indexOf('.') + 1);
  }

  private String filterName() {
    return "customers." + (this == TAGS ? "tagsData" : column);
  }

  /**
   * Returns the field that filters call by this name, or null if no field can be searched under it.
   */
  static @Nullable CustomerField searchable(String filterField) {
    return SEARCHABLE.get(filterField);
  }

  /** Returns the field that {@code sort} calls by this name, or null. */
  static @Nullable CustomerField sortable(String sort) {
    return switch (sort) {
      case "customers.firstSeen" -> FIRST_SEEN;
      case "customers.lastSeen" -> LAST_SEEN;
      default -> null;
    };
  }
}
