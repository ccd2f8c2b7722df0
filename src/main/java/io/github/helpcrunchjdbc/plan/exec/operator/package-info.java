/**
 * The operators between a scan and the result: rows that are kept, sorted, limited or stopped; and
 * what they see of an execution.
 */
@NullMarked
package io.github.helpcrunchjdbc.plan.exec.operator;

import org.jspecify.annotations.NullMarked;
