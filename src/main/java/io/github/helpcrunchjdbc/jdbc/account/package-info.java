/** The accounts that the driver's connections use, and what the driver keeps of each account. */
@NullMarked
package io.github.helpcrunchjdbc.jdbc.account;

import org.jspecify.annotations.NullMarked;
