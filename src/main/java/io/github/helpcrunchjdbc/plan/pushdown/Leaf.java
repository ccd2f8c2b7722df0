package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * One predicate that can be pushed: column, operator, operand.
 *
 * @param column a searchable column
 * @param operator the operator as SQL means it; times may be sent with another one
 * @param operand an expression without columns; its value may be known only at execution
 * @param escape the escape character of a LIKE, else null
 * @param verdict EXACT or SUPERSET
 * @param reason the reason of the verdict, for people
 * @param source the predicate as SQL has it
 * @param recheck what the driver still has to check on the rows, null for nothing
 */
public record Leaf(
    ColumnDef column,
    Operator operator,
    Encoding encoding,
    RexNode operand,
    @Nullable Character escape,
    Verdict verdict,
    String reason,
    RexNode source,
    @Nullable RexNode recheck)
    implements Condition {

  /** Returns a predicate whose filter finds exactly the customers for which it is true. */
  static Leaf exact(
      ColumnDef column,
      Operator operator,
      Encoding encoding,
      RexNode operand,
      RexNode source,
      String reason) {
    return new Leaf(column, operator, encoding, operand, null, Verdict.EXACT, reason, source, null);
  }

  /** Returns a predicate whose filter may find more customers; the driver checks it again. */
  static Leaf superset(
      ColumnDef column,
      Operator operator,
      Encoding encoding,
      RexNode operand,
      RexNode source,
      String reason) {
    return new Leaf(
        column, operator, encoding, operand, null, Verdict.SUPERSET, reason, source, source);
  }

  /** Whether two filters may be needed that must both match, which is impossible under OR. */
  boolean needsRange() {
    return (encoding == Encoding.DATE || encoding == Encoding.FRACTIONAL_DATE)
        && operator == Operator.EQ;
  }

  /** Whether the predicate requires one value of its column. */
  public boolean pins() {
    return operator == Operator.EQ && encoding == Encoding.TEXT;
  }

  /** Returns this predicate with another verdict, another reason, and another check. */
  Leaf as(Verdict other, String why, @Nullable RexNode checkedAgain) {
    return new Leaf(column, operator, encoding, operand, escape, other, why, source, checkedAgain);
  }

  /** Returns a bound that follows from this comparison and from others with wider bounds. */
  Leaf asBound(Operator bound) {
    return with(bound, "the range that all branches share", source, null);
  }

  /** Returns this predicate; the driver checks the whole {@code predicate} again. */
  Leaf checkedAgain(RexNode predicate) {
    return with(operator, "implied by the predicate", predicate, predicate);
  }

  private Leaf with(Operator other, String why, RexNode predicate, @Nullable RexNode checkedAgain) {
    return new Leaf(
        column, other, encoding, operand, escape, Verdict.SUPERSET, why, predicate, checkedAgain);
  }

  /** Returns the filters for a value of the operand. */
  BoundFilters bind(@Nullable Object value, WallClock clock) {
    return FilterEncoder.encode(this, value, clock);
  }

  /** Whether the filters for a value find too much, though the plan takes them for exact. */
  boolean isDoubtful(@Nullable Object value, WallClock clock) {
    return encoding == Encoding.DATE
        && verdict == Verdict.EXACT
        && value instanceof Number millis
        && clock.isDoubtful(operator, millis.longValue());
  }

  /** Returns the predicate with its verdict and reason, as a plan shows it. */
  @Override
  public String toString() {
    return column.name() + " " + operator.symbol() + " " + operand + " " + verdict + ": " + reason;
  }
}
