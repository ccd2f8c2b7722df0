/** Generated queries against generated accounts, with another engine as the judge. */
@NullMarked
package io.github.helpcrunchjdbc.campaign;

import org.jspecify.annotations.NullMarked;
