package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one kind of object, in the order in which they first came. The objects of one answer
 * usually have the same keys in the same order, and it is faster to compare bytes with the expected
 * key than to look a key up. Keys in any other order are read as well. One instance serves one
 * answer only.
 */
final class KeyOrder {
  /** At most this many keys are kept, so that no answer fills the memory. No customer has more. */
  private static final int MOST_KEPT = 300;

  /**
   * A key that has come.
   *
   * @param next the place of the key that is expected after it
   * @param field what the key holds, null if no column needs it
   * @param inner the keys of the object it holds, null if no column needs one of them
   */
  record Key(SerializableString name, int next, @Nullable Field field, @Nullable KeyOrder inner) {}

  private final Field object;
  private final List<Key> keys = new ArrayList<>();

  KeyOrder(Field object) {
    this.object = object;
  }

  /** Returns the key that is expected at a place, null if nothing is known. */
  @Nullable Key due(int place) {
    return place < keys.size() ? keys.get(place) : null;
  }

  /** Returns the key with a name, which need not be the expected one. */
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
