package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the value of a leaf's operand into search filters. */
final class FilterEncoder {
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private FilterEncoder() {}

  static BoundFilters encode(Leaf leaf, @Nullable Object value, WallClock clock) {
    // No comparison with NULL is true.
    if (value == null) {
      return BoundFilters.NEVER;
    }
    return switch (leaf.encoding()) {
      case INTEGER -> integer(leaf, number(value));
      case DATE -> date(leaf, ((Number) value).longValue(), clock);
      case FRACTIONAL_DATE -> fractionalDate(leaf, ((Number) value).longValue(), clock);
      case TEXT -> text(leaf, leaf.operator(), value.toString());
      case LIKE -> like(leaf, value.toString());
      case PIECE -> piece(leaf, LikePattern.longest(LikePattern.plainParts(value.toString())));
      case UPPER_PIECE -> foldedPiece(leaf, Stream.of(value.toString()), true);
      case LOWER_PIECE -> foldedPiece(leaf, Stream.of(value.toString()), false);
      case UPPER_LIKE -> foldedLike(leaf, value.toString(), true);
      case LOWER_LIKE -> foldedLike(leaf, value.toString(), false);
      case TAG -> text(leaf, Operator.EQ, value.toString());
    };
  }

  private static BigDecimal number(Object value) {
    return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
  }

  /**
   * Encodes a comparison of an id. Ids are whole, so a bound with a fraction moves to the next
   * whole number. A bound that all longs meet, or none, is not sent: the number after the last long
   * is not a long.
   */
  private static BoundFilters integer(Leaf leaf, BigDecimal value) {
    BigInteger floor = value.setScale(0, RoundingMode.FLOOR).toBigInteger();
    boolean whole = value.compareTo(new BigDecimal(floor)) == 0;
    BigInteger ceiling = whole ? floor : floor.add(BigInteger.ONE);
    return switch (leaf.operator()) {
      case EQ -> whole && fits(floor) ? whole(leaf, Operator.EQ, floor) : BoundFilters.NEVER;
      case NE -> whole && fits(floor) ? whole(leaf, Operator.NE, floor) : BoundFilters.ALWAYS;
      case GT -> below(floor) ? BoundFilters.ALWAYS : atLeast(leaf, Operator.GT, floor);
      case GE ->
          ceiling.compareTo(MIN) <= 0 ? BoundFilters.ALWAYS : atLeast(leaf, Operator.GE, ceiling);
      case LT -> above(ceiling) ? BoundFilters.ALWAYS : atMost(leaf, Operator.LT, ceiling);
      case LE -> floor.compareTo(MAX) >= 0 ? BoundFilters.ALWAYS : atMost(leaf, Operator.LE, floor);
      case CONTAINS, NOT_CONTAINS ->
          throw new IllegalStateException(leaf.operator() + " on a number");
    };
  }

  private static BoundFilters atLeast(Leaf leaf, Operator operator, BigInteger bound) {
    boolean isBehindAll = operator == Operator.GT && bound.equals(MAX);
    return above(bound) || isBehindAll ? BoundFilters.NEVER : whole(leaf, operator, bound);
  }

  private static BoundFilters atMost(Leaf leaf, Operator operator, BigInteger bound) {
    boolean isBeforeAll = operator == Operator.LT && bound.equals(MIN);
    return below(bound) || isBeforeAll ? BoundFilters.NEVER : whole(leaf, operator, bound);
  }

  private static boolean fits(BigInteger value) {
    return !below(value) && !above(value);
  }

  private static boolean below(BigInteger value) {
    return value.compareTo(MIN) < 0;
  }

  private static boolean above(BigInteger value) {
    return value.compareTo(MAX) > 0;
  }

  private static BoundFilters whole(Leaf leaf, Operator operator, BigInteger value) {
    return BoundFilters.of(filter(leaf, operator, value.longValueExact()));
  }

