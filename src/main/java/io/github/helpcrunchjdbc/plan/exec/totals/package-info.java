/** Counts, groups, histograms and numbered rows that totals answer. */
@NullMarked
package io.github.helpcrunchjdbc.plan.exec.totals;

import org.jspecify.annotations.NullMarked;
