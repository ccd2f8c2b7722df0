package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.plan.sql.dialect.DialectText;
import org.apache.calcite.sql.SqlNode;

/**
 * A statement in Calcite's words.
 *
 * @param text the statement as it was written, for messages
 */
public record ParsedQuery(SqlNode node, DialectText text) {}
