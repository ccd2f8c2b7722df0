/** What is done to the chosen plan: rows are read once and counted, and reading is described. */
@NullMarked
package io.github.helpcrunchjdbc.plan.rel.finish;

import org.jspecify.annotations.NullMarked;
