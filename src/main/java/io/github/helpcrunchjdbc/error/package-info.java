/** What can go wrong: one exception for the whole driver, and the codes it carries. */
@NullMarked
package io.github.helpcrunchjdbc.error;

import org.jspecify.annotations.NullMarked;
