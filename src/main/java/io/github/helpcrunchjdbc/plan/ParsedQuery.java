package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.plan.dialect.DialectText;
import org.apache.calcite.sql.SqlNode;

/**
 * A statement in Calcite's words.
 *
 * @param text as it was written, for messages
 */
record ParsedQuery(SqlNode node, DialectText text) {}
