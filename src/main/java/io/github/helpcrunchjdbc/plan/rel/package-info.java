/** The phases of planning, and the rules that stand in no package below. */
@NullMarked
package io.github.helpcrunchjdbc.plan.rel;

import org.jspecify.annotations.NullMarked;
