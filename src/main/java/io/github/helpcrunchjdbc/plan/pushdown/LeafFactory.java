package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.plan.pushdown.Condition.Opaque;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a predicate on one column can be pushed, and with which verdict. Only this class
 * and {@link DateLeaf} do so; {@code docs/pushdown.md} has the proofs.
 *
 * @param knowledge what is known of the service
 */
record LeafFactory(RexBuilder rexBuilder, Knowledge knowledge) {
  private static final String EMPTY = "the service may refuse an empty text";

  /**
   * Returns the condition of a comparison with an operand that has no columns.
   *
   * @param reference the column as the predicate has it, for what must be checked again
   */
  Condition comparison(
      ColumnDef column, Operator operator, RexNode operand, RexNode reference, RexNode source) {
    if (!column.operators().contains(operator)) {
      return new Opaque(source, cannot(column, operator));
    }
    if (column.isInstant()) {
      return new DateLeaf(knowledge, column, operator).of(operand, source);
    }
    if (column.isWholeNumber()) {
      return integer(column, operator, operand, source);
    }
    return column.isSearchableText()
        ? text(column, operator, Encoding.TEXT, operand, null, reference, source)
        : new Opaque(source, cannot(column, operator));
  }

  private static String cannot(ColumnDef column, Operator operator) {
    if (column.isSearchableTags()) {
      return "the service searches single tags, not the whole list";
    }
    return column.isSearchable()
        ? "the service has no " + operator.symbol() + " for " + column.name()
        : column.whyUnsearchable();
  }

  private static Condition integer(
      ColumnDef column, Operator operator, RexNode operand, RexNode source) {
    if (!SqlTypeUtil.isExactNumeric(operand.getType())) {
      return new Opaque(source, "only whole and decimal numbers compare exactly");
    }
    return Leaf.exact(
        column, operator, Encoding.INTEGER, operand, source, "ids compare as numbers");
  }

  /**
   * Returns the condition of a LIKE or NOT LIKE.
   *
   * @param pattern the pattern; it may be known only at execution
   */
  Condition like(
      ColumnDef column,
      boolean negative,
      RexNode pattern,
      @Nullable Character escape,
      RexNode reference,
      RexNode source) {
    Operator operator = negative ? Operator.NOT_CONTAINS : Operator.CONTAINS;
    if (!column.operators().contains(operator)) {
      return new Opaque(source, cannot(column, operator));
    }
    StringMatching known = knowledge.matching(column);
    boolean contains = known.containment() != Verdict.NONE;
    if (!(pattern instanceof RexLiteral literal)) {
      if (!contains || known.equality() == Verdict.NONE) {
        return new Opaque(source, known.reason());
      }
      return negative || column.isSearchOnly()
          ? new Opaque(source, "the pattern is known only at execution")
          : superset(column, operator, pattern, escape, source, "the pattern is not known yet");
    }
    String text = literal.getValueAs(String.class);
    LikePattern parsed = text == null ? null : LikePattern.parse(text, escape);
    if (parsed == null) {
      return new Opaque(source, "the pattern is not valid");
    }
    if (parsed.shape() == LikePattern.Shape.EQUALS) {
      return text(
          column,
          negative ? Operator.NE : Operator.EQ,
          Encoding.TEXT,
          rexBuilder.makeLiteral(parsed.text()),
          null,
          reference,
          source);
    }
    if (!contains) {
      return new Opaque(source, known.reason());
    }
    if (!parsed.text().isEmpty() && parsed.pieces().stream().allMatch(String::isBlank)) {
      return new Opaque(source, "the service may refuse a text of nothing but spaces");
    }
    if (parsed.isOnePlainPiece()) {
      return text(column, operator, Encoding.LIKE, pattern, escape, reference, source);
    }
    if (negative || parsed.longestPiece() == null) {
      return new Opaque(
          source, negative ? "only NOT LIKE '%text%' has a filter" : "the pattern has no text");
    }
    return column.isSearchOnly()
        ? new Opaque(source, "only LIKE '%text%' can be answered without seeing the value")
        : superset(
            column, operator, pattern, escape, source, "the longest literal piece of the pattern");
  }

  /**
   * Returns the condition of a comparison that implies that the column contains a piece of the
   * operand.
   *
   * @param encoding how to get the piece from the operand's value
   */
  Condition containsPieceOf(ColumnDef column, RexNode operand, Encoding encoding, RexNode source) {
    if (!column.operators().contains(Operator.CONTAINS)
        || column.isSearchOnly()
        || !SqlTypeUtil.isCharacter(operand.getType())) {
      return new Opaque(source, cannot(column, Operator.CONTAINS));
    }
    StringMatching known = knowledge.matching(column);
    boolean folds = encoding.needsFolding();
    if (known.containment() == Verdict.NONE || (folds && !known.foldsCase())) {
      return new Opaque(source, folds ? "not known to ignore case" : known.reason());
    }
    return Leaf.superset(
        column,
        Operator.CONTAINS,
        encoding,
        operand,
        source,
        "implied: the value contains such a text");
  }

