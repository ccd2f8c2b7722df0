package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one kind of object, in the order in which they came first. Objects of one answer have
 * the same keys in the same order, and to compare bytes with the key that is due is faster than to
 * look a key up. Any other order is read as well. Serves one answer only.
 */
final class KeyOrder {
  /** Keys that come after so many others are not kept: they would be no customer's. */
  private static final int MOST_KEPT = 300;

  /**
   * A key that came.
   *
   * @param next the place of the key that is due after it
   * @param field what it holds, null if no column needs it
   * @param inner the keys of the object it holds, null if no column needs one
   */
  record Key(SerializableString name, int next, @Nullable Field field, @Nullable KeyOrder inner) {}

  private final Field object;
  private final List<Key> keys = new ArrayList<>();

  KeyOrder(Field object) {
    this.object = object;
  }

  /** The key that is due at a place, null if nothing is known. */
  @Nullable Key due(int place) {
    return place < keys.size() ? keys.get(place) : null;
  }

  /** The key of a name that was not due. */
  Key find(String name) {
    for (Key key : keys) {
      if (key.name().getValue().equals(name)) {
        return key;
      }
    }
    Field field = object.child(name);
    KeyOrder inner = field == null || field.children().isEmpty() ? null : new KeyOrder(field);
    Key key = new Key(new SerializedString(name), keys.size() + 1, field, inner);
    if (keys.size() < MOST_KEPT) {
      keys.add(key);
    }
    return key;
  }
}
