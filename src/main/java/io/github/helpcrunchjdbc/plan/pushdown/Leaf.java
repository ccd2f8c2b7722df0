package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * One predicate that can be pushed: column, operator, operand.
 *
 * @param column a searchable column
 * @param operator the operator as SQL means it; dates may be sent with another one
 * @param operand an expression without columns, whose value may be known only at execution
 * @param escape the escape character of a LIKE, else null
 * @param verdict EXACT or SUPERSET
 * @param reason why, for people
 * @param source the predicate as SQL has it
 * @param recheck what the driver still has to evaluate on the rows that come, null for nothing
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

  /** A predicate whose filter selects just what it is true of. */
  static Leaf exact(
      ColumnDef column,
      Operator operator,
      Encoding encoding,
      RexNode operand,
      RexNode source,
      String reason) {
    return new Leaf(column, operator, encoding, operand, null, Verdict.EXACT, reason, source, null);
  }

  /** A predicate whose filter may select more; it is checked again on the rows that come. */
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

  /** Whether it may take two filters that must both match, so that it can't stand under OR. */
  boolean needsRange() {
    return (encoding == Encoding.DATE || encoding == Encoding.FRACTIONAL_DATE)
        && operator == Operator.EQ;
  }

  /** Whether it pins its column to one value. */
  public boolean pins() {
    return operator == Operator.EQ && encoding == Encoding.TEXT;
  }

  /** The same with another verdict and reason, and something else to be checked again. */
  Leaf as(Verdict other, String why, @Nullable RexNode checkedAgain) {
    return new Leaf(column, operator, encoding, operand, escape, other, why, source, checkedAgain);
  }

  /** A bound that follows from this comparison and from others that say no more. */
  Leaf asBound(Operator bound) {
    return with(bound, "the range that all branches share", source, null);
  }

  /** The same, with the whole predicate checked again on the rows that come. */
  Leaf checkedAgain(RexNode predicate) {
    return with(operator, "implied by the predicate", predicate, predicate);
  }

  private Leaf with(Operator other, String why, RexNode predicate, @Nullable RexNode checkedAgain) {
    return new Leaf(
        column, other, encoding, operand, escape, Verdict.SUPERSET, why, predicate, checkedAgain);
  }

  /** What the service's filters select at the given value of the operand. */
  Bound bind(@Nullable Object value, WallClock clock) {
    return FilterEncoder.encode(this, value, clock);
  }

  /** Whether the filters for that value are not what the plan took them for. */
  boolean isDoubtful(@Nullable Object value, WallClock clock) {
    return encoding == Encoding.DATE
        && verdict == Verdict.EXACT
        && value instanceof Number millis
        && clock.isDoubtful(operator, millis.longValue());
  }

  /** The predicate with its verdict and reason, as a plan shows it. */
  @Override
  public String toString() {
    return column.name() + " " + operator.symbol() + " " + operand + " " + verdict + ": " + reason;
  }
}