  /** Returns the condition of an equality that a predicate implies. */
  Condition impliedEquality(ColumnDef column, RexNode operand, RexNode reference, RexNode source) {
    Condition implied = text(column, Operator.EQ, Encoding.TEXT, operand, null, reference, source);
    return implied instanceof Leaf leaf ? leaf.checkedAgain(source) : implied;
  }

  private static Leaf superset(
      ColumnDef column,
      Operator operator,
      RexNode pattern,
      @Nullable Character escape,
      RexNode source,
      String reason) {
    return new Leaf(
        column, operator, Encoding.LIKE, pattern, escape, Verdict.SUPERSET, reason, source, source);
  }

  private Condition text(
      ColumnDef column,
      Operator operator,
      Encoding encoding,
      RexNode operand,
      @Nullable Character escape,
      RexNode reference,
      RexNode source) {
    if (!SqlTypeUtil.isCharacter(operand.getType())) {
      return new Opaque(source, "only text compares with " + column.name());
    }
    StringMatching known = knowledge.matching(column);
    if (!column.operators().contains(operator)) {
      return new Opaque(source, cannot(column, operator));
    }
    if (isBlank(operand)) {
      return new Opaque(source, EMPTY);
    }
    boolean contains = operator == Operator.CONTAINS || operator == Operator.NOT_CONTAINS;
    Verdict verdict = contains ? known.containment() : known.equality();
    Leaf leaf =
        new Leaf(
            column, operator, encoding, operand, escape, verdict, known.reason(), source, null);
    if (column.isSearchOnly()) {
      // The service never shows the column's value, so the driver can't check anything again.
      return operator.isNegative() && verdict != Verdict.EXACT
          ? new Opaque(source, "needs stringMatching=server")
          : leaf.as(Verdict.EXACT, "only the service knows the value", null);
    }
    if (verdict == Verdict.EXACT && !isKnownBeforehand(operand)) {
      // A text that is computed at execution may be empty, and an empty text is not sent.
      return operator.isNegative()
          ? new Opaque(source, EMPTY)
          : leaf.as(Verdict.SUPERSET, EMPTY, source);
    }
    if (verdict == Verdict.NONE || (operator.isNegative() && verdict != Verdict.EXACT)) {
      return new Opaque(source, known.reason());
    }
    RexNode recheck = null;
    if (verdict == Verdict.SUPERSET) {
      recheck = source;
    } else if (operator.isNegative()) {
      // SQL's <> is never true of NULL; the service's may be.
      recheck = rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, reference);
    }
    return leaf.as(verdict, known.reason(), recheck);
  }

  /** Returns the condition of a HAS_TAG. */
  Condition hasTag(ColumnDef column, RexNode tag, RexNode source) {
    if (!column.isSearchableTags()) {
      return new Opaque(source, "only the tags of a customer can be searched");
    }
    if (isBlank(tag)) {
      return new Opaque(source, "the service refuses an empty name");
    }
    return isKnownBeforehand(tag)
        ? Leaf.exact(column, Operator.EQ, Encoding.TAG, tag, source, "tag names are case sensitive")
        : Leaf.superset(
            column,
            Operator.EQ,
            Encoding.TAG,
            tag,
            source,
            "an empty name, should it be one, is not sent: the service refuses it");
  }

  /**
   * Whether a filter surely can carry the operand. If a parameter's value can't be sent, the
   * statement is planned again.
   */
  private boolean isKnownBeforehand(RexNode operand) {
    return operand instanceof RexLiteral
        || (operand instanceof RexDynamicParam && !knowledge.expectsEmptyTexts());
  }

  private static boolean isBlank(RexNode operand) {
    return isBlank(operand instanceof RexLiteral literal ? literal.getValueAs(String.class) : null);
  }

  private static boolean isBlank(@Nullable String text) {
    return text != null && !FieldText.canBeSent(text);
  }

  /** Returns how many filters a plan may give a search; reading may add a range of ids. */
  int mostFilters() {
    return Math.max(1, knowledge.mostFilters() - 2);
  }

  /** Whether the driver can't evaluate the leaf as the query means it. */
  boolean onlyServiceKnows(Leaf leaf) {
    ColumnDef column = leaf.column();
    return column.isSearchOnly()
        || (leaf.verdict() == Verdict.EXACT && knowledge.isServiceMeant(column));
  }
}