  /**
   * Encodes a comparison of a time. The service may keep fractions of seconds that it does not
   * show. It shows the whole second; so {@code <= X} means every stored time before X+1, and {@code
   * > X} every one from X+1 on. Bounds with a fraction move to the next whole second.
   */
  private static BoundFilters date(Leaf leaf, long millis, WallClock clock) {
    long floor = Math.floorDiv(millis, 1000L);
    boolean whole = Math.floorMod(millis, 1000L) == 0;
    long ceiling = whole ? floor : floor + 1;
    return switch (leaf.operator()) {
      case EQ -> second(leaf, floor, clock);
      case NE -> {
        Long only = clock.singleInstant(floor);
        yield whole && only != null
            ? BoundFilters.of(filter(leaf, Operator.NE, only))
            : BoundFilters.ALWAYS;
      }
      case GT -> from(leaf, floor + 1, clock);
      case GE -> from(leaf, ceiling, clock);
      case LT -> until(leaf, ceiling, clock);
      case LE -> until(leaf, floor + 1, clock);
      case CONTAINS, NOT_CONTAINS ->
          throw new IllegalStateException(leaf.operator() + " on a date");
    };
  }

  private static BoundFilters fractionalDate(Leaf leaf, long millis, WallClock clock) {
    long floor = Math.floorDiv(millis, 1000L);
    return switch (leaf.operator()) {
      case EQ -> second(leaf, floor, clock);
      case NE -> BoundFilters.ALWAYS;
      case GT, GE -> from(leaf, floor, clock);
      case LT, LE -> until(leaf, floor + 1, clock);
      case CONTAINS, NOT_CONTAINS ->
          throw new IllegalStateException(leaf.operator() + " on a date");
    };
  }

  private static BoundFilters from(Leaf leaf, long seconds, WallClock clock) {
    return BoundFilters.of(filter(leaf, Operator.GE, clock.atLeast(seconds)));
  }

  private static BoundFilters until(Leaf leaf, long seconds, WallClock clock) {
    return BoundFilters.of(filter(leaf, Operator.LT, clock.before(seconds)));
  }

  private static BoundFilters second(Leaf leaf, long seconds, WallClock clock) {
    long from = clock.atLeast(seconds);
    long until = clock.before(seconds + 1);
    // The clock skips this time.
    return from >= until
        ? BoundFilters.NEVER
        : BoundFilters.of(filter(leaf, Operator.GE, from), filter(leaf, Operator.LT, until));
  }

  /** Encodes a text. If no filter can carry it, none is made, and the plan checks the rows. */
  private static BoundFilters text(Leaf leaf, Operator operator, String text) {
    if (FieldText.canBeSent(text)) {
      return BoundFilters.of(
          filter(leaf, operator, leaf.encoding() == Encoding.TAG ? List.of(text) : text));
    }
    if (leaf.verdict() == Verdict.EXACT) {
      throw new IllegalStateException("an empty text for " + leaf.column().name());
    }
    return BoundFilters.ALWAYS;
  }

  private static BoundFilters like(Leaf leaf, String text) {
    LikePattern pattern = LikePattern.parse(text, leaf.escape());
    if (pattern == null) {
      return BoundFilters.ALWAYS;
    }
    if (pattern.shape() == LikePattern.Shape.EQUALS) {
      // A negative leaf never has a pattern that is known only at execution.
      return text(leaf, Operator.EQ, pattern.text());
    }
    return piece(leaf, pattern.longestPiece());
  }

  private static BoundFilters foldedLike(Leaf leaf, String text, boolean upper) {
    LikePattern pattern = LikePattern.parse(text, leaf.escape());
    return pattern == null
        ? BoundFilters.ALWAYS
        : foldedPiece(leaf, pattern.pieces().stream(), upper);
  }

  private static BoundFilters foldedPiece(Leaf leaf, Stream<String> texts, boolean upper) {
    return piece(leaf, LikePattern.longest(texts.flatMap(text -> Folding.pieces(text, upper))));
  }

  private static BoundFilters piece(Leaf leaf, @Nullable String piece) {
    return piece == null ? BoundFilters.ALWAYS : text(leaf, leaf.operator(), piece);
  }

  private static SearchFilter filter(Leaf leaf, Operator operator, Object value) {
    return new SearchFilter(leaf.column(), operator, value);
  }
}
