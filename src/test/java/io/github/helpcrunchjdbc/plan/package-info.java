/** Parts of planning that no statement shows. */
@NullMarked
package io.github.helpcrunchjdbc.plan;

import org.jspecify.annotations.NullMarked;
