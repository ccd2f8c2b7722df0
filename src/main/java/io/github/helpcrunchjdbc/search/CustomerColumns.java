package io.github.helpcrunchjdbc.search;

import static io.github.helpcrunchjdbc.search.ColumnType.ATTRIBUTES;
import static io.github.helpcrunchjdbc.search.ColumnType.BOOLEAN;
import static io.github.helpcrunchjdbc.search.ColumnType.DATE;
import static io.github.helpcrunchjdbc.search.ColumnType.INTEGER;
import static io.github.helpcrunchjdbc.search.ColumnType.STRING;
import static io.github.helpcrunchjdbc.search.ColumnType.TAGS;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The service's own fields as columns. Only this class knows the fields of the API. The row type,
 * what may be sent, decoding, metadata and {@code docs/columns.md} all follow from it, through the
 * {@link TableDef}s that name these columns.
 *
 * <p>Source: the vendor's page "Search for customers", its tables of searchable and sortable fields
 * and its example of an answer.
 */
public final class CustomerColumns {
  private static final List<ColumnDef> ALL = new ArrayList<>();

  public static final ColumnDef ID =
      add("id", INTEGER, "id", "id", false, "Unique id of the customer in HelpCrunch");
  public static final ColumnDef NAME = searchable("name", "name", "Name");
  public static final ColumnDef EMAIL = searchable("email", "email", "Email address; not unique");
  public static final ColumnDef USER_ID =
      searchable("userId", "userId", "Your own id of the customer, set by user authentication");
  public static final ColumnDef COMPANY = searchable("company", "company", "Company");
  public static final ColumnDef PHONE = searchable("phone", "phone", "Phone number; not unique");
  public static final ColumnDef FIRST_SEEN =
      add("firstSeen", DATE, "firstSeen", null, true, "Time of the first visit");
  public static final ColumnDef LAST_SEEN =
      add("lastSeen", DATE, "lastSeen", "lastSeen", true, "Time of the last visit");
  public static final ColumnDef REGION_CODE =
      searchable("regionCode", "location.regionCode", "Region of the last known location");
  public static final ColumnDef COUNTRY_CODE =
      searchable("countryCode", "location.countryCode", "Country of the last known location");
  public static final ColumnDef CITY =
      searchable("city", "location.city", "City of the last known location");
  public static final ColumnDef DEVICE_ID =
      shown("deviceId", INTEGER, "device.id", "Id of the device");
  public static final ColumnDef DEVICE_IP = shown("deviceIp", STRING, "device.ip", "IP address");
  public static final ColumnDef DEVICE_TIMEZONE =
      shown("deviceTimezone", STRING, "device.timezone", "IANA time zone of the device");
  public static final ColumnDef DEVICE_PLATFORM =
      shown("devicePlatform", STRING, "device.platform", "Platform, such as desktop");
  public static final ColumnDef DEVICE_USER_AGENT =
      shown("deviceUserAgent", STRING, "device.userAgent", "User agent of the browser");
  public static final ColumnDef UNSUBSCRIBED =
      shown("unsubscribed", BOOLEAN, "unsubscribed", "Whether they take no more emails");
  public static final ColumnDef BLOCKED =
      shown("blocked", BOOLEAN, "blocked", "Whether they are blocked");
  public static final ColumnDef SOURCE =
      shown("source", STRING, "source", "Page the customer first came to");
  public static final ColumnDef REFERER =
      shown("referer", STRING, "referer", "Page the customer came from");
  public static final ColumnDef LAST_PAGE =
      shown("lastPage", STRING, "lastPage", "Page the customer saw last");
  public static final ColumnDef LOCALE =
      shown("locale", STRING, "locale", "Language of the customer");
  public static final ColumnDef CREATED_FROM =
      shown("createdFrom", STRING, "createdFrom", "Channel the customer was created from");
  public static final ColumnDef INTEGRATION_ID =
      shown("integrationId", STRING, "integrationId", "The channel's own id of the customer");
  public static final ColumnDef NOTES = shown("notes", STRING, "notes", "Notes of the team");
  public static final ColumnDef TAGS_COLUMN =
      add("tags", TAGS, "tags", "tagsData", false, "JSON array of the tag names; see HAS_TAG");
  public static final ColumnDef CUSTOM_DATA =
      shown("customData", ATTRIBUTES, "customData", "JSON object of your own attributes");
  public static final ColumnDef TELEGRAM_ID = searchOnly("telegramId", "Telegram");
  public static final ColumnDef FACEBOOK_ID = searchOnly("facebookId", "Facebook");
  public static final ColumnDef INSTAGRAM_ID = searchOnly("instagramId", "Instagram");
  public static final ColumnDef VIBER_ID = searchOnly("viberId", "Viber");
  public static final ColumnDef WHATSAPP_ID = searchOnly("whatsappId", "WhatsApp");

  private CustomerColumns() {}

  /** Returns all columns. The columns that can only be searched come last. */
  public static List<ColumnDef> all() {
    return List.copyOf(ALL);
  }

  private static ColumnDef searchable(String name, String path, String remark) {
    return add(name, STRING, path, name, false, remark);
  }

  private static ColumnDef shown(String name, ColumnType type, String path, String remark) {
    return add(name, type, path, null, false, remark);
  }

  private static ColumnDef searchOnly(String name, String channel) {
    return add(
        name, STRING, "", name, false, "Id in " + channel + "; can be searched, is never shown");
  }

  private static ColumnDef add(
      String name,
      ColumnType type,
      String path,
      @Nullable String searchField,
      boolean sortable,
      String remark) {
    ColumnDef column =
        new ColumnDef(
            name,
            type,
            path.isEmpty() ? List.of() : List.of(path.split("\\.", -1)),
            searchField == null ? null : "customers." + searchField,
            sortable ? "customers." + name : null,
            path.isEmpty(),
            null,
            remark);
    ALL.add(column);
    return column;
  }
}
