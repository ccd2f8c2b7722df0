package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Puts the terms of a long condition in brackets. Calcite's parser orders all operators between two
 * brackets together, and its time grows with the cube of the number of LIKEs and BETWEENs among
 * them; no issue was known on 2026-11-26.
 */
final class ConditionText {
  /** A statement with fewer ANDs and ORs is parsed as it is. */
  private static final int LONG = 50;

  private final Tokens tokens;
  private final EditedText text;
  private final List<Integer> ends = new ArrayList<>();
  private final Deque<Level> levels = new ArrayDeque<>();

  /** The state of reading between two brackets, or between CASE and END. */
  private static final class Level {
    /** The first token of a term that follows an AND or OR, -1 if no such term is being read. */
    private int term = -1;

    /** The number of BETWEENs whose AND has not come yet. */
    private int betweens;
  }

  private ConditionText(Tokens tokens, EditedText text) {
    this.tokens = tokens;
    this.text = text;
  }

  /** Inserts the opening brackets; call this before the terms are changed. */
  static ConditionText open(Tokens tokens, EditedText text) {
    ConditionText conditions = new ConditionText(tokens, text);
    int connectives = 0;
    for (int i = 0; i < tokens.size(); i++) {
      connectives += tokens.at(i).isAny("AND", "OR") ? 1 : 0;
    }
    if (connectives >= LONG) {
      conditions.find();
    }
    return conditions;
  }

  /** Inserts the closing brackets; call this after all terms were changed. */
  void close() {
    ends.forEach(end -> text.insert(end, ")"));
  }

  private void find() {
    levels.push(new Level());
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.at(i);
      Level level = levels.element();
      if (token.isAny("(", "[", "{", "CASE")) {
        levels.push(new Level());
      } else if (token.isAny(")", "]", "}", "END")) {
        if (levels.size() > 1) {
          levels.pop();
        }
      } else if (token.is("BETWEEN")) {
        level.betweens++;
      } else if (token.is("AND") && level.betweens > 0) {
        level.betweens--;
      } else if (token.isAny("AND", "OR")) {
        if (level.term >= 0 && level.term < i) {
          text.insert(tokens.at(level.term).start(), "(");
          ends.add(tokens.at(i - 1).end());
        }
        level.term = i + 1;
      } else if (endsTerm(token)) {
        level.term = -1;
        level.betweens = 0;
      }
    }
  }

  /** Returns whether a token can't stand within a term of a condition, except in brackets. */
  private static boolean endsTerm(Token token) {
    return token.isAny(",", ";", "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT")
        || token.isAny("UNION", "INTERSECT", "EXCEPT", "MINUS", "JOIN", "ON", "USING", "WINDOW")
        || token.isAny("WHEN", "THEN", "ELSE", "AS", "VALUES", "WITH", "OFFSET", "FETCH", "QUALIFY")
        || token.isAny("INNER", "CROSS", "FULL", "NATURAL", "PARTITION", "ROWS", "RANGE", "OVER");
  }
}
