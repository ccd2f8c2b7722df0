/** The phases of planning, and rules that belong to no package below. */
@NullMarked
package io.github.helpcrunchjdbc.plan.rel;

import org.jspecify.annotations.NullMarked;
