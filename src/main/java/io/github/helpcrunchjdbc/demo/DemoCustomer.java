package io.github.helpcrunchjdbc.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A customer as the account stores it: a value or null for each field. Immutable. */
public final class DemoCustomer {
  private final EnumMap<CustomerField, Object> values;

  private DemoCustomer(EnumMap<CustomerField, Object> values) {
    this.values = values;
  }

  /** Returns a customer with nothing but an id. */
  public static DemoCustomer of(long id) {
    return builder(id).build();
  }

  public static Builder builder(long id) {
    return new Builder(new EnumMap<>(CustomerField.class)).set(CustomerField.ID, id);
  }

  public long id() {
    Long id = (Long) values.get(CustomerField.ID);
    return id == null ? 0 : id;
  }

  /** Returns the field's value, in the class that its {@link CustomerField.Kind} names, or null. */
  public @Nullable Object get(CustomerField field) {
    return values.get(field);
  }

  @Nullable String text(CustomerField field) {
    return (String) get(field);
  }

  @Nullable Instant time(CustomerField field) {
    return (Instant) get(field);
  }

  /** Returns a copy with another value of the field. */
  public DemoCustomer with(CustomerField field, @Nullable Object value) {
    return new Builder(values.clone()).set(field, value).build();
  }

  /** Returns a copy with these tags. */
  public DemoCustomer withTags(String... names) {
    List<Tag> tags = new ArrayList<>();
    for (String name : names) {
      tags.add(Tag.named(name));
    }
    return with(CustomerField.TAGS, tags);
  }

  /** Sets fields one by one. Not thread-safe; after {@code build} it must not be used again. */
  public static final class Builder {
    private final EnumMap<CustomerField, Object> values;

    private Builder(EnumMap<CustomerField, Object> values) {
      this.values = values;
    }

    /**
     * Sets a value, or removes it if it is null. Times are cut to the millisecond.
     *
     * @throws IllegalArgumentException if the value is not of the field's class
     */
    public Builder set(CustomerField field, @Nullable Object value) {
      if (value == null) {
        values.remove(field);
      } else {
        values.put(field, checked(field, value));
      }
      return this;
    }

    public DemoCustomer build() {
      return new DemoCustomer(values);
    }

    private static Object checked(CustomerField field, Object value) {
      if (field.kind() == CustomerField.Kind.INTEGER && value instanceof Long) {
        return value;
      } else if (field.kind() == CustomerField.Kind.STRING && value instanceof String) {
        return value;
      } else if (field.kind() == CustomerField.Kind.BOOLEAN && value instanceof Boolean) {
        return value;
      } else if (field.kind() == CustomerField.Kind.DATE && value instanceof Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
      } else if (field.kind() == CustomerField.Kind.TAGS && value instanceof List<?> tags) {
        return List.copyOf(tags);
      } else if (field.kind() == CustomerField.Kind.ATTRIBUTES && value instanceof Map<?, ?> map) {
        // The map keeps the order of its keys, because answers show them in this order.
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
      }
      throw new IllegalArgumentException(
          field.column() + " can't hold a " + value.getClass().getSimpleName());
    }
  }
}
